import { formatId } from '@commerce-integration/contract';
import type { RowAddress, WrittenCustomer } from '@commerce-integration/contract/rules';
import { sqlOf } from '../database/queryable.ts';
import { nextNumbers } from '../database/sequences.ts';
import { type AnyNewEvent, recordEvents } from '../events/record-event.ts';
import type { CustomerImport } from './imported-customers.queries.ts';
import { placeOf, sealAddress } from './sealed-address.ts';

// Tenancy of this file: an import works on the customers of the partner of its job only, and on their addresses.

/**
 * Writes the planned changes of customers, with a constant number of statements.
 *
 * @param numbers of the existing customers, by their external IDs
 */
export async function writeCustomers(
  target: CustomerImport,
  written: ReadonlyMap<string, WrittenCustomer>,
  numbers: Map<string, number>,
  at: Date,
): Promise<void> {
  const { em, partnerId } = target;
  const added = [...written].filter(([, { isNew }]) => isNew);
  const changed = [...written].filter(([, { isNew, isChanged }]) => !isNew && isChanged);
  const ids = await nextNumbers(em, 'customer_id_seq', added.length);
  for (const [place, [externalId]] of added.entries()) numbers.set(externalId, ids[place] ?? 0);
  await insertCustomers(target, added, numbers, at);
  await updateCustomers(target, changed, numbers, at);
  const addresses = [...written].flatMap(([externalId, { newAddresses }]) =>
    newAddresses.map((address) => ({ customerId: numbers.get(externalId) ?? 0, address })),
  );
  const addressIds = await insertAddresses(target, addresses, at);
  const made = ids.map((id): AnyNewEvent => {
    return { type: 'customer.created', partnerId, data: { customer_id: formatId('customer', id) } };
  });
  const located = addresses.map(({ customerId }, place): AnyNewEvent => {
    const address_id = formatId('address', addressIds[place] ?? 0);
    const data = { customer_id: formatId('customer', customerId), address_id };
    return { type: 'customer.address.created', partnerId, data };
  });
  await recordEvents(sqlOf(em), [...made, ...located]);
}

type Written = readonly [externalId: string, customer: WrittenCustomer];

function sealedRows({ cipher }: CustomerImport, customers: readonly Written[], numbers: ReadonlyMap<string, number>) {
  return JSON.stringify(
    customers.map(([external_id, { customer }]) => {
      const { first_name, last_name, email, phone } = customer;
      const id = numbers.get(external_id) ?? 0;
      const sealed = {
        email: cipher.encrypt(email, placeOf('customer', id, 'email')),
        phone: phone === null ? null : cipher.encrypt(phone, placeOf('customer', id, 'phone')),
      };
      return { id, external_id, first_name, last_name, ...sealed };
    }),
  );
}

/** @throws Error if a concurrent call has created one of them: the file is then tried again */
async function insertCustomers(
  target: CustomerImport,
  customers: readonly Written[],
  numbers: ReadonlyMap<string, number>,
  at: Date,
): Promise<void> {
  if (customers.length === 0) return;
  const { rows } = await sqlOf(target.em).query(
    `insert into customer (id, partner_id, external_id, first_name, last_name, email, phone, created_at, updated_at)
     select id, $1, external_id, first_name, last_name, email, phone, $3, $3 from json_to_recordset($2::json)
       as row (id bigint, external_id text, first_name text, last_name text, email text, phone text)
     on conflict do nothing returning id`,
    [target.partnerId, sealedRows(target, customers, numbers), at],
  );
  if (rows.length < customers.length) throw new Error('A concurrent call created a customer of the file');
}

async function updateCustomers(
  target: CustomerImport,
  customers: readonly Written[],
  numbers: ReadonlyMap<string, number>,
  at: Date,
): Promise<void> {
  if (customers.length === 0) return;
  await sqlOf(target.em).query(
    `update customer c set first_name = row.first_name, last_name = row.last_name, email = row.email, phone = row.phone,
       updated_at = $3
     from json_to_recordset($2::json) as row (id bigint, first_name text, last_name text, email text, phone text)
     where c.partner_id = $1 and c.id = row.id`,
    [target.partnerId, sealedRows(target, customers, numbers), at],
  );
}

/** @returns the numbers of the addresses, in their order */
async function insertAddresses(
  { em, cipher, partnerId }: CustomerImport,
  addresses: readonly { customerId: number; address: RowAddress }[],
  at: Date,
): Promise<number[]> {
  const ids = await nextNumbers(em, 'customer_address_id_seq', addresses.length);
  if (addresses.length === 0) return ids;
  const rows = addresses.map(({ customerId, address }, place) => {
    const id = ids[place] ?? 0;
    const { city, state, country } = address;
    return { id, customer_id: customerId, ...sealAddress(cipher, id, address), city, state, country };
  });
  await sqlOf(em).query(
    `insert into customer_address (id, customer_id, partner_id, address_line1, address_line2, city, state, postal_code,
       country, created_at)
     select id, customer_id, $1, address_line1, address_line2, city, state, postal_code, country, $3
     from json_to_recordset($2::json) as row (id bigint, customer_id bigint, address_line1 text, address_line2 text,
       city text, state text, postal_code text, country text)`,
    [partnerId, JSON.stringify(rows), at],
  );
  return ids;
}
