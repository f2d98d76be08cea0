// Made from the contract by .ci/generate.mjs: what the client needs of it when it runs, without its schemas.

import type { EndpointOf } from '../../endpoints/endpoint.ts';
import type { Page } from '../../endpoints/page.ts';
import type * as wire from '../wire-types.ts';

export const createCustomer: EndpointOf<{ body: wire.CreateCustomerFields; answer: wire.Customer }> = 'POST /customers 201 key';
export const listCustomers: EndpointOf<{ query: wire.ListCustomersFields; answer: Page<wire.Customer> }> = 'GET /customers?partner_name&external_id&created_from&created_to&limit&cursor';
export const deleteCustomers: EndpointOf<{ body: wire.DeleteCustomersFields; answer: wire.CustomerDeletions }> = 'DELETE /customers';
export const getCustomerAddress: EndpointOf<{ answer: wire.CustomerAddress }> = 'GET /customers/addresses/:address_id(AD)';
export const getCustomer: EndpointOf<{ answer: wire.Customer }> = 'GET /customers/:customer_id(CU)';
export const deleteCustomer: EndpointOf<{}> = 'DELETE /customers/:customer_id(CU) 204';
export const createCustomerAddress: EndpointOf<{ body: wire.CreateAddressFields; answer: wire.CustomerAddress }> = 'POST /customers/:customer_id(CU)/addresses 201 key';
