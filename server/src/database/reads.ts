import { AsyncLocalStorage } from 'node:async_hooks';
import type { Pool, PoolClient } from 'pg';

// A read that nobody waits for any more is to end in the database, too. Whose read a query belongs to tells the context
// that it runs in, since the ORM takes connections from the pool by itself.

const currentReader = new AsyncLocalStorage<AbortSignal | undefined>();

/** Why a query did not begin: nobody waits for its rows any more. */
export class ReaderGone extends Error {
  override readonly name = 'ReaderGone';
}

/** Works in the context of a read: the queries of this work end when `gone` fires, and no more begin. */
export function whileReading<T>(gone: AbortSignal, work: () => T): T {
  return currentReader.run(gone, work);
}

/** Works outside of any read: for what changes something, or serves others as well. */
export function outsideOfReads<T>(work: () => T): T {
  return currentReader.run(undefined, work);
}

/** The same source, whose steps belong to the read that this is called in, whoever asks for them. */
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
 * Has a pool end the queries of reads whose reader has gone.
 *
 * @param pool its connections know what they are taken for from now on
 * @param control where cancellations are asked for: another pool, as the first may be full of what is to be cancelled
 */
export function endReadsWithTheirReader(pool: Pool, control: Pool): void {
  const connect = pool.connect.bind(pool) as () => Promise<PoolClient>;
  const cancel = async (client: PoolClient) => {
    const { processID } = client as PoolClient & { processID: number };
    await control.query('select pg_cancel_backend($1)', [processID]);
  };
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
 * Cancels what runs on a connection when its reader goes. Until the cancellation has been delivered, the connection is
 * not given back: PostgreSQL does not say which query is to be cancelled, but that of the connection, and by then it
 * could be another reader's. One that comes while nothing runs changes nothing.
 */
function cancelWhenGone(client: PoolClient, gone: AbortSignal, cancel: () => Promise<void>): void {
  const give = client.release;
  let delivered: Promise<Error | undefined> | undefined;
  let isReleased = false;
  const onGone = () => {
    delivered = cancel().then(
      () => undefined,
      // Whether it was delivered is not known: the connection is closed when it is given back.
      (error: Error) => error,
    );
  };
  gone.addEventListener('abort', onGone, { once: true });
  client.release = (error) => {
    gone.removeEventListener('abort', onGone);
    if (!delivered) return give(error);
    // Also called when the connection breaks, while its holder has yet to give it back.
    if (!isReleased) void delivered.then((failure) => give(error ?? failure));
    isReleased = true;
  };
}
