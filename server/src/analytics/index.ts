import { analyticsContract } from '@commerce-integration/contract';
import { defineFeature } from '../feature/define-feature.ts';
import { routesOf } from '../http/routes.ts';
import { analyticsRoutes } from './analytics.routes.ts';
import { Migration20261121140000_sales_rollups } from './migrations/Migration20261121140000_sales_rollups.ts';
import { settleSales } from './settle-sales.ts';

/** Reports of sales and of feeds. */
export const analytics = defineFeature({
  name: 'analytics',
  tables: ['recent_sales', 'partner_sales', 'product_sales', 'feed_activity'],
  migrations: [{ name: '20261121140000_sales_rollups', class: Migration20261121140000_sales_rollups }],
  routes: ({ units }) => [routesOf(analyticsContract, analyticsRoutes(units))],
  schedules: ({ database }) => [
    // What is sold meanwhile, each report adds up order by order.
    { name: 'add up sales', everyMs: 10_000, run: () => settleSales(database.pool) },
  ],
});
