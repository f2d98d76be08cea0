import * as endpoints from '../internal/generated/endpoints.ts';
import { waitForOrder } from '../internal/jobs/wait-for-order.ts';
import type { WaitForOrderOptions } from '../internal/jobs/wait-options.ts';
import type { ApiPromise } from '../internal/transport/api-promise.ts';
import type { PagePromise } from '../internal/transport/page-promise.ts';
import type { IdempotentRequestOptions, RequestOptions } from '../internal/transport/request-options.ts';
import type {
  BlockOrderExportFields,
  CancelOrderItemsFields,
  CreateDeliveryFields,
  CreateOrderFields,
  CreateShipmentFields,
  Delivery,
  ListOrderHistoryFields,
  ListOrdersByCustomerFields,
  ListOrdersFields,
  Order,
  OrderHistoryEntry,
  ReturnOrderItemsFields,
  TransitionOrderFields,
  UnblockOrderExportFields,
  UpdateDeliveryFields,
} from '../internal/types/wire-types.ts';
import { Resource } from './resource.ts';

/** Orders of products, and their fulfilment. */
export class Orders extends Resource {
  /**
   * Creates an order at current prices, all or nothing. If it is rejected, `errors` lists all problems; status and code
   * are those of the first problem.
   *
   * @throws ValidationError such as `mixed_currencies`; NotFoundError; BadRequestError `order_without_items`;
   *   ConflictError `product_not_available`, `product_not_priced`, `partner_not_active`
   *
   * @example
   * const items = [{ product_id: 'PR00001', quantity: 2 }];
   * const order = await client.orders.create({ partner_name: 'Acme Corp', items });
   */
  create(fields: CreateOrderFields, options?: IdempotentRequestOptions): ApiPromise<Order> {
    return this.endpoints.call(endpoints.createOrder, { json: fields, options });
  }

  /** Lists orders, newest first. */
  list(fields?: ListOrdersFields, options?: RequestOptions): PagePromise<Order> {
    return this.endpoints.list(endpoints.listOrders, { query: fields, options });
  }

  /**
   * Gets an order.
   *
   * @param orderId ID of the order, such as `OR00001`
   * @throws NotFoundError
   */
  get(orderId: string, options?: RequestOptions): ApiPromise<Order> {
    return this.endpoints.call(endpoints.getOrder, { params: { order_id: orderId }, options });
  }

  /**
   * Lists a customer's orders, newest first.
   *
   * @param customerId ID of the customer, such as `CU00001`
   * @throws NotFoundError
   */
  listByCustomer(
    customerId: string,
    fields?: ListOrdersByCustomerFields,
    options?: RequestOptions,
  ): PagePromise<Order> {
    const params = { customer_id: customerId };
    return this.endpoints.list(endpoints.listOrdersByCustomer, { params, query: fields, options });
  }

  /**
   * Changes the status of an order to one of its `allowed_transitions`: to `in_progress` to start its fulfilment or to
   * approve it, or to `cancelled` to cancel what is still open.
   *
   * @param orderId ID of the order, such as `OR00001`
   * @throws NotFoundError; ConflictError `transition_not_allowed`
   */
  transition(orderId: string, fields: TransitionOrderFields, options?: IdempotentRequestOptions): ApiPromise<Order> {
    return this.#change(endpoints.transitionOrder, orderId, fields, options);
  }

  /**
   * Ships a delivery of an order, or parts of it, as one parcel. Without `items`, ships everything that is still open.
   *
   * @param orderId ID of the order, such as `OR00001`
   * @throws NotFoundError; ConflictError `transition_not_allowed`, `quantity_not_available`, `too_many_shipments`;
   *   ValidationError if several deliveries can be shipped and none is specified
   *
   * @example
   * await client.orders.ship('OR00001', { carrier: 'DHL', tracking_number: 'JD014600003RU' });
   */
  ship(orderId: string, fields: CreateShipmentFields = {}, options?: IdempotentRequestOptions): ApiPromise<Order> {
    return this.#change(endpoints.createShipment, orderId, fields, options);
  }

  /**
   * Cancels parts of an order that have not been shipped. To cancel the whole order, change its status to `cancelled`.
   *
   * @param orderId ID of the order, such as `OR00001`
   * @throws NotFoundError; ConflictError `quantity_not_available`
   */
  cancel(orderId: string, fields: CancelOrderItemsFields, options?: IdempotentRequestOptions): ApiPromise<Order> {
    return this.#change(endpoints.cancelOrderItems, orderId, fields, options);
  }

