import * as endpoints from '../internal/generated/endpoints.ts';
import type { ApiPromise } from '../internal/transport/api-promise.ts';
import type { PagePromise } from '../internal/transport/page-promise.ts';
import type { IdempotentRequestOptions, RequestOptions } from '../internal/transport/request-options.ts';
import type {
  CreateAddressFields,
  CreateCustomerFields,
  Customer,
  CustomerAddress,
  CustomerDeletions,
  DeleteCustomersFields,
  ListCustomersFields,
} from '../internal/types/wire-types.ts';
import { Resource } from './resource.ts';

/** Customers and their addresses. E-mail, phone, street and postal code are returned masked. */
export class Customers extends Resource {
  /** Creates a customer. @throws ValidationError */
  create(fields: CreateCustomerFields, options?: IdempotentRequestOptions): ApiPromise<Customer> {
    return this.endpoints.call(endpoints.createCustomer, { json: fields, options });
  }

  /** Lists customers, newest first. */
  list(fields?: ListCustomersFields, options?: RequestOptions): PagePromise<Customer> {
    return this.endpoints.list(endpoints.listCustomers, { query: fields, options });
  }

  /**
   * Gets a customer.
   *
   * @param customerId ID of the customer, such as `CU00001`
   * @throws NotFoundError
   */
  get(customerId: string, options?: RequestOptions): ApiPromise<Customer> {
    return this.endpoints.call(endpoints.getCustomer, { params: { customer_id: customerId }, options });
  }

  /**
   * Deletes a customer and its addresses. If the response is lost and a retry no longer finds the customer, the call
   * succeeds: the first attempt has deleted it.
   *
   * @param customerId ID of the customer, such as `CU00001`
   * @throws NotFoundError; ConflictError `customer_has_orders`
   */
  delete(customerId: string, options?: RequestOptions): ApiPromise<void> {
    return this.endpoints.delete(endpoints.deleteCustomer, { params: { customer_id: customerId }, options });
  }

  /**
   * Deletes several customers, with an outcome for each, in the given order. If the response is lost and the call is
   * retried, customers that the first attempt deleted are reported as `not_found`.
   *
   * @throws ValidationError for no or too many IDs
   */
  deleteMany(fields: DeleteCustomersFields, options?: RequestOptions): ApiPromise<CustomerDeletions> {
    return this.endpoints.call(endpoints.deleteCustomers, { json: fields, options });
  }

  /**
   * Adds an address to a customer.
   *
   * @param customerId ID of the customer, such as `CU00001`
   * @throws NotFoundError; ValidationError
   */
  createAddress(
    customerId: string,
    fields: CreateAddressFields,
    options?: IdempotentRequestOptions,
  ): ApiPromise<CustomerAddress> {
    const params = { customer_id: customerId };
    return this.endpoints.call(endpoints.createCustomerAddress, { params, json: fields, options });
  }

  /**
   * Gets a customer's address.
   *
   * @param addressId ID of the address, such as `AD00001`
   * @throws NotFoundError
   */
  getAddress(addressId: string, options?: RequestOptions): ApiPromise<CustomerAddress> {
    return this.endpoints.call(endpoints.getCustomerAddress, { params: { address_id: addressId }, options });
  }
}
