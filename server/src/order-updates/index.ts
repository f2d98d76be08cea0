import { LIMITS, orderUpdateFeedsContract, orderUpdatesContract } from '@commerce-integration/contract';
import { announcerOn } from '../database/announcer.ts';
import { ORDER_UPDATE_CHANNEL } from '../database/channels.ts';
import { idSql } from '../database/id-sql.ts';
import { defineFeature, type Feature } from '../feature/define-feature.ts';
import { routesOf } from '../http/routes.ts';
import { startApplying } from './apply/start-applying.ts';
import type { FeedDescriptors } from './feed-descriptors.ts';
import { SEALED_FEED_COLUMNS } from './feed-secret.ts';
import { Migration20261129150000_order_updates } from './migrations/Migration20261129150000_order_updates.ts';
import { Migration20261129160100_update_ids } from './migrations/Migration20261129160100_update_ids.ts';
import { Migration20261129160200_feed_secrets } from './migrations/Migration20261129160200_feed_secrets.ts';
import { Migration20261129176500_update_counts } from './migrations/Migration20261129176500_update_counts.ts';
import { Migration20261130010100_feed_descriptors } from './migrations/Migration20261130010100_feed_descriptors.ts';
import { OrderUpdateFeed } from './order-update-feed.entity.ts';
import { orderUpdateFeedsRoutes } from './order-update-feeds.routes.ts';
import { UPDATE_GAUGES } from './order-updates.gauges.ts';
import { orderUpdatesOverview } from './order-updates.overview.ts';
import { orderUpdatesRoutes } from './order-updates.routes.ts';
import { orderUpdateFeedSearch, orderUpdateSearch } from './order-updates.search.ts';
import { requeueParked } from './requeue-parked.ts';

/**
 * What fulfilment systems and couriers tell of orders, and how it is applied to them.
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
        holds: 'An order update has a time of its end exactly if it does not wait.',
        over: 'order_update',
        violations: `select ${idSql('orderUpdate', 'id')} as id from order_update
        where id >= $1 and id < $2 and (status = 'queued') <> (finished_at is null)`,
      },
    ],
    tables: ['order_update', 'order_update_feed', 'order_update_push'],
    entities: [OrderUpdateFeed],
    migrations: [
      { name: '20261129150000_order_updates', class: Migration20261129150000_order_updates },
      { name: '20261129160100_update_ids', class: Migration20261129160100_update_ids },
      { name: '20261129160200_feed_secrets', class: Migration20261129160200_feed_secrets },
      { name: '20261129176500_update_counts', class: Migration20261129176500_update_counts },
      { name: '20261130010100_feed_descriptors', class: Migration20261130010100_feed_descriptors },
    ],
    sealed: { order_update_feed: SEALED_FEED_COLUMNS },
    retention: [
      { table: 'order_update', since: 'created_at', hours: LIMITS.orderUpdateDays * 24, limit: 'order_update_days' },
      { table: 'order_update_push', since: 'created_at', hours: LIMITS.pushDays * 24, limit: 'order_update_push_days' },
    ],
    kept: { order_update_feed: 'until it is deleted' },
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
    reactions: { 'order.status.changed': requeueParked, 'order.delivery.changed': requeueParked },
    works: (parts) => startApplying(parts, descriptors),
  });
}
