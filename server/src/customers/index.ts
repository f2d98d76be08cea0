import { customersContract } from '@commerce-integration/contract';
import { idSql } from '../database/json-sql.ts';
import { defineFeature, type Feature } from '../feature/define-feature.ts';
import { routesOf } from '../http/routes.ts';
import { Customer, CustomerAddress } from './customer.entity.ts';
import { customerSearch } from './customers.console.ts';
import { CUSTOMERS_MIGRATIONS } from './customers.migrations.ts';
import { customersRoutes } from './customers.routes.ts';
import type { FindOrdered } from './delete-customers.ts';
import { SEALED_COLUMNS } from './sealed-address.ts';

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
    migrations: CUSTOMERS_MIGRATIONS,
    sealed: SEALED_COLUMNS,
    search: [customerSearch],
    routes: ({ units, cipher }) => [routesOf(customersContract, customersRoutes(units, cipher, findOrdered))],
  });
}
