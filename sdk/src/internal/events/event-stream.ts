import { ApiError } from '../../errors/api-error.ts';
import { ConnectionError } from '../../errors/errors.ts';
import { isAmbiguous } from '../transport/retry.ts';
import { sleep } from '../transport/sleep.ts';
import type { Event } from '../types/wire-types.ts';
import { messagesOf } from './message-parser.ts';

const LONGEST_PAUSE_MS = 30_000;

/** How a stream is connected. */
export interface StreamConnection {
  /**
   * Opens the stream after a position.
   *
   * @param isFirst false for a reconnection: the stream itself pauses before it
   */
  open(lastEventId: string | undefined, isFirst: boolean): Promise<Response>;
  /** Start after this event; now if undefined. */
  lastEventId: string | undefined;
  signal: AbortSignal | undefined;
  /** Called when a connection is open. Events from then on are not missed. */
  onOpen(): void;
  /** Called before each pause. @param failure undefined if the API closed the stream, as it does from time to time */
  onPause(failure: unknown, ms: number): void;
}

/**
 * A stream of events as they happen. After a broken connection, it reconnects and resumes after the last event: no
 * event is lost or repeated, even if a message was cut off. It ends when its `signal` is aborted or you leave the loop.
 * The connection opens when iteration starts; unread events remain on the server.
 *
 * @example
 * const stream = client.events.stream({ event_type: 'order.created' });
 * for await (const { data } of stream) console.log(data, stream.lastEventId);
 */
export class EventStream implements AsyncIterable<Event> {
  readonly #connection: StreamConnection;
  #lastEventId: string | undefined;
  #retryMs = 1_000;
  #wasOpen = false;

  /** @internal */
  constructor(connection: StreamConnection) {
    this.#connection = connection;
    this.#lastEventId = connection.lastEventId;
  }

  /**
   * The position after the last event that was read. Store it to resume from there later, even in another process:
   * `client.events.stream({}, { lastEventId })`.
   */
  get lastEventId(): string | undefined {
    return this.#lastEventId;
  }

  /**
   * @throws any error of the first connection; later, only errors that a reconnection cannot fix, such as a revoked key
   */
  async *[Symbol.asyncIterator](): AsyncGenerator<Event, void, undefined> {
    const { open, signal, onOpen, onPause } = this.#connection;
    for (let failures = 0; !signal?.aborted; failures += 1) {
      let failure: unknown;
      try {
        const response = await open(this.#lastEventId, !this.#wasOpen);
        this.#wasOpen = true;
        onOpen();
        for await (const { id, data, retryMs } of messagesOf(response)) {
          // Of what was received, the rest is not read: a stream that resumes begins with it.
          if (signal?.aborted) return;
          this.#retryMs = retryMs ?? this.#retryMs;
          const event = data === undefined ? undefined : eventOf(data);
          if (id !== undefined) failures = 0;
          this.#lastEventId = id ?? this.#lastEventId;
          if (event) yield event;
        }
      } catch (error) {
        if (signal?.aborted) return;
        if (!this.#wasOpen || !isPassing(error)) throw error;
        failure = error;
      }
      const pauseMs = this.#pauseMs(failures, failure);
      onPause(failure, pauseMs);
      if (!(await slept(pauseMs, signal))) return;
    }
  }

  /** Twice as long each time, of which the upper half is left to chance: clients do not all come back at once. */
  #pauseMs(failures: number, failure: unknown): number {
    const own = Math.min(LONGEST_PAUSE_MS, this.#retryMs * 2 ** failures) * (0.5 + Math.random() / 2);
    return Math.max(own, (failure instanceof ApiError && failure.retryAfterMs) || 0);
  }
}

/** Whether another connection may do better. */
function isPassing(error: unknown): boolean {
  return isAmbiguous(error) || (error instanceof ApiError && (error.status === 429 || error.status === 408));
}

/** @throws ConnectionError for a text that is no event */
function eventOf(data: string): Event {
  try {
    return JSON.parse(data) as Event;
  } catch (cause) {
    throw new ConnectionError('The stream of events sent a message that is not JSON.', { cause });
  }
}

/** Waits, and tells whether to go on. */
function slept(ms: number, signal: AbortSignal | undefined): Promise<boolean> {
  return sleep(ms, signal).then(
    () => true,
    () => false,
  );
}
