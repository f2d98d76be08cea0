import { ordersContract } from '@commerce-integration/contract';
import { defineFeature } from '../feature/define-feature.ts';
import { routesOf } from '../http/routes.ts';
import { fulfilmentOverview } from './fulfilment.overview.ts';
import { ORDER_ENTITIES } from './lifecycle/order.entity.ts';
import { Migration20261121130000_customers_and_orders } from './migrations/Migration20261121130000_customers_and_orders.ts';
import { Migration20261129120000_order_lifecycle } from './migrations/Migration20261129120000_order_lifecycle.ts';
import { Migration20261129140000_reported_times } from './migrations/Migration20261129140000_reported_times.ts';
import { Migration20261129150300_order_search } from './migrations/Migration20261129150300_order_search.ts';
import { Migration20261129176300_order_counts } from './migrations/Migration20261129176300_order_counts.ts';
import { ORDER_INVARIANTS } from './orders.invariants.ts';
import { ordersOverview } from './orders.overview.ts';
import { ordersRoutes } from './orders.routes.ts';
import { orderSearch, shipmentSearch } from './orders.search.ts';

/** Orders for products of the catalogue, and their way from creation to delivery, cancellation or return. */
export const orders = defineFeature({
  name: 'orders',
  invariants: ORDER_INVARIANTS,
  tables: ['sales_order', 'order_item', 'delivery', 'shipment', 'order_change'],
  kept: {
    sales_order: 'the records of what was sold',
    order_item: 'as its order',
    delivery: 'as its order',
    shipment: 'as its order',
    order_change: 'the history of its order',
  },
  entities: ORDER_ENTITIES,
  migrations: [
    { name: '20261121130000_customers_and_orders', class: Migration20261121130000_customers_and_orders },
    { name: '20261129120000_order_lifecycle', class: Migration20261129120000_order_lifecycle },
    { name: '20261129140000_reported_times', class: Migration20261129140000_reported_times },
    { name: '20261129150300_order_search', class: Migration20261129150300_order_search },
    { name: '20261129176300_order_counts', class: Migration20261129176300_order_counts },
  ],
  search: [orderSearch, shipmentSearch],
  overview: () => [ordersOverview, fulfilmentOverview],
  routes: ({ units }) => [routesOf(ordersContract, ordersRoutes(units))],
});
