import { idSql } from '../database/json-sql.ts';
import { sql } from '../database/sql.ts';
import type { Searchable } from '../feature/searchable.ts';

/**
 * Customers, by their IDs and those of their addresses only: their other data is stored encrypted.
 *
 * Tenancy: an address gives the number of its customer, which is confined like any other.
 */
export const customerSearch: Searchable = {
  type: 'customer',
  access: 'customers:read',
  table: 'customer',
  shown: { id: idSql('customer', 'id'), title: idSql('customer', 'id'), subtitle: 'null', status: 'null' },
  ids: {
    customer: { field: 'customer_id', where: (number) => sql`id = ${number}` },
    address: {
      field: 'address_id',
      where: (number) => sql`id = (select customer_id from customer_address where customer_address.id = ${number})`,
    },
  },
};
