import type { Pool } from 'pg';
import { holdConnection } from '../database/held-connection.ts';
import { LOCKS, lock, unlock } from '../database/locks.ts';

/**
 * Runs work while holding the lock of a concurrency key, waiting until it is free. The lock ends with its connection,
 * so a killed worker does not keep it.
 *
 * @param work gets a signal that fires when the lock is lost because the connection broke
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
