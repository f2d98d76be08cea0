import { eventsContract, LIMITS, Problem } from '@commerce-integration/contract';
import type { Pool } from 'pg';
import { ConcurrentCalls } from '../http/concurrent-calls.ts';
import { server } from '../http/routes.ts';
import { ANSWERED } from '../http/streamed-answer.ts';
import type { UnitsOfWork } from '../http/unit-of-work.ts';
import type { EventFeed } from './event-feed.ts';
import { EventStream } from './event-stream.ts';
import { getEvent, listEvents } from './events.queries.ts';
import { readPosition } from './stream-position.ts';

export interface EventRouteParts {
  units: UnitsOfWork;
  pool: Pool;
  feed: EventFeed;
  /** Fires when the process is about to stop. */
  stop: AbortSignal;
}

export function eventsRoutes({ units, pool, feed, stop }: EventRouteParts) {
  const streams = new ConcurrentCalls(LIMITS.eventStreams);
  return server.router(eventsContract, {
    listEvents: async ({ query, res }) => ({ status: 200, body: await listEvents(units.read(res), query) }),

    streamEvents: async ({ query, headers, res }) => {
      const last = headers['last-event-id'];
      const position = last === undefined || last === '' ? undefined : readPosition(last);
      if (!streams.admit(res)) {
        const detail = `The key reads ${LIMITS.eventStreams} streams of events already: close one first.`;
        throw new Problem('rate_limited', detail, { retryAfterSeconds: 5 });
      }
      const partnerId = res.locals.caller.partner?.id ?? null;
      const { isStillValid: isAllowed } = res.locals;
      await new EventStream(res, { partnerId, filter: query, position, isAllowed }).run(pool, feed, stop);
      throw ANSWERED;
    },

    getEvent: async ({ params, res }) => ({ status: 200, body: await getEvent(units.read(res), params.event_id) }),
  });
}
