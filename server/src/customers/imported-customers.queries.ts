import type { CustomerRow, KnownCustomer, RowAddress } from '@commerce-integration/contract/rules';
import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';
import type { FieldCipher } from '../encryption/field-cipher.ts';
import { openAddress, placeOf } from './sealed-address.ts';

// Tenancy of this file: an import works on the customers of the partner of its job only, and on their addresses.

/** The owner of the imported customers. */
export interface CustomerImport {
  readonly em: UnitOfWork;
  readonly cipher: FieldCipher;
  readonly partnerId: number;
}

interface StoredRow {
  readonly id: number;
  readonly external_id: string;
  readonly first_name: string;
  readonly last_name: string;
  readonly email: string;
  readonly phone: string | null;
}

/** An existing customer, decrypted. */
export type StoredCustomer = KnownCustomer & { readonly id: number };

/** The stored customers with some external IDs. */
export async function customersNamed(
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

/** The customers that rows refer to, decrypted, with the addresses of those for which a row has one. */
export async function storedCustomers(
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
  for (const { id, customer_id, city, state, country, ...sealed } of rows) {
    const customerId = Number(customer_id);
    const address = { ...openAddress(cipher, Number(id), sealed), city, state, country };
    addresses.set(customerId, [...(addresses.get(customerId) ?? []), address]);
  }
  return addresses;
}
