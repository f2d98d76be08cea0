import { feedsContract } from '@commerce-integration/contract';
import { defineFeature } from '../feature/define-feature.ts';
import { routesOf } from '../http/routes.ts';
import { Feed } from './feed.entity.ts';
import { feedLimits } from './feed-limits.ts';
import { feedLoadJob } from './feed-load.job.ts';
import { FEED_UPLOADS } from './feed-upload-table.ts';
import { feedsRoutes } from './feeds.routes.ts';
import { Migration20261128130000_removed_ratio } from './migrations/Migration20261128130000_removed_ratio.ts';

/** Feed files: their upload, and their loading into the catalogue. */
export const feeds = defineFeature({
  name: 'feeds',
  tables: ['feed'],
  entities: [Feed],
  migrations: [{ name: '20261128130000_removed_ratio', class: Migration20261128130000_removed_ratio }],
  uploads: [FEED_UPLOADS],
  routes: ({ units, store, config }) => [routesOf(feedsContract, feedsRoutes({ units, store, ...feedLimits(config) }))],
  jobs: [feedLoadJob],
});
