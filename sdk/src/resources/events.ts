import { EventStream } from '../internal/events/event-stream.ts';
import * as endpoints from '../internal/generated/endpoints.ts';
import type { ApiPromise } from '../internal/transport/api-promise.ts';
import type { PagePromise } from '../internal/transport/page-promise.ts';
import type { RequestOptions } from '../internal/transport/request-options.ts';
import type { Event, ListEventsFields, StreamEventsFields } from '../internal/types/wire-types.ts';
import { Resource } from './resource.ts';

/** Options of a stream of events. */
export interface StreamOptions extends RequestOptions {
  /**
   * Position to start from: the `lastEventId` of an earlier stream. The stream starts with the event after it.
   *
   * @default now
   */
  lastEventId?: string | undefined;
  /** Called when the stream is connected, and after each reconnection. Events from then on are not missed. */
  onOpen?: (() => void) | undefined;
  /**
   * Called when a connection has ended, before the pause until the next attempt. Events in the meantime arrive later.
   * `failure` is undefined if the API closed the connection, as it does from time to time.
   */
  onPause?: ((failure: unknown, pauseMs: number) => void) | undefined;
}

/** The API sends something every 15 s: silence that is longer by far is a connection that broke. */
const SILENCE_MS = 45_000;

/** Events: what happened on the platform, as a list and as a stream. */
export class Events extends Resource {
  /** Lists events, newest first. They are kept for 30 days. */
  list(fields?: ListEventsFields, options?: RequestOptions): PagePromise<Event> {
    return this.endpoints.list(endpoints.listEvents, { query: fields, options });
  }

  /** Gets an event. @throws NotFoundError */
  get(eventId: string, options?: RequestOptions): ApiPromise<Event> {
    return this.endpoints.call(endpoints.getEvent, { params: { event_id: eventId }, options });
  }

  /**
   * Streams events as they happen: `for await` iterates over them until the `signal` is aborted. The stream reconnects
   * automatically and resumes after the last event. `timeoutMs` limits the silence on a connection; the API sends at
   * least a comment every 15 s.
   *
   * @example
   * const stop = new AbortController();
   * for await (const event of client.events.stream({}, { signal: stop.signal })) {
   *   if (event.event_type === 'order.created') console.log(event.data.order_id);
   * }
   */
  stream(fields?: StreamEventsFields, { lastEventId, onOpen, onPause, ...options }: StreamOptions = {}): EventStream {
    return new EventStream({
      lastEventId,
      signal: options.signal,
      onOpen: () => onOpen?.(),
      open: async (position, isFirst) => {
        const headers: Record<string, string> = position === undefined ? {} : { 'last-event-id': position };
        const tries = isFirst ? options : { ...options, maxRetries: 0 };
        const call = { query: fields, headers, answer: 'stream' as const, extraMs: SILENCE_MS, options: tries };
        return (await this.endpoints.send<Response>(endpoints.streamEvents, call)).data;
      },
      onPause: (failure, ms) => {
        const reason = failure instanceof Error ? failure.message : 'The API closed it.';
        this.endpoints.transport.logger.info(`The event stream reconnects in ${Math.round(ms)} ms. ${reason}`);
        onPause?.(failure, ms);
      },
    });
  }
}
