import { LIMITS, orderUpdateFeedsContract, orderUpdatesContract } from '@commerce-integration/contract';
import { RETRYING_EVENTS } from '@commerce-integration/contract/rules';
import { announcerOn, ORDER_UPDATE_CHANNEL } from '../database/announcer.ts';
import { idSql } from '../database/json-sql.ts';
import { defineFeature, type Feature, type StoredGauge } from '../feature/define-feature.ts';
import { routesOf } from '../http/routes.ts';
import { startApplying } from './apply/start-applying.ts';
import type { FeedDescriptors } from './feed-descriptors.ts';
import { SEALED_FEED_COLUMNS } from './feed-secret.ts';
import { OrderUpdateFeed } from './order-update-feed.entity.ts';
import { orderUpdateFeedsRoutes } from './order-update-feeds.routes.ts';
import { orderUpdateFeedSearch, orderUpdateSearch, orderUpdatesOverview } from './order-updates.console.ts';
import { ORDER_UPDATES_MIGRATIONS } from './order-updates.migrations.ts';
import { orderUpdatesRoutes } from './order-updates.routes.ts';
import { requeueParked } from './requeue-parked.ts';

// Tenancy: counts of the rows of all partners, of which it names none.
const UPDATE_GAUGES: readonly StoredGauge[] = [
  {
    name: 'order_updates_parked',
    help: 'Order updates that are parked and need attention.',
    sql: `select count(*) as value from order_update where status = 'parked'`,
  },
];

/**
 * Updates on orders from fulfilment systems and couriers, and how they are applied.
 *
 * @param descriptors provided by the feature of data descriptors
 */
export function orderUpdates(descriptors: FeedDescriptors): Feature {
  return defineFeature({
    name: 'order-updates',
    // Tenancy: a command of the operator, for all partners.
    invariants: [
      {
        name: 'order-updates',
        holds: 'An order update has an end time if and only if it is not waiting.',
        over: 'order_update',
        violations: `select ${idSql('orderUpdate', 'id')} as id from order_update
        where id >= $1 and id < $2 and (status = 'queued') <> (finished_at is null)`,
      },
    ],
    tables: ['order_update', 'order_update_feed', 'order_update_push', 'order_update_requeue'],
    entities: [OrderUpdateFeed],
    migrations: ORDER_UPDATES_MIGRATIONS,
    sealed: { order_update_feed: SEALED_FEED_COLUMNS },
    retention: [
      { table: 'order_update', since: 'created_at', hours: LIMITS.orderUpdateDays * 24, limit: 'order_update_days' },
      { table: 'order_update_push', since: 'created_at', hours: LIMITS.pushDays * 24, limit: 'order_update_push_days' },
    ],
    kept: {
      order_update_feed: 'until it is deleted',
      order_update_requeue: 'until the parked updates of the order have been retried',
    },
    routes: ({ units, database, cipher }) => {
      const announce = announcerOn(database.pool, ORDER_UPDATE_CHANNEL);
      return [
        routesOf(orderUpdatesContract, orderUpdatesRoutes(units, descriptors, announce)),
        routesOf(orderUpdateFeedsContract, orderUpdateFeedsRoutes({ units, database, cipher, descriptors, announce })),
      ];
    },
    gauges: UPDATE_GAUGES,
    search: [orderUpdateSearch, orderUpdateFeedSearch],
    overview: () => [orderUpdatesOverview],
    reactions: Object.fromEntries(RETRYING_EVENTS.map((type) => [type, requeueParked])),
    works: (parts) => startApplying(parts, descriptors),
  });
}
