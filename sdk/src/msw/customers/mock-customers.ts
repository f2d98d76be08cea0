import { type CustomerDeletion, formatId, idNumber, Problem } from '@commerce-integration/contract';
import { maskAddressLine, maskEmail, maskPhone, maskPostalCode } from '@commerce-integration/contract/rules';
import type { FeatureHandlers, MockCall, Seen } from '../http/mock-call.ts';
import { actingPartner } from '../partners/mock-acting-partner.ts';
import { recordEvent } from '../store/mock-event-log.ts';
import { listRows } from '../store/mock-lists.ts';
import type { CustomerRow } from '../store/mock-rows.ts';
import { getRow, keep, visibleRow } from '../store/mock-tables.ts';

export const customerHandlers: FeatureHandlers<'customers'> = {
  createCustomer: (call) =>
    call.once(() => {
      const { tables, caller, body } = call;
      if (caller.partner) actingPartner(call, {});
      const id = tables.next('customer');
      const created_at = new Date().toISOString();
      const shown = {
        customer_id: formatId('customer', id),
        first_name: body.first_name,
        last_name: body.last_name,
        email_masked: maskEmail(body.email),
        phone_masked: body.phone ? maskPhone(body.phone) : null,
        created_at,
        updated_at: created_at,
      };
      const row = keep(tables.customers, { id, partnerId: caller.partner?.id ?? null, shown });
      const data = { customer_id: shown.customer_id };
      recordEvent(tables, { type: 'customer.created', partnerId: row.partnerId, data });
      return { status: 201, body: row.shown };
    }),

  listCustomers: (call) => ({
    status: 200,
    body: listRows(call, call.tables.customers, 'customer', ({ shown }) => shown),
  }),

  getCustomer: (call) => ({ status: 200, body: getCustomer(call, call.params.customer_id).shown }),

  deleteCustomer: (call) => {
    const id = call.params.customer_id;
    const [deletion] = deleteCustomers(call, [id]);
    if (deletion?.outcome === 'not_found') throw new Problem('not_found', `Customer not found: ${id}`);
    if (deletion?.outcome === 'has_orders') {
      throw new Problem('customer_has_orders', `Customer ${id} has orders: it cannot be deleted.`);
    }
    return { status: 204, body: undefined };
  },

  deleteCustomers: (call) => {
    const items = deleteCustomers(call, call.body.customer_ids);
    return { status: 200, body: { count: items.length, items } };
  },

  createCustomerAddress: (call) =>
    call.once(() => {
      const { tables, caller, body, params } = call;
      if (caller.partner) actingPartner(call, {});
      const customer = getCustomer(call, params.customer_id);
      const id = tables.next('address');
      const shown = {
        address_id: formatId('address', id),
        customer_id: customer.shown.customer_id,
        address_line1_masked: maskAddressLine(body.address_line1),
        city: body.city,
        state: body.state,
        postal_code_masked: maskPostalCode(body.postal_code),
        country: body.country,
        created_at: new Date().toISOString(),
      };
      keep(tables.addresses, { id, partnerId: customer.partnerId, shown });
      const data = { customer_id: shown.customer_id, address_id: shown.address_id };
      recordEvent(tables, { type: 'customer.address.created', partnerId: customer.partnerId, data });
      return { status: 201, body: shown };
    }),

  getCustomerAddress: ({ params, tables, caller }) => {
    const address = getRow(tables.addresses, caller, params.address_id, `Address not found: ${params.address_id}`);
    return { status: 200, body: address.shown };
  },
};

/** @throws Problem `not_found` */
export function getCustomer({ tables, caller }: Seen, id: string): CustomerRow {
  return getRow(tables.customers, caller, id, `Customer not found: ${id}`);
}

/** Deletes customers with their addresses; a customer with orders is kept. A repeated ID has one outcome. */
function deleteCustomers({ tables, caller }: MockCall, ids: readonly string[]): CustomerDeletion[] {
  const orders = [...tables.orders.values()];
  return [...new Set(ids.map(idNumber))].map((id) => {
    const customer_id = formatId('customer', id);
    if (!visibleRow(tables.customers, caller, id)) return { customer_id, outcome: 'not_found' };
    // An address only occurs in orders of its customer.
    if (orders.some(({ shown }) => shown.customer_id === customer_id)) return { customer_id, outcome: 'has_orders' };
    for (const [addressId, { shown }] of tables.addresses) {
      if (shown.customer_id === customer_id) tables.addresses.delete(addressId);
    }
    tables.customers.delete(id);
    return { customer_id, outcome: 'deleted' };
  });
}
