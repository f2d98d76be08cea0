import { formatId } from '@commerce-integration/contract';
import {
  type CustomerRow,
  type CustomersPlan,
  type KnownCustomer,
  planCustomerRemoval,
  planCustomers,
  type RowAddress,
  type WrittenCustomer,
} from '@commerce-integration/contract/rules';
import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';
import { nextNumbers } from '../database/sequences.ts';
import { rowsOf, type Sql, sql } from '../database/sql.ts';
import type { FieldCipher } from '../encryption/field-cipher.ts';
import { type AnyNewEvent, recordEvents } from '../events/record-event.ts';
import { deleteCustomers, type FindOrdered } from './delete-customers.ts';
import { placeOf } from './sealed-columns.ts';

// Tenancy of this file: an import works on the customers of the partner of its job only, and on their addresses.

/** Whose customers are imported. */
export interface CustomerImport {
  readonly em: UnitOfWork;
  readonly cipher: FieldCipher;
  readonly partnerId: number;
}

/** What becomes of rows about customers, and how it is written. */
export interface ImportedCustomers<Outcome> {
  readonly outcomes: readonly Outcome[];
  write(at: Date): Promise<void>;
}

/** Locks customers in the order of `database/locks.ts`. @param externalIds SQL of a query for them */
export async function lockImportedCustomers(
  em: UnitOfWork,
  partnerId: number,
  externalIds: Sql,
  { isDeletion }: { isDeletion: boolean },
): Promise<void> {
  // Orders may name a customer while it is changed, and not while it is deleted.
  const strength = isDeletion ? sql`for update` : sql`for no key update`;
  await rowsOf(
    sqlOf(em),
    sql`select count(*) from (
      select id from customer where partner_id = ${partnerId} and external_id in (${externalIds}) order by id ${strength}
    ) locked`,
  );
}

/**
 * Finds out what becomes of rows: what is stored is decrypted, and compared with them. Writes nothing before `write`,
 * which has a constant number of statements.
 */
export async function importCustomers(
  target: CustomerImport,
  rows: readonly CustomerRow[],
  mode: Parameters<typeof planCustomers>[2],
): Promise<ImportedCustomers<CustomersPlan['outcomes'][number]>> {
  const stored = await storedCustomers(target, rows);
  const { outcomes, written } = planCustomers(stored, rows, mode);
  const numbers = new Map([...stored].map(([externalId, { id }]) => [externalId, id]));
  return { outcomes, write: (at) => writeCustomers(target, written, numbers, at) };
}

/** Finds out which customers rows delete. A customer with orders is kept. */
export async function removeImportedCustomers(
  { em, partnerId }: Pick<CustomerImport, 'em' | 'partnerId'>,
  findOrdered: FindOrdered,
  externalIds: readonly string[],
): Promise<ImportedCustomers<ReturnType<typeof planCustomerRemoval>['outcomes'][number]>> {
  const found = await customersNamed({ em, partnerId }, externalIds);
  const ordered = await findOrdered(
    em,
    found.map(({ id }) => id),
  );
  const known = new Map(found.map(({ id, external_id }) => [external_id, { id, hasOrders: ordered.has(id) }]));
  const { outcomes, removed } = planCustomerRemoval(known, externalIds);
  const ids = [...removed].flatMap((externalId) => known.get(externalId)?.id ?? []);
  return {
    outcomes,
    write: async () => {
      if (ids.length === 0) return;
      await deleteCustomers(
        em,
        findOrdered,
        ids.map((id) => formatId('customer', id)),
      );
    },
  };
}

interface StoredRow {
  readonly id: number;
  readonly external_id: string;
  readonly first_name: string;
  readonly last_name: string;
  readonly email: string;
  readonly phone: string | null;
}

type StoredCustomer = KnownCustomer & { readonly id: number };

async function customersNamed(
  { em, partnerId }: Pick<CustomerImport, 'em' | 'partnerId'>,
  externalIds: readonly string[],
): Promise<StoredRow[]> {
  const { rows } = await sqlOf(em).query<Omit<StoredRow, 'id'> & { id: string }>(
    `select id, external_id, first_name, last_name, email, phone from customer
     where partner_id = $1 and external_id = any($2::text[])`,
    [partnerId, [...new Set(externalIds)]],
  );
  return rows.map(({ id, ...row }) => ({ id: Number(id), ...row }));
}

/** The customers that rows name, decrypted, with the addresses of those for which a row has one. */
async function storedCustomers(
  target: CustomerImport,
  rows: readonly CustomerRow[],
): Promise<Map<string, StoredCustomer>> {
  const found = await customersNamed(
    target,
    rows.map(({ external_id }) => external_id),
  );
  const located = new Set(rows.flatMap(({ external_id, address }) => (address ? [external_id] : [])));
  const addresses = await addressesOf(
    target,
    found.flatMap(({ id, external_id }) => (located.has(external_id) ? [id] : [])),
  );
  const { cipher } = target;
  return new Map(
    found.map(({ id, external_id, first_name, last_name, email, phone }) => {
      const own = {
        email: cipher.decrypt(email, placeOf('customer', id, 'email')),
        phone: phone === null ? null : cipher.decrypt(phone, placeOf('customer', id, 'phone')),
      };
      return [external_id, { id, first_name, last_name, ...own, addresses: addresses.get(id) ?? [] }];
    }),
  );
}

async function addressesOf(
  { em, cipher, partnerId }: CustomerImport,
  customers: readonly number[],
): Promise<Map<number, RowAddress[]>> {
  const addresses = new Map<number, RowAddress[]>();
  if (customers.length === 0) return addresses;
  const { rows } = await sqlOf(em).query<RowAddress & { id: string; customer_id: string }>(
    `select id, customer_id, address_line1, address_line2, city, state, postal_code, country from customer_address
     where partner_id = $1 and customer_id = any($2::bigint[])`,
    [partnerId, customers],
  );
  for (const { id: number, customer_id, address_line1, address_line2, postal_code, ...shown } of rows) {
    const id = Number(number);
    const customerId = Number(customer_id);
    const open = (value: string, column: 'address_line1' | 'address_line2' | 'postal_code') =>
      cipher.decrypt(value, placeOf('customer_address', id, column));
    const address = {
      address_line1: open(address_line1, 'address_line1'),
      address_line2: address_line2 === null ? null : open(address_line2, 'address_line2'),
      postal_code: open(postal_code, 'postal_code'),
      ...shown,
    };
    addresses.set(customerId, [...(addresses.get(customerId) ?? []), address]);
  }
  return addresses;
}

/** @param numbers of the customers that are there, by their external IDs */
async function writeCustomers(
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

/** @throws Error where a call has created one of them meanwhile: the file is then tried again */
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
  if (rows.length < customers.length) throw new Error('A customer of the file was created by a call meanwhile');
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
    const { address_line1, address_line2, postal_code, city, state, country } = address;
    const seal = (value: string, column: 'address_line1' | 'address_line2' | 'postal_code') =>
      cipher.encrypt(value, placeOf('customer_address', id, column));
    return {
      id,
      customer_id: customerId,
      address_line1: seal(address_line1, 'address_line1'),
      address_line2: address_line2 === null ? null : seal(address_line2, 'address_line2'),
      city,
      state,
      postal_code: seal(postal_code, 'postal_code'),
      country,
    };
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
