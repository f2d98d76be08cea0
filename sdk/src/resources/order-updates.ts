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

/** What happened to orders, as fulfilment systems and couriers report it. */
export class OrderUpdates extends Resource {
  /**
   * Sends up to 1,000 updates. They are received at once and applied soon after; one that cannot be applied is `parked`
   * with its reason. One with a known `update_id` and the same content is a duplicate.
   *
   * @throws ValidationError that names each update that cannot be read, or whose `update_id` says something else;
   *   ConflictError `partner_not_active`
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

  /** Lists updates, newest first; `status: 'parked'` are those that need somebody. */
  list(fields?: ListOrderUpdatesFields, options?: RequestOptions): PagePromise<OrderUpdate> {
    return this.endpoints.list(endpoints.listOrderUpdates, { query: fields, options });
  }

  /** Gets an update, with the payload that was pushed for it. @throws NotFoundError */
  get(orderUpdateId: string, options?: RequestOptions): ApiPromise<OrderUpdateDetail> {
    const params = { order_update_id: orderUpdateId };
    return this.endpoints.call(endpoints.getOrderUpdate, { params, options });
  }

  /** Tries a parked update again. @throws NotFoundError; ConflictError `update_not_parked` */
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
