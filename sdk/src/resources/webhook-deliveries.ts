import * as endpoints from '../internal/generated/endpoints.ts';
import type { ApiPromise } from '../internal/transport/api-promise.ts';
import type { PagePromise } from '../internal/transport/page-promise.ts';
import type { IdempotentRequestOptions, RequestOptions } from '../internal/transport/request-options.ts';
import type {
  Job,
  ListWebhookDeliveriesFields,
  RedeliverWebhookDeliveriesFields,
  WebhookDelivery,
  WebhookDeliveryDetail,
} from '../internal/types/wire-types.ts';
import { Resource } from './resource.ts';

/** Webhook deliveries: what was sent to subscriptions, the responses, and redelivery. */
export class WebhookDeliveries extends Resource {
  /** Lists deliveries, newest first. */
  list(fields?: ListWebhookDeliveriesFields, options?: RequestOptions): PagePromise<WebhookDelivery> {
    return this.endpoints.list(endpoints.listWebhookDeliveries, { query: fields, options });
  }

  /** Gets a delivery, including its body and attempts. @throws NotFoundError */
  get(deliveryId: string, options?: RequestOptions): ApiPromise<WebhookDeliveryDetail> {
    const params = { delivery_id: deliveryId };
    return this.endpoints.call(endpoints.getWebhookDelivery, { params, options });
  }

  /**
   * Sends a delivery again immediately, with the same event and sequence.
   *
   * @throws NotFoundError; ConflictError `delivery_in_flight`, `webhook_disabled`
   */
  redeliver(deliveryId: string, options?: IdempotentRequestOptions): ApiPromise<WebhookDelivery> {
    const params = { delivery_id: deliveryId };
    return this.endpoints.call(endpoints.redeliverWebhookDelivery, { params, options });
  }

  /**
   * Sends many deliveries of a subscription again, as a job. Use `client.jobs.waitForJob` to wait for its end.
   *
   * @throws NotFoundError; ConflictError `webhook_disabled`; ValidationError
   */
  redeliverMany(fields: RedeliverWebhookDeliveriesFields, options?: IdempotentRequestOptions): ApiPromise<Job> {
    return this.endpoints.call(endpoints.redeliverWebhookDeliveries, { json: fields, options });
  }
}