  /**
   * Records the return of shipped parts of an order.
   *
   * @param orderId ID of the order, such as `OR00001`
   * @throws NotFoundError; ConflictError `quantity_not_available`
   */
  return(orderId: string, fields: ReturnOrderItemsFields, options?: IdempotentRequestOptions): ApiPromise<Order> {
    return this.#change(endpoints.returnOrderItems, orderId, fields, options);
  }

  /** Blocks an order from export until it is unblocked. @throws NotFoundError */
  block(orderId: string, fields: BlockOrderExportFields = {}, options?: IdempotentRequestOptions): ApiPromise<Order> {
    return this.#change(endpoints.blockOrderExport, orderId, fields, options);
  }

  /** Allows the export of an order again. @throws NotFoundError */
  unblock(
    orderId: string,
    fields: UnblockOrderExportFields = {},
    options?: IdempotentRequestOptions,
  ): ApiPromise<Order> {
    return this.#change(endpoints.unblockOrderExport, orderId, fields, options);
  }

  /**
   * Lists the history of an order, newest first: what happened when, by whom and why.
   *
   * @param orderId ID of the order, such as `OR00001`
   * @throws NotFoundError
   */
  listHistory(
    orderId: string,
    fields?: ListOrderHistoryFields,
    options?: RequestOptions,
  ): PagePromise<OrderHistoryEntry> {
    const params = { order_id: orderId };
    return this.endpoints.list(endpoints.listOrderHistory, { params, query: fields, options });
  }

  /**
   * Moves parts of an order into a separate delivery.
   *
   * @param orderId ID of the order, such as `OR00001`
   * @throws NotFoundError; ConflictError `quantity_not_available`, `too_many_deliveries`
   */
  createDelivery(orderId: string, fields: CreateDeliveryFields, options?: IdempotentRequestOptions): ApiPromise<Order> {
    return this.#change(endpoints.createDelivery, orderId, fields, options);
  }

  /**
   * Gets a delivery of an order.
   *
   * @param deliveryId ID of the delivery, such as `DL00001`
   * @throws NotFoundError
   */
  getDelivery(deliveryId: string, options?: RequestOptions): ApiPromise<Delivery> {
    return this.endpoints.call(endpoints.getDelivery, { params: { delivery_id: deliveryId }, options });
  }

  /**
   * Changes the status of a delivery, its carrier or its tracking number.
   *
   * @param deliveryId ID of the delivery, such as `DL00001`
   * @throws NotFoundError; ConflictError `transition_not_allowed`
   */
  updateDelivery(deliveryId: string, fields: UpdateDeliveryFields, options?: RequestOptions): ApiPromise<Delivery> {
    const params = { delivery_id: deliveryId };
    return this.endpoints.call(endpoints.updateDelivery, { params, json: fields, options });
  }

  /**
   * Waits until an order has one of the statuses in `until`, and returns it. Aborting the wait does not affect the
   * order; to wait again, you only need its ID.
   *
   * @param orderId ID of the order, such as `OR00001`
   * @throws OrderEndedError for an order that can no longer reach one of these statuses, for example because it was
   *   cancelled; WaitTimeoutError; AbortError; NotFoundError
   *
   * @example
   * const order = await client.orders.waitForOrder('OR00001', { until: ['completed'], timeoutMs: 3_600_000 });
   */
  waitForOrder(orderId: string, options?: WaitForOrderOptions): Promise<Order> {
    const { logger } = this.endpoints.transport;
    const maxRetries = this.endpoints.transport.retriesOfLooks();
    const call = (signal: AbortSignal) => ({ params: { order_id: orderId }, options: { signal, maxRetries } });
    const get = (signal: AbortSignal) => this.endpoints.send<Order>(endpoints.getOrder, call(signal));
    return waitForOrder({ get, logger }, orderId, options);
  }

  #change(
    endpoint: string,
    orderId: string,
    fields: object,
    options: IdempotentRequestOptions | undefined,
  ): ApiPromise<Order> {
    return this.endpoints.start<Order>(endpoint, { params: { order_id: orderId }, json: fields, options });
  }
}
