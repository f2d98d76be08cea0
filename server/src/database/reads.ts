import { AsyncLocalStorage } from 'node:async_hooks';
import type { Pool, PoolClient } from 'pg';
import { cancelQuery } from './cancel-query.ts';

// When the client of a read disconnects, its queries are cancelled in the database as well. The ORM takes connections
// from the pool by itself, so the async context tells which read a query belongs to.

const currentReader = new AsyncLocalStorage<AbortSignal | undefined>();

/** Thrown instead of starting a query whose client has disconnected. */
export class ReaderGone extends Error {
  override readonly name = 'ReaderGone';
}

/** Runs work in the context of a read: when `gone` fires, its running queries are cancelled and no more are started. */
export function whileReading<T>(gone: AbortSignal, work: () => T): T {
  return currentReader.run(gone, work);
}

/** Runs work outside any read: for writes, and for work that also serves other callers. */
export function outsideOfReads<T>(work: () => T): T {
  return currentReader.run(undefined, work);
}

/** Wraps a source so that its steps belong to the current read, whatever context requests them. */
export function inThisRead<T>(source: AsyncIterable<T>): AsyncIterable<T> {
  const within = AsyncLocalStorage.snapshot();
  return {
    async *[Symbol.asyncIterator]() {
      const iterator = source[Symbol.asyncIterator]();
      try {
        for (;;) {
          const step = await within(() => iterator.next());
          if (step.done) return;
          yield step.value;
        }
      } finally {
        await iterator.return?.();
      }
    },
  };
}

/**
 * Makes a pool cancel the queries of reads whose client has disconnected.
 *
 * @param pool from now on, its connections remember the read that takes them
 * @param cancel cancels the query running on a connection; resolves when the request was delivered
 */
export function endReadsWithTheirReader(pool: Pool, cancel = cancelQuery): void {
  const connect = pool.connect.bind(pool) as () => Promise<PoolClient>;
  const take = async (gone: AbortSignal): Promise<PoolClient> => {
    gone.throwIfAborted();
    const client = await connect();
    if (gone.aborted) client.release();
    gone.throwIfAborted();
    cancelWhenGone(client, gone, () => cancel(client));
    return client;
  };
  const taken = (callback?: Callback): Promise<PoolClient> | undefined => {
    const gone = currentReader.getStore();
    const client = gone ? take(gone) : connect();
    if (!callback) return client;
    client.then(
      (one) => callback(undefined, one, (error) => one.release(error)),
      (error: Error) => callback(error, undefined, () => undefined),
    );
    return undefined;
  };
  pool.connect = taken as Pool['connect'];
}

type Callback = (error: Error | undefined, client: PoolClient | undefined, done: (error?: Error) => void) => void;

/**
 * Cancels the query that runs on a connection when the client of its read disconnects. PostgreSQL cancels whatever the
 * connection runs at that moment, which could be another read's query, so the connection is released only after the
 * cancellation was delivered. A cancellation has no effect while no query runs.
 */
function cancelWhenGone(client: PoolClient, gone: AbortSignal, cancel: () => Promise<void>): void {
  const give = client.release;
  let delivered: Promise<Error | undefined> | undefined;
  let isReleased = false;
  const onGone = () => {
    delivered = cancel().then(
      () => undefined,
      // It is unknown whether the cancellation was delivered, so the connection is closed on release.
      (error: Error) => error,
    );
  };
  gone.addEventListener('abort', onGone, { once: true });
  client.release = (error) => {
    gone.removeEventListener('abort', onGone);
    if (!delivered) return give(error);
    // Also called when the connection breaks before its holder has released it.
    if (!isReleased) void delivered.then((failure) => give(error ?? failure));
    isReleased = true;
  };
}
