import * as endpoints from '../internal/generated/endpoints.ts';
import type { ApiPromise } from '../internal/transport/api-promise.ts';
import type { RequestOptions } from '../internal/transport/request-options.ts';
import type { Health, Index, LimitList, Me, Readiness } from '../internal/types/wire-types.ts';
import { Resource } from './resource.ts';

/** The service itself. */
export class Service extends Resource {
  /** Where things are: console, documentation, health. Needs no key. */
  index(options?: RequestOptions): ApiPromise<Index> {
    return this.endpoints.call(endpoints.getIndex, { options });
  }

  /**
   * Whether the process is alive and its database reachable. An unhealthy service is a normal result (`status:
   * 'error'`).
   */
  health(options?: RequestOptions): ApiPromise<Health> {
    return this.endpoints.call(endpoints.getHealth, { options });
  }

  /** Whether the service can take traffic. If it cannot, that is a normal result (`status: 'error'`). */
  ready(options?: RequestOptions): ApiPromise<Readiness> {
    return this.endpoints.call(endpoints.getReady, { options });
  }

  /** The owner of the client's key, its scopes and its limits. Needs no scope. */
  me(options?: RequestOptions): ApiPromise<Me> {
    return this.endpoints.call(endpoints.getMe, { options });
  }

  /** All limits of the API. */
  limits(options?: RequestOptions): ApiPromise<LimitList> {
    return this.endpoints.call(endpoints.getLimits, { options });
  }

  /** Metrics in the text format of Prometheus. */
  metrics(options?: RequestOptions): ApiPromise<string> {
    return this.endpoints.start<string>(endpoints.getMetrics, { answer: 'text', options });
  }

  /** The OpenAPI document of the API. */
  openApi(options?: RequestOptions): ApiPromise<Record<string, unknown>> {
    return this.endpoints.call(endpoints.getOpenApi, { options });
  }
}
