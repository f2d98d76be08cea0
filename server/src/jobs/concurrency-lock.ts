import type { Pool } from 'pg';
import { holdConnection } from '../database/held-connection.ts';
import { LOCKS, lock, unlock } from '../database/locks.ts';

/**
 * Does work while no other worker works under the same concurrency key, waiting for one that does. The lock lives and
 * dies with its connection, so a killed worker never keeps it.
 *
 * @param work is handed a signal that fires when the lock is lost, because the database went away.
 */
export async function withConcurrencyLock<T>(
  pool: Pool,
  concurrencyKey: string,
  work: (lost: AbortSignal) => Promise<T>,
): Promise<T> {
  const lost = new AbortController();
  const connection = await holdConnection(pool, (error) => lost.abort(error));
  let broken: Error | undefined;
  try {
    await lock(connection.client, LOCKS.concurrencyKey(concurrencyKey));
    return await work(lost.signal);
  } finally {
    // Closing the connection releases the lock as well.
    await unlock(connection.client, LOCKS.concurrencyKey(concurrencyKey)).catch((error: Error) => {
      broken = error;
    });
    connection.release(broken);
  }
}
