import type { Pool } from 'pg';

/**
 * Does work while holding a lane, waiting for it where another worker has it. The lock lives and dies with its
 * connection, so a killed worker never keeps a lane.
 *
 * @param work is handed a signal that fires when the lock is lost, because the database went away.
 */
export async function withLane<T>(pool: Pool, lane: string, work: (lost: AbortSignal) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  const lost = new AbortController();
  let broken: Error | undefined;
  const onError = (error: Error) => {
    broken = error;
    lost.abort(error);
  };
  client.on('error', onError);
  try {
    await client.query('select pg_advisory_lock(hashtextextended($1, 0))', [lane]);
    return await work(lost.signal);
  } finally {
    if (!broken) {
      await client
        .query('select pg_advisory_unlock(hashtextextended($1, 0))', [lane])
        .catch((error: Error) => onError(error));
    }
    client.off('error', onError);
    client.release(broken);
  }
}
