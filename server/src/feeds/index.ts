import { feedsContract } from '@commerce-integration/contract';
import { Counter } from 'prom-client';
import { defineFeature } from '../feature/define-feature.ts';
import { routesOf } from '../http/routes.ts';
import { Feed } from './feed.entity.ts';
import { feedLimits } from './feed-limits.ts';
import { FEED_UPLOADS } from './feed-upload-table.ts';
import { feedsRoutes } from './feeds.routes.ts';
import { Migration20261128130000_removed_ratio } from './migrations/Migration20261128130000_removed_ratio.ts';
import { feedLoadHandler } from './run-feed-load.ts';

/** Feed files: how they come in, and how they are loaded into the catalogue. */
export const feeds = defineFeature({
  name: 'feeds',
  tables: ['feed'],
  entities: [Feed],
  migrations: [{ name: '20261128130000_removed_ratio', class: Migration20261128130000_removed_ratio }],
  uploads: [FEED_UPLOADS],
  routes: ({ units, store, config }) => [routesOf(feedsContract, feedsRoutes({ units, store, ...feedLimits(config) }))],
  jobs: ({ registry, database, store }) => {
    const rows = new Counter({
      name: 'feed_rows_total',
      help: 'Rows of feeds read; its rate is the rows per second.',
      registers: [registry],
    });
    return [feedLoadHandler({ database, store, onRows: (count) => rows.inc(count) })];
  },
});
