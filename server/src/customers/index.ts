import { customersContract } from '@commerce-integration/contract';
import { defineFeature } from '../feature/define-feature.ts';
import { routesOf } from '../http/routes.ts';
import { Customer, CustomerAddress } from './customer.entity.ts';
import { customersRoutes } from './customers.routes.ts';

/** Buyers and their addresses, encrypted where they are personal. */
export const customers = defineFeature({
  name: 'customers',
  tables: ['customer', 'customer_address'],
  entities: [Customer, CustomerAddress],
  routes: ({ units, cipher }) => [routesOf(customersContract, customersRoutes(units, cipher))],
});
