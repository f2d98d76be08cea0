import * as endpoints from '../internal/generated/endpoints.ts';
import type { ApiPromise } from '../internal/transport/api-promise.ts';
import type { PagePromise } from '../internal/transport/page-promise.ts';
import type { IdempotentRequestOptions, RequestOptions } from '../internal/transport/request-options.ts';
import type {
  ListOrderUpdatesFields,
  OrderUpdate,
  OrderUpdateDetail,
  ReceivedOrderUpdates,
  SendOrderUpdatesFields,
} from '../internal/types/wire-types.ts';
import { Resource } from './resource.ts';

/** Order updates: what happened to orders, as reported by fulfilment systems and couriers. */
export class OrderUpdates extends Resource {
  /**
   * Sends up to 1,000 updates. They are accepted immediately and applied shortly after. An update that cannot be
   * applied is `parked`, with the reason. An update with a known `update_id` and the same content is a duplicate.
   *
   * @throws ValidationError that lists each invalid update, and each whose `update_id` was already used with other
   *   content; ConflictError `partner_not_active`
   *
   * @example
   * const { updates } = await client.orderUpdates.send({
   *   updates: [
   *     { update_id: 'WMS-77', order_id: 'OR00001', status: 'shipped', occurred_at: new Date().toISOString() },
   *   ],
   * });
   */
  send(fields: SendOrderUpdatesFields, options?: IdempotentRequestOptions): ApiPromise<ReceivedOrderUpdates> {
    return this.endpoints.call(endpoints.sendOrderUpdates, { json: fields, options });
  }

  /** Lists updates, newest first. Those with `status: 'parked'` need attention. */
  list(fields?: ListOrderUpdatesFields, options?: RequestOptions): PagePromise<OrderUpdate> {
    return this.endpoints.list(endpoints.listOrderUpdates, { query: fields, options });
  }

  /** Gets an update, including the payload that was pushed. @throws NotFoundError */
  get(orderUpdateId: string, options?: RequestOptions): ApiPromise<OrderUpdateDetail> {
    const params = { order_update_id: orderUpdateId };
    return this.endpoints.call(endpoints.getOrderUpdate, { params, options });
  }

  /** Retries a parked update. @throws NotFoundError; ConflictError `update_not_parked` */
  retry(orderUpdateId: string, options?: IdempotentRequestOptions): ApiPromise<OrderUpdate> {
    const params = { order_update_id: orderUpdateId };
    return this.endpoints.call(endpoints.retryOrderUpdate, { params, options });
  }

  /** Dismisses a parked update: it becomes `ignored`. @throws NotFoundError; ConflictError `update_not_parked` */
  dismiss(orderUpdateId: string, options?: IdempotentRequestOptions): ApiPromise<OrderUpdate> {
    const params = { order_update_id: orderUpdateId };
    return this.endpoints.call(endpoints.dismissOrderUpdate, { params, options });
  }
}
