import { customersContract } from '@commerce-integration/contract';
import { defineFeature, type Feature } from '../feature/define-feature.ts';
import { routesOf } from '../http/routes.ts';
import { Customer, CustomerAddress } from './customer.entity.ts';
import { customersRoutes } from './customers.routes.ts';
import { customerSearch } from './customers.search.ts';
import type { FindOrdered } from './delete-customers.ts';
import { SEALED_COLUMNS } from './sealed-columns.ts';

/**
 * Customers and their addresses, with personal data encrypted.
 *
 * @param findOrdered provided by the feature of orders
 */
export function customers(findOrdered: FindOrdered): Feature {
  return defineFeature({
    name: 'customers',
    tables: ['customer', 'customer_address'],
    kept: { customer: 'until it is deleted', customer_address: 'until it is deleted' },
    entities: [Customer, CustomerAddress],
    sealed: SEALED_COLUMNS,
    search: [customerSearch],
    routes: ({ units, cipher }) => [routesOf(customersContract, customersRoutes(units, cipher, findOrdered))],
  });
}
