import type { Pool } from 'pg';
import { holdConnection } from '../database/held-connection.ts';

/**
 * Does work while holding a lane, waiting for it where another worker has it. The lock lives and dies with its
 * connection, so a killed worker never keeps a lane.
 *
 * @param work is handed a signal that fires when the lock is lost, because the database went away.
 */
export async function withLane<T>(pool: Pool, lane: string, work: (lost: AbortSignal) => Promise<T>): Promise<T> {
  const lost = new AbortController();
  const connection = await holdConnection(pool, (error) => lost.abort(error));
  let broken: Error | undefined;
  try {
    await connection.client.query('select pg_advisory_lock(hashtextextended($1, 0))', [lane]);
    return await work(lost.signal);
  } finally {
    // Closing the connection gives the lane back as well.
    await connection.client
      .query('select pg_advisory_unlock(hashtextextended($1, 0))', [lane])
      .catch((error: Error) => {
        broken = error;
      });
    connection.release(broken);
  }
}
