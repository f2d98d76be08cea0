import { ordersContract } from '@commerce-integration/contract';
import { defineFeature } from '../feature/define-feature.ts';
import { routesOf } from '../http/routes.ts';
import { ORDER_ENTITIES } from './lifecycle/order.entity.ts';
import { fulfilmentOverview, orderSearch, ordersOverview, shipmentSearch } from './orders.console.ts';
import { ORDER_INVARIANTS } from './orders.invariants.ts';
import { ORDERS_MIGRATIONS } from './orders.migrations.ts';
import { ordersRoutes } from './orders.routes.ts';

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
  migrations: ORDERS_MIGRATIONS,
  search: [orderSearch, shipmentSearch],
  overview: () => [ordersOverview, fulfilmentOverview],
  routes: ({ units }) => [routesOf(ordersContract, ordersRoutes(units))],
});
