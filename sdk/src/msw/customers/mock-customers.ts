import {
  type Customer,
  type CustomerAddress,
  type CustomerDeletion,
  formatId,
  idNumber,
  Problem,
} from '@commerce-integration/contract';
import { maskAddressLine, maskEmail, maskPhone, maskPostalCode, toPage } from '@commerce-integration/contract/rules';
import { createdWithin, newestFirst } from '../http/mock-lists.ts';
import type { FeatureHandlers, MockCall } from '../mock-call.ts';
import type { AddressRow, CustomerRow } from '../mock-rows.ts';
import { visibleRow, visibleRows } from '../mock-tables.ts';
import { actingPartner } from '../partners/mock-acting-partner.ts';
import { partnerFilter } from '../partners/mock-partner-rows.ts';

export const customerHandlers: FeatureHandlers<'customers'> = {
  createCustomer: (call) => call.once(() => ({ status: 201, body: presentCustomer(newCustomer(call, call.body)) })),

  listCustomers: ({ query, tables, caller }) => {
    const ofPartner = partnerFilter(tables, query.partner_name);
    const rows = visibleRows(tables.customers, caller).filter(
      (row) => ofPartner(row) && createdWithin(query, row.createdAt),
    );
    const page = newestFirst(rows, query.cursor, 'CU');
    return { status: 200, body: toPage(page, query.limit, presentCustomer, (row) => formatId('customer', row.id)) };
  },

  getCustomer: (call) => ({ status: 200, body: presentCustomer(getCustomer(call, call.params.customer_id)) }),

  deleteCustomer: (call) => {
    const id = call.params.customer_id;
    const [deletion] = deleteCustomers(call, [id]);
    if (deletion?.outcome === 'not_found') throw notFound('Customer', id);
    if (deletion?.outcome === 'has_orders') {
      throw new Problem('customer_has_orders', `Customer ${id} has orders: it cannot be deleted.`);
    }
    return { status: 204, body: undefined };
  },

  deleteCustomers: (call) => {
    const items = deleteCustomers(call, call.body.customer_ids);
    return { status: 200, body: { count: items.length, items } };
  },

  createCustomerAddress: (call) => call.once(() => ({ status: 201, body: presentAddress(newAddress(call)) })),

  getCustomerAddress: ({ params, tables, caller }) => {
    const address = visibleRow(tables.addresses, caller, idNumber(params.address_id));
    if (!address) throw notFound('Address', params.address_id);
    return { status: 200, body: presentAddress(address) };
  },
};

/** @throws Problem `not_found` */
export function getCustomer({ tables, caller }: Pick<MockCall, 'tables' | 'caller'>, customerId: string): CustomerRow {
  const customer = visibleRow(tables.customers, caller, idNumber(customerId));
  if (!customer) throw notFound('Customer', customerId);
  return customer;
}

function notFound(what: string, id: string): Problem {
  return new Problem('not_found', `${what} not found: ${id}`);
}

function newCustomer(
  { tables, caller }: MockCall,
  input: { first_name: string; last_name: string; email: string; phone?: string | null | undefined },
): CustomerRow {
  if (caller.partner) actingPartner(tables, caller, {});
  const now = new Date();
  const row: CustomerRow = {
    id: tables.next('customer'),
    partnerId: caller.partner?.id ?? null,
    firstName: input.first_name,
    lastName: input.last_name,
    email: input.email,
    phone: input.phone ?? null,
    createdAt: now,
    updatedAt: now,
  };
  tables.customers.set(row.id, row);
  return row;
}

function newAddress(call: Parameters<(typeof customerHandlers)['createCustomerAddress']>[0]): AddressRow {
  const { tables, caller, body } = call;
  if (caller.partner) actingPartner(tables, caller, {});
  const customer = getCustomer(call, call.params.customer_id);
  const row: AddressRow = {
    id: tables.next('address'),
    partnerId: customer.partnerId,
    customerId: customer.id,
    addressLine1: body.address_line1,
    city: body.city,
    state: body.state,
    postalCode: body.postal_code,
    country: body.country,
    createdAt: new Date(),
  };
  tables.addresses.set(row.id, row);
  return row;
}

/** Deletes customers with their addresses; one that an order names stays. An ID given twice has one outcome. */
function deleteCustomers({ tables, caller }: MockCall, ids: readonly string[]): CustomerDeletion[] {
  const addresses = [...tables.addresses.values()];
  const orders = [...tables.orders.values()];
  return [...new Set(ids.map(idNumber))].map((id) => {
    const customer_id = formatId('customer', id);
    if (!visibleRow(tables.customers, caller, id)) return { customer_id, outcome: 'not_found' };
    const own = addresses.filter((address) => address.customerId === id);
    const isNamed = orders.some(
      (order) => order.customerId === id || own.some((address) => address.id === order.shippingAddressId),
    );
    if (isNamed) return { customer_id, outcome: 'has_orders' };
    for (const address of own) tables.addresses.delete(address.id);
    tables.customers.delete(id);
    return { customer_id, outcome: 'deleted' };
  });
}

function presentCustomer(row: CustomerRow): Customer {
  return {
    customer_id: formatId('customer', row.id),
    first_name: row.firstName,
    last_name: row.lastName,
    email_masked: maskEmail(row.email),
    phone_masked: row.phone ? maskPhone(row.phone) : null,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  };
}

function presentAddress(row: AddressRow): CustomerAddress {
  return {
    address_id: formatId('address', row.id),
    customer_id: formatId('customer', row.customerId),
    address_line1_masked: maskAddressLine(row.addressLine1),
    city: row.city,
    state: row.state,
    postal_code_masked: maskPostalCode(row.postalCode),
    country: row.country,
    created_at: row.createdAt.toISOString(),
  };
}
