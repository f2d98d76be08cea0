import { eventsContract } from '@commerce-integration/contract';
import { defineFeature } from '../feature/define-feature.ts';
import { routesOf } from '../http/routes.ts';
import { EventFeed } from './event-feed.ts';
import { eventSearch } from './events.console.ts';
import { eventsRoutes } from './events.routes.ts';

/** The events of the platform, as a list and as a stream. */
export const eventsApi = defineFeature({
  name: 'events-api',
  search: [eventSearch],
  routes: ({ units, database, databaseUrl }) => {
    const feed = new EventFeed(database.pool, databaseUrl);
    const stop = new AbortController();
    const close = () => {
      stop.abort();
      void feed.close();
    };
    const parts = { units, pool: database.pool, feed, stop: stop.signal };
    return [routesOf(eventsContract, eventsRoutes(parts), { close })];
  },
});
