import type { Pool, PoolClient } from 'pg';
import { type HeldConnection, holdConnection } from './held-connection.ts';
import type { Queryable } from './queryable.ts';

export interface TransactionOptions {
  /** Appended to `begin`, such as an isolation level. */
  mode?: 'isolation level repeatable read read only';
  /** Rolls the transaction back even when the work succeeds. */
  dryRun?: boolean;
}

/**
 * Runs work in a transaction on a pooled connection: commits when the work is done, rolls back when it throws. A
 * connection that breaks or cannot roll back is closed instead of returned to the pool.
 *
 * For SQL only; work with entities uses the transaction of its unit of work (`em.transactional`).
 *
 * @param work gets a signal that fires when the connection breaks between two queries
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

/** Like {@link inTransaction}, on a connection that the caller holds. One that cannot roll back is closed. */
export async function transactionOn<T>(
  connection: HeldConnection,
  work: () => Promise<T>,
  { mode, dryRun = false }: TransactionOptions = {},
): Promise<T> {
  const { client } = connection;
  try {
    const began = client.query(mode === undefined ? 'begin' : `begin ${mode}`);
    // On a pipelined connection, the first statements of the work are sent together with `begin`.
    if (!client.pipeline) await began;
    const [result] = await Promise.all([work(), began]);
    await client.query(dryRun ? 'rollback' : 'commit');
    if (dryRun) rolledBack(client);
    else committed(client);
    return result;
  } catch (error) {
    rolledBack(client);
    // Closing the connection rolls back as well.
    await client.query('rollback').catch((failure: Error) => connection.release(failure));
    throw error;
  }
}

/** Callbacks to run after commit, by the object that identifies the transaction. */
const waiting = new WeakMap<object, Set<() => void>>();

/**
 * Calls `work` after the commit of the transaction that `sql` belongs to; never if it rolls back. The same function is
 * called once for each transaction.
 *
 * @param work must not throw
 */
export function afterCommit(sql: Queryable, work: () => void): void {
  const transaction = sql.transaction?.() ?? sql;
  waiting.set(transaction, (waiting.get(transaction) ?? new Set()).add(work));
}

/** Runs the callbacks that wait for a transaction's commit. */
export function committed(transaction: object): void {
  const works = waiting.get(transaction);
  waiting.delete(transaction);
  for (const work of works ?? []) work();
}

/** Discards the callbacks of a transaction that was rolled back. */
function rolledBack(transaction: object): void {
  waiting.delete(transaction);
}
