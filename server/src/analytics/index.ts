import { analyticsContract, idNumber } from '@commerce-integration/contract';
import { defineFeature } from '../feature/define-feature.ts';
import { routesOf } from '../http/routes.ts';
import { analyticsRoutes } from './analytics.routes.ts';
import { Migration20261121140000_sales_rollups } from './migrations/Migration20261121140000_sales_rollups.ts';
import { recordFeedActivity } from './record-feed-activity.ts';
import { recordSale } from './record-sale.ts';
import { rollUpSales } from './roll-up-sales.ts';
import { salesOverview } from './sales.overview.ts';

/** Reports of sales and of feeds. */
export const analytics = defineFeature({
  name: 'analytics',
  tables: ['recent_sales', 'partner_sales', 'product_sales', 'feed_activity'],
  migrations: [{ name: '20261121140000_sales_rollups', class: Migration20261121140000_sales_rollups }],
  overview: () => [salesOverview],
  routes: ({ units }) => [routesOf(analyticsContract, analyticsRoutes(units))],
  reactions: {
    'order.created': (sql, { data }) => recordSale(sql, idNumber(data.order_id)),
    'feed.uploaded': (sql, { partnerId, occurredAt: at }) =>
      recordFeedActivity(sql, { partnerId: Number(partnerId), at, done: 'uploaded' }),
    'feed.validation.completed': async (sql, { partnerId, occurredAt: at, data }) => {
      if (data.validate_only) return;
      await recordFeedActivity(sql, { partnerId: Number(partnerId), at, done: 'loaded', result: data.result });
    },
    'feed.validation.failed': async (sql, { partnerId, occurredAt: at, data }) => {
      if (!data.validate_only) await recordFeedActivity(sql, { partnerId: Number(partnerId), at, done: 'failed' });
    },
  },
  schedules: ({ database }) => [
    // Sales that are not rolled up yet are added by each report, order by order.
    { name: 'add up sales', everyMs: 10_000, run: () => rollUpSales(database.pool) },
  ],
});
