import { analyticsContract, type EventData, idNumber } from '@commerce-integration/contract';
import type { Queryable } from '../database/queryable.ts';
import { defineFeature } from '../feature/define-feature.ts';
import { routesOf } from '../http/routes.ts';
import { salesOverview } from './analytics.console.ts';
import { ANALYTICS_MIGRATIONS } from './analytics.migrations.ts';
import { analyticsRoutes } from './analytics.routes.ts';
import { recordFeedActivity } from './record-feed-activity.ts';
import { recordReductions, recordSale } from './record-sales.ts';
import { rollUpSales } from './roll-up-sales.ts';
import { ANALYTICS_INVARIANTS } from './sales-checks.ts';

/** One function handles both event types together: an order may be reduced by both at once. */
const reduceSales = (sql: Queryable, events: readonly { data: EventData<'order.items.cancelled'> }[]) =>
  recordReductions(
    sql,
    events.map(({ data }) => data),
  );

/** Reports of sales and of feeds. */
export const analytics = defineFeature({
  name: 'analytics',
  invariants: ANALYTICS_INVARIANTS,
  tables: ['recent_sales', 'partner_sales', 'product_sales', 'feed_activity'],
  kept: {
    recent_sales: 'for seconds, until they are rolled up',
    partner_sales: 'reports of any time',
    product_sales: 'reports of any time',
    feed_activity: 'reports of any time',
  },
  migrations: ANALYTICS_MIGRATIONS,
  overview: () => [salesOverview],
  routes: ({ units }) => [routesOf(analyticsContract, analyticsRoutes(units))],
  reactions: {
    'order.created': async (sql, events) => {
      for (const { data } of events) await recordSale(sql, idNumber(data.order_id));
    },
    'order.items.cancelled': reduceSales,
    'order.items.returned': reduceSales,
    'feed.uploaded': async (sql, events) => {
      for (const { partnerId, occurredAt: at } of events)
        await recordFeedActivity(sql, { partnerId: Number(partnerId), at, done: 'uploaded' });
    },
    'feed.validation.completed': async (sql, events) => {
      for (const { partnerId, occurredAt: at, data } of events) {
        if (data.validate_only) continue;
        await recordFeedActivity(sql, { partnerId: Number(partnerId), at, done: 'loaded', result: data.result });
      }
    },
    'feed.validation.failed': async (sql, events) => {
      for (const { partnerId, occurredAt: at, data } of events)
        if (!data.validate_only) await recordFeedActivity(sql, { partnerId: Number(partnerId), at, done: 'failed' });
    },
  },
  schedules: ({ database }) => [
    // Until sales are rolled up, each report adds them order by order.
    { name: 'add up sales', everyMs: 10_000, run: () => rollUpSales(database.pool) },
  ],
});
