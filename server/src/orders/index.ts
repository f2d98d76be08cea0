import { ordersContract } from '@commerce-integration/contract';
import { defineFeature } from '../feature/define-feature.ts';
import { routesOf } from '../http/routes.ts';
import { Migration20261121130000_customers_and_orders } from './migrations/Migration20261121130000_customers_and_orders.ts';
import { Migration20261129150300_order_search } from './migrations/Migration20261129150300_order_search.ts';
import { ordersOverview } from './orders.overview.ts';
import { ordersRoutes } from './orders.routes.ts';
import { orderSearch } from './orders.search.ts';

/** Orders for products of the catalogue, each created in one transaction. */
export const orders = defineFeature({
  name: 'orders',
  tables: ['sales_order', 'order_item'],
  migrations: [
    { name: '20261121130000_customers_and_orders', class: Migration20261121130000_customers_and_orders },
    { name: '20261129150300_order_search', class: Migration20261129150300_order_search },
  ],
  search: [orderSearch],
  overview: () => [ordersOverview],
  routes: ({ units }) => [routesOf(ordersContract, ordersRoutes(units))],
});
