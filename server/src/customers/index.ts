import { customersContract } from '@commerce-integration/contract';
import { defineFeature, type Feature } from '../feature/define-feature.ts';
import { routesOf } from '../http/routes.ts';
import { Customer, CustomerAddress } from './customer.entity.ts';
import { customersRoutes } from './customers.routes.ts';
import type { FindOrdered } from './delete-customers.ts';

/**
 * Buyers and their addresses, encrypted where they are personal.
 *
 * @param findOrdered orders know whom they name
 */
export function customers(findOrdered: FindOrdered): Feature {
  return defineFeature({
    name: 'customers',
    tables: ['customer', 'customer_address'],
    entities: [Customer, CustomerAddress],
    routes: ({ units, cipher }) => [routesOf(customersContract, customersRoutes(units, cipher, findOrdered))],
  });
}
