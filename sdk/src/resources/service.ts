import * as endpoints from '../internal/generated/endpoints.ts';
import type { ApiPromise } from '../internal/transport/api-promise.ts';
import type { RequestOptions } from '../internal/transport/request-options.ts';
import type { Health, Index, LimitList, Me, Readiness } from '../internal/types/wire-types.ts';
import { Resource } from './resource.ts';

/** The service: health, limits, metrics and the API description. */
export class Service extends Resource {
  /** Gets the links of the service: console, documentation, health. Needs no key. */
  index(options?: RequestOptions): ApiPromise<Index> {
    return this.endpoints.call(endpoints.getIndex, { options });
  }

  /**
   * Checks whether the process is alive and can reach its database. An unhealthy service is a normal result (`status:
   * 'error'`), not an error.
   */
  health(options?: RequestOptions): ApiPromise<Health> {
    return this.endpoints.call(endpoints.getHealth, { options });
  }

  /**
   * Checks whether the service can accept traffic. If it cannot, that is a normal result (`status: 'error'`), not an
   * error.
   */
  ready(options?: RequestOptions): ApiPromise<Readiness> {
    return this.endpoints.call(endpoints.getReady, { options });
  }

  /** Gets the owner of the client's API key, its scopes and its limits. Needs no scope. */
  me(options?: RequestOptions): ApiPromise<Me> {
    return this.endpoints.call(endpoints.getMe, { options });
  }

  /** Gets all limits of the API. */
  limits(options?: RequestOptions): ApiPromise<LimitList> {
    return this.endpoints.call(endpoints.getLimits, { options });
  }

  /** Gets metrics in the Prometheus text format. */
  metrics(options?: RequestOptions): ApiPromise<string> {
    return this.endpoints.start<string>(endpoints.getMetrics, { answer: 'text', options });
  }

  /** Gets the OpenAPI document of the API. */
  openApi(options?: RequestOptions): ApiPromise<Record<string, unknown>> {
    return this.endpoints.call(endpoints.getOpenApi, { options });
  }
}
