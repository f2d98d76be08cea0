import { setTimeout as delay } from 'node:timers/promises';
import type { Pool, PoolClient } from 'pg';
import { holdConnection } from '../../database/held-connection.ts';
import { transactionOn } from '../../database/in-transaction.ts';
import { LOCKS, tryLockUntilCommit } from '../../database/locks.ts';

/** Milliseconds between two attempts to take the lock of the partner's loads. */
const LOCK_RETRY_MS = 100;

/**
 * For a load only: no JIT compilation, more memory for hashes and sorts, and no time limit on long statements or on
 * waiting for a slow source.
 */
const SETTINGS = `set local jit = off; set local work_mem = '64MB';
  set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0`;

/**
 * Runs work in one transaction, on one pooled connection, as the only load of the partner in any process. Waits for the
 * lock with no transaction open, so that the transaction's time is later than that of the previous load.
 *
 * @param work gets a signal that fires when the connection breaks between two queries
 * @throws whatever the work throws, after a rollback; the signal's reason when it fires while waiting
 */
export async function inPartnerTransaction<T>(
  pool: Pool,
  partnerId: number,
  signal: AbortSignal,
  work: (client: PoolClient, lost: AbortSignal) => Promise<T>,
): Promise<T> {
  const lost = new AbortController();
  const connection = await holdConnection(pool, (error) => lost.abort(error));
  const { client } = connection;
  try {
    for (;;) {
      signal.throwIfAborted();
      const done = await transactionOn(connection, async () => {
        if (!(await tryLockUntilCommit(client, LOCKS.catalogueLoad(partnerId)))) return undefined;
        await client.query(SETTINGS);
        return { result: await work(client, lost.signal) };
      });
      if (done) return done.result;
      await delay(LOCK_RETRY_MS);
    }
  } finally {
    connection.release();
  }
}
