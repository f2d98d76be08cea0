import { type CustomerDeletion, formatId, idNumber } from '@commerce-integration/contract';
import { customerHasOrders, customerNotFound, externalIdTaken } from '@commerce-integration/contract/rules';
import type { FeatureHandlers, MockCall, Seen } from '../http/mock-call.ts';
import { actingPartner } from '../partners/mock-acting-partner.ts';
import { listRows } from '../store/mock-lists.ts';
import type { CustomerRow } from '../store/mock-rows.ts';
import { getRow, visibleRow } from '../store/mock-tables.ts';
import { addAddress, addCustomer, removeCustomer } from './mock-write-customers.ts';

export const customerHandlers: FeatureHandlers<'customers'> = {
  createCustomer: (call) =>
    call.once(() => {
      const { tables, caller, body } = call;
      if (caller.partner) actingPartner(call, {});
      assertExternalIdFree(call, body.external_id);
      const customer = { ...body, external_id: body.external_id ?? null, phone: body.phone ?? null };
      const row = addCustomer(tables, caller.partner?.id ?? null, customer);
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
    if (deletion?.outcome === 'not_found') throw customerNotFound(id);
    if (deletion?.outcome === 'has_orders') {
      throw customerHasOrders(id);
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
      const row = addAddress(tables, customer, { ...body, address_line2: body.address_line2 ?? null });
      return { status: 201, body: row.shown };
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

/** @throws Problem `external_id_taken` */
function assertExternalIdFree({ tables, caller }: Seen, externalId: string | null | undefined): void {
  const owner = caller.partner?.id ?? null;
  const isTaken = [...tables.customers.values()].some(
    (row) => row.partnerId === owner && row.shown.external_id === externalId,
  );
  if (isTaken && externalId !== undefined && externalId !== null) throw externalIdTaken();
}

/** Deletes customers with their addresses; a customer with orders is kept. A repeated ID has one outcome. */
function deleteCustomers({ tables, caller }: MockCall, ids: readonly string[]): CustomerDeletion[] {
  return [...new Set(ids.map(idNumber))].map((id) => {
    const customer = visibleRow(tables.customers, caller, id);
    const outcome = customer ? removeCustomer(tables, customer) : 'not_found';
    return { customer_id: formatId('customer', id), outcome };
  });
}
