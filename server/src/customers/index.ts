import { customersContract } from '@commerce-integration/contract';
import { idSql } from '../database/id-sql.ts';
import { defineFeature, type Feature } from '../feature/define-feature.ts';
import { routesOf } from '../http/routes.ts';
import { Customer, CustomerAddress } from './customer.entity.ts';
import { customersRoutes } from './customers.routes.ts';
import { customerSearch } from './customers.search.ts';
import type { FindOrdered } from './delete-customers.ts';
import { Migration20261129230200_customer_external_ids } from './migrations/Migration20261129230200_customer_external_ids.ts';
import { SEALED_COLUMNS } from './sealed-columns.ts';

/**
 * Customers and their addresses, with personal data encrypted.
 *
 * @param findOrdered provided by the feature of orders
 */
export function customers(findOrdered: FindOrdered): Feature {
  return defineFeature({
    name: 'customers',
    // Tenancy: a command of the operator, for all partners.
    invariants: [
      {
        name: 'address-partners',
        holds: 'An address belongs to the partner of its customer.',
        over: 'customer_address',
        violations: `select ${idSql('address', 'a.id')} as id from customer_address a join customer c on c.id = a.customer_id
        where a.id >= $1 and a.id < $2 and a.partner_id <> c.partner_id`,
      },
    ],
    tables: ['customer', 'customer_address'],
    kept: { customer: 'until it is deleted', customer_address: 'until it is deleted' },
    entities: [Customer, CustomerAddress],
    migrations: [
      { name: '20261129230200_customer_external_ids', class: Migration20261129230200_customer_external_ids },
    ],
    sealed: SEALED_COLUMNS,
    search: [customerSearch],
    routes: ({ units, cipher }) => [routesOf(customersContract, customersRoutes(units, cipher, findOrdered))],
  });
}
