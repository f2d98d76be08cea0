import { feedsContract } from '@commerce-integration/contract';
import { defineFeature } from '../feature/define-feature.ts';
import { routesOf } from '../http/routes.ts';
import { Feed } from './feed.entity.ts';
import { feedLimits } from './feed-limits.ts';
import { feedLoadJob } from './feed-load.job.ts';
import { FEED_UPLOADS } from './feed-upload-table.ts';
import { FEED_INVARIANTS } from './feeds.invariants.ts';
import { feedsOverview } from './feeds.overview.ts';
import { feedsRoutes } from './feeds.routes.ts';
import { feedSearch } from './feeds.search.ts';
import { Migration20261128130000_removed_ratio } from './migrations/Migration20261128130000_removed_ratio.ts';
import { Migration20261129150200_feed_search } from './migrations/Migration20261129150200_feed_search.ts';
import { Migration20261129176000_feed_counts } from './migrations/Migration20261129176000_feed_counts.ts';

/** Feed files: their upload, and their loading into the catalogue. */
export const feeds = defineFeature({
  name: 'feeds',
  invariants: FEED_INVARIANTS,
  tables: ['feed'],
  kept: { feed: 'what was sent, with its file' },
  entities: [Feed],
  migrations: [
    { name: '20261128130000_removed_ratio', class: Migration20261128130000_removed_ratio },
    { name: '20261129150200_feed_search', class: Migration20261129150200_feed_search },
    { name: '20261129176000_feed_counts', class: Migration20261129176000_feed_counts },
  ],
  uploads: [FEED_UPLOADS],
  search: [feedSearch],
  overview: () => [feedsOverview],
  routes: ({ units, store, config }) => [routesOf(feedsContract, feedsRoutes({ units, store, ...feedLimits(config) }))],
  jobs: [feedLoadJob],
});
