import { type CustomerDeletion, formatId, type ImportMode } from '@commerce-integration/contract';
import {
  type CustomerRow as ImportedRow,
  maskAddressLine,
  maskEmail,
  maskPhone,
  maskPostalCode,
  planCustomerRemoval,
  planCustomers,
  type RowAddress,
  type RowCustomer,
} from '@commerce-integration/contract/rules';
import { recordEvent } from '../store/mock-event-log.ts';
import type { AddressRow, CustomerRow } from '../store/mock-rows.ts';
import { keep, type MockTables } from '../store/mock-tables.ts';

/** Adds a customer. @param partnerId null for one of the operator */
export function addCustomer(
  tables: MockTables,
  partnerId: number | null,
  customer: RowCustomer & { external_id: string | null },
): CustomerRow {
  const id = tables.next('customer');
  const at = new Date().toISOString();
  const times = { created_at: at, updated_at: at };
  const { external_id } = customer;
  const shown = { customer_id: formatId('customer', id), external_id, ...masked(customer), ...times };
  const row = keep(tables.customers, { id, partnerId, shown, clear: clearOf(customer) });
  recordEvent(tables, { type: 'customer.created', partnerId, data: { customer_id: shown.customer_id } });
  return row;
}

function masked({ first_name, last_name, email, phone }: RowCustomer) {
  return { first_name, last_name, email_masked: maskEmail(email), phone_masked: phone ? maskPhone(phone) : null };
}

function clearOf({ email, phone }: RowCustomer): CustomerRow['clear'] {
  return { email, phone };
}

/** Adds an address to a customer. */
export function addAddress(
  tables: MockTables,
  { partnerId, shown: owner }: CustomerRow,
  clear: RowAddress,
): AddressRow {
  const id = tables.next('address');
  const { customer_id } = owner;
  const shown = {
    address_id: formatId('address', id),
    customer_id,
    address_line1_masked: maskAddressLine(clear.address_line1),
    city: clear.city,
    state: clear.state,
    postal_code_masked: maskPostalCode(clear.postal_code),
    country: clear.country,
    created_at: new Date().toISOString(),
  };
  const row = keep(tables.addresses, { id, partnerId, shown, clear });
  const data = { customer_id, address_id: shown.address_id };
  recordEvent(tables, { type: 'customer.address.created', partnerId, data });
  return row;
}

/** Deletes a customer with its addresses, unless it has orders. */
export function removeCustomer(tables: MockTables, { id, shown }: CustomerRow): CustomerDeletion['outcome'] {
  if (hasOrders(tables, shown.customer_id)) return 'has_orders';
  for (const [addressId, address] of tables.addresses) {
    if (address.shown.customer_id === shown.customer_id) tables.addresses.delete(addressId);
  }
  tables.customers.delete(id);
  return 'deleted';
}

/** An address only occurs in orders of its customer. */
function hasOrders({ orders }: MockTables, customerId: string): boolean {
  return [...orders.values()].some(({ shown }) => shown.customer_id === customerId);
}

/** The customers of a partner that have an external ID, by it. */
function customersByExternalId(tables: MockTables, partnerId: number): Map<string, CustomerRow> {
  const own = [...tables.customers.values()].filter((row) => row.partnerId === partnerId);
  return new Map(own.flatMap((row) => (row.shown.external_id === null ? [] : [[row.shown.external_id, row]])));
}

/** Inserts and changes customers of a partner, as an import does. */
export function importCustomers(
  tables: MockTables,
  partnerId: number,
  rows: readonly ImportedRow[],
  mode: Exclude<ImportMode, 'delete'>,
) {
  const stored = customersByExternalId(tables, partnerId);
  const addressesOf = ({ shown }: CustomerRow) =>
    [...tables.addresses.values()].filter((row) => row.shown.customer_id === shown.customer_id);
  const known = new Map(
    [...stored].map(([externalId, row]) => {
      const { first_name, last_name } = row.shown;
      const addresses = addressesOf(row).map(({ clear }) => clear);
      return [externalId, { first_name, last_name, ...row.clear, addresses }];
    }),
  );
  const { outcomes, written } = planCustomers(known, rows, mode);
  for (const [external_id, { customer, isChanged, newAddresses }] of written) {
    const before = stored.get(external_id);
    if (before && isChanged) keep(tables.customers, changed(before, customer));
    const row = before ?? addCustomer(tables, partnerId, { external_id, ...customer });
    for (const address of newAddresses) addAddress(tables, row, address);
  }
  return outcomes;
}

function changed(row: CustomerRow, customer: RowCustomer): CustomerRow {
  const shown = { ...row.shown, ...masked(customer), updated_at: new Date().toISOString() };
  return { ...row, shown, clear: clearOf(customer) };
}

/** Deletes customers of a partner, as an import with the mode `delete` does. */
export function removeImportedCustomers(tables: MockTables, partnerId: number, externalIds: readonly string[]) {
  const stored = customersByExternalId(tables, partnerId);
  const known = new Map(
    [...stored].map(([externalId, { shown }]) => [externalId, { hasOrders: hasOrders(tables, shown.customer_id) }]),
  );
  const { outcomes, removed } = planCustomerRemoval(known, externalIds);
  for (const externalId of removed) {
    const row = stored.get(externalId);
    if (row) removeCustomer(tables, row);
  }
  return outcomes;
}
