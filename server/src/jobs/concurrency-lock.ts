import type { Pool } from 'pg';
import { holdConnection } from '../database/held-connection.ts';

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
    await connection.client.query('select pg_advisory_lock(hashtextextended($1, 0))', [concurrencyKey]);
    return await work(lost.signal);
  } finally {
    // Closing the connection releases the lock as well.
    await connection.client
      .query('select pg_advisory_unlock(hashtextextended($1, 0))', [concurrencyKey])
      .catch((error: Error) => {
        broken = error;
      });
    connection.release(broken);
  }
}
