import { IsolationLevel } from '@mikro-orm/core';
import type { Pool } from 'pg';
import type { Database, UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';

/** The statement timeout: reading the first rows of a large catalogue in another order may take long. */
const STATEMENT_MS = 30 * 60_000;
/** How long the transaction may wait for the file storage. An open snapshot keeps dead rows in the tables. */
const IDLE_MS = 10 * 60_000;

/** Cancels the statement that another connection is running, if any. */
export async function cancelStatement(pool: Pool, pid: number | undefined): Promise<void> {
  await pool.query('select pg_cancel_backend($1)', [pid]).catch(() => undefined);
}

/**
 * Runs work that reads a partner's data from one snapshot, on a separate connection, without blocking writers.
 *
 * @param signal cancels the running statement
 */
export function inSnapshot<T>(
  database: Database,
  partnerId: number,
  signal: AbortSignal,
  work: (em: UnitOfWork) => Promise<T>,
): Promise<T> {
  const options = { isolationLevel: IsolationLevel.REPEATABLE_READ, readOnly: true };
  return database.open({ partnerId }).transactional(async (em) => {
    const { rows } = await sqlOf(em).query<{ pid: number }>(
      `select pg_backend_pid() as pid, set_config('statement_timeout', $1, true),
         set_config('idle_in_transaction_session_timeout', $2, true)`,
      [`${STATEMENT_MS}`, `${IDLE_MS}`],
    );
    let cancelling: Promise<unknown> | undefined;
    const cancel = () => {
      cancelling = cancelStatement(database.pool, rows[0]?.pid);
    };
    signal.addEventListener('abort', cancel, { once: true });
    try {
      signal.throwIfAborted();
      return await work(em);
    } finally {
      signal.removeEventListener('abort', cancel);
      // Otherwise it could cancel a statement of the connection's next user.
      await cancelling;
    }
  }, options);
}
