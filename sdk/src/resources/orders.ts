import { ordersEndpoints } from '../internal/generated/endpoints.ts';
import type { ApiPromise } from '../internal/transport/api-promise.ts';
import type { PagePromise } from '../internal/transport/page-promise.ts';
import type { IdempotentRequestOptions, RequestOptions } from '../internal/transport/request-options.ts';
import type {
  CreateOrderFields,
  ListOrdersByCustomerFields,
  ListOrdersFields,
  Order,
} from '../internal/types/wire-types.ts';
import { Resource } from './resource.ts';

/** Orders of products. */
export class Orders extends Resource {
  /**
   * Creates an order, all or nothing, at current prices. `errors` of a refusal lists all problems; status and code are
   * those of the first.
   *
   * @throws ValidationError such as `mixed_currencies`; NotFoundError; BadRequestError `order_without_items`;
   *   ConflictError `product_not_available`, `product_not_priced`, `partner_not_active`
   *
   * @example
   * const items = [{ product_id: 'PR00001', quantity: 2 }];
   * const order = await client.orders.create({ partner_name: 'Acme Corp', items });
   */
  create(fields: CreateOrderFields, options?: IdempotentRequestOptions): ApiPromise<Order> {
    return this.endpoints.call(ordersEndpoints.createOrder, { json: fields, options });
  }

  /** Lists orders, newest first. */
  list(fields?: ListOrdersFields, options?: RequestOptions): PagePromise<Order> {
    return this.endpoints.list(ordersEndpoints.listOrders, { query: fields, options });
  }

  /**
   * Gets an order.
   *
   * @param orderId ID of the order, such as `OR00001`
   * @throws NotFoundError
   */
  get(orderId: string, options?: RequestOptions): ApiPromise<Order> {
    return this.endpoints.call(ordersEndpoints.getOrder, { params: { order_id: orderId }, options });
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
    return this.endpoints.list(ordersEndpoints.listOrdersByCustomer, { params, query: fields, options });
  }
}
