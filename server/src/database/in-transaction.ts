import type { Pool, PoolClient } from 'pg';
import { type HeldConnection, holdConnection } from './held-connection.ts';

export interface TransactionOptions {
  /** What follows `begin`, such as an isolation level. */
  mode?: 'isolation level repeatable read read only';
  /** Whether the transaction is rolled back even where the work succeeds: for work that is only tried out. */
  dryRun?: boolean;
}

/**
 * Does work in a transaction of its own, on a connection of the pool: commits it when the work is done, rolls it back
 * when the work throws. A connection that breaks or cannot roll back is closed and not given back to the pool.
 *
 * For SQL alone. Work with entities has the transaction of its unit of work (`em.transactional`).
 *
 * @param work gets a signal that fires when the connection breaks while nothing is asked of it; without that, the next
 *   query says so
 * @throws whatever the work throws, or the database at the commit
 */
export async function inTransaction<T>(
  pool: Pool,
  work: (client: PoolClient, lost: AbortSignal) => Promise<T>,
  options: TransactionOptions = {},
): Promise<T> {
  const lost = new AbortController();
  const connection = await holdConnection(pool, (error) => lost.abort(error));
  try {
    return await transactionOn(connection, () => work(connection.client, lost.signal), options);
  } finally {
    connection.release();
  }
}

/** The same on a connection that is held already. One that cannot roll back is closed. */
export async function transactionOn<T>(
  connection: HeldConnection,
  work: () => Promise<T>,
  { mode, dryRun = false }: TransactionOptions = {},
): Promise<T> {
  const { client } = connection;
  try {
    await client.query(mode === undefined ? 'begin' : `begin ${mode}`);
    const result = await work();
    await client.query(dryRun ? 'rollback' : 'commit');
    return result;
  } catch (error) {
    // Closing the connection rolls back as well.
    await client.query('rollback').catch((failure: Error) => connection.release(failure));
    throw error;
  }
}
