import { feedsContract } from '@commerce-integration/contract';
import { defineFeature } from '../feature/define-feature.ts';
import { routesOf } from '../http/routes.ts';
import { FEED_UPLOADS } from './create-upload-url.ts';
import { Feed } from './feed.entity.ts';
import { feedLimits } from './feed-limits.ts';
import { feedLoadJob } from './feed-load.job.ts';
import { feedSearch, feedsOverview } from './feeds.console.ts';
import { FEED_INVARIANTS } from './feeds.invariants.ts';
import { FEEDS_MIGRATIONS } from './feeds.migrations.ts';
import { feedsRoutes } from './feeds.routes.ts';

/** Feed files: their upload, and their loading into the catalogue. */
export const feeds = defineFeature({
  name: 'feeds',
  invariants: FEED_INVARIANTS,
  tables: ['feed'],
  kept: { feed: 'what was sent, with its file' },
  entities: [Feed],
  migrations: FEEDS_MIGRATIONS,
  uploads: [FEED_UPLOADS],
  search: [feedSearch],
  overview: () => [feedsOverview],
  routes: ({ units, store, config }) => [routesOf(feedsContract, feedsRoutes({ units, store, ...feedLimits(config) }))],
  jobs: [feedLoadJob],
});
