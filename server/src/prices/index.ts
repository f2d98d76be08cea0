import { pricesContract } from '@commerce-integration/contract';
import { defineFeature } from '../feature/define-feature.ts';
import { routesOf } from '../http/routes.ts';
import { PRICE_INVARIANTS } from './prices.invariants.ts';
import { PRICES_MIGRATIONS } from './prices.migrations.ts';
import { pricesRoutes } from './prices.routes.ts';

/** Price lists of products, and the prices in force. */
export const prices = defineFeature({
  name: 'prices',
  invariants: PRICE_INVARIANTS,
  tables: ['product_price', 'price_list_version'],
  kept: {
    product_price: 'the price lists',
    price_list_version: 'former price lists, by which the price at any time is known',
  },
  migrations: PRICES_MIGRATIONS,
  routes: ({ units }) => [routesOf(pricesContract, pricesRoutes(units))],
});
