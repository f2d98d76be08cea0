import { customersEndpoints } from '../internal/generated/endpoints.ts';
import { ApiPromise } from '../internal/transport/api-promise.ts';
import type { PagePromise } from '../internal/transport/page-promise.ts';
import type { IdempotentRequestOptions, RequestOptions } from '../internal/transport/request-options.ts';
import type { Transport } from '../internal/transport/transport.ts';
import type {
  CreateAddressFields,
  CreateCustomerFields,
  Customer,
  CustomerAddress,
  CustomerDeletions,
  DeleteCustomersFields,
  ListCustomersFields,
} from '../internal/types/wire-types.ts';
import { Endpoints } from './endpoints.ts';

/** Customers and their addresses. E-mail, phone, street and postal code are returned masked. */
export class Customers {
  readonly #endpoints: Endpoints;

  /** @internal */
  constructor(transport: Transport) {
    this.#endpoints = new Endpoints(transport);
  }

  /** Creates a customer. @throws ValidationError */
  create(fields: CreateCustomerFields, options?: IdempotentRequestOptions): ApiPromise<Customer> {
    return this.#endpoints.call(customersEndpoints.createCustomer, { json: fields, options });
  }

  /** Lists customers, newest first. */
  list(fields?: ListCustomersFields, options?: RequestOptions): PagePromise<Customer> {
    return this.#endpoints.list(customersEndpoints.listCustomers, { query: fields, options });
  }

  /** Gets a customer. @throws NotFoundError */
  get(customerId: string, options?: RequestOptions): ApiPromise<Customer> {
    return this.#endpoints.call(customersEndpoints.getCustomer, { params: { customer_id: customerId }, options });
  }

  /**
   * Deletes a customer and its addresses. When the response is lost and a retry finds no such customer, the first try
   * has deleted it: that is not an error.
   *
   * @throws NotFoundError; ConflictError `customer_has_orders`
   */
  delete(customerId: string, options?: RequestOptions): ApiPromise<void> {
    const call = { params: { customer_id: customerId }, answer: 'none' as const, goneIsDone: true, options };
    return ApiPromise.start(() => this.#endpoints.send<void>(customersEndpoints.deleteCustomer, call));
  }

  /**
   * Deletes several customers, with an outcome for each, in the order given. If the request was retried because its
   * response was lost, customers that the first try deleted are reported as `not_found`.
   *
   * @throws ValidationError for no or too many IDs
   */
  deleteMany(fields: DeleteCustomersFields, options?: RequestOptions): ApiPromise<CustomerDeletions> {
    return this.#endpoints.call(customersEndpoints.deleteCustomers, { json: fields, options });
  }

  /** Adds an address to a customer. @throws NotFoundError; ValidationError */
  createAddress(
    customerId: string,
    fields: CreateAddressFields,
    options?: IdempotentRequestOptions,
  ): ApiPromise<CustomerAddress> {
    const params = { customer_id: customerId };
    return this.#endpoints.call(customersEndpoints.createCustomerAddress, { params, json: fields, options });
  }

  /** Gets a customer's address. @throws NotFoundError */
  getAddress(addressId: string, options?: RequestOptions): ApiPromise<CustomerAddress> {
    return this.#endpoints.call(customersEndpoints.getCustomerAddress, { params: { address_id: addressId }, options });
  }
}
