import { setTimeout as delay } from 'node:timers/promises';
import type { Pool } from 'pg';
import { isLockTimeout } from '../database/failures.ts';
import { inTransaction } from '../database/in-transaction.ts';
import { LOCKS, lockUntilCommit } from '../database/locks.ts';
import type { UnitOfWork } from '../database/orm.ts';
import { type Queryable, sqlOf } from '../database/queryable.ts';
import { type Sql, sql } from '../database/sql.ts';

// PostgreSQL lets a reader with FOR SHARE pass a writer that waits for the same row. Where orders of a product never
// end, a price change would wait for ever. So each partner has a lock of its catalogue's changes: orders take and release
// it (shared) before they lock their products, and whoever changes products holds it (exclusive) while it waits for
// theirs. Orders that are under way end, the change gets its row locks, and new orders go on.
//
// Its place in the order of locks is in `database/locks.ts` (`catalogueChange`): orders never keep it, and nobody takes it
// who holds products already.
//
// Orders end within moments. Whoever waits longer waits for another change, such as a batch that is all or nothing, and
// releases the lock until it tries again: orders of other products must not wait for that.

/** How long orders wait for one row that somebody else holds, and how long they go on then. */
const WAITING_MS = 200;
const PASSING_MS = 800;

/**
 * Waits while a change holds the lock. A `with` query of one row, `changes_waited_for`, to be named in `from` by the
 * query that locks.
 */
export function changesWaitedFor(partnerId: number): Sql {
  const key = LOCKS.catalogueChange(partnerId);
  return sql`changes_waited_for as materialized (
    select pg_advisory_lock_shared(${key}), pg_advisory_unlock_shared(${key})
  )`;
}

/** Locks products while the partner's orders wait, until the transaction ends: for one that ends soon. */
export async function lockWithOrdersWaiting<T>(em: UnitOfWork, partnerId: number, lock: () => Promise<T>): Promise<T> {
  const connection = sqlOf(em);
  return untilLocked(() =>
    tryToLock(connection, async () => {
      await lockUntilCommit(connection, LOCKS.catalogueChange(partnerId));
      return lock();
    }),
  );
}

/**
 * The same for a long transaction: orders go on as soon as the products are locked. The lock is held by a connection of
 * its own, and so released whatever happens.
 *
 * @param connection where the transaction is open in which `lock` locks
 */
export async function lockWhileOrdersWait<T>(
  pool: Pool,
  partnerId: number,
  connection: Queryable,
  lock: () => Promise<T>,
): Promise<T> {
  return untilLocked(() => whileOrdersWait(pool, partnerId, () => tryToLock(connection, lock)));
}

async function untilLocked<T>(attempt: () => Promise<{ locked: T } | undefined>): Promise<T> {
  for (;;) {
    const done = await attempt();
    if (done) return done.locked;
    await delay(PASSING_MS);
  }
}

/** @returns undefined, with nothing locked, where somebody else holds for long what is to be locked */
async function tryToLock<T>(connection: Queryable, lock: () => Promise<T>): Promise<{ locked: T } | undefined> {
  await connection.query('savepoint before_lock');
  await connection.query(`set local lock_timeout = ${WAITING_MS}`);
  try {
    const locked = await lock();
    await connection.query('set local lock_timeout = 0');
    await connection.query('release savepoint before_lock');
    return { locked };
  } catch (error) {
    if (!isLockTimeout(error)) throw error;
    await connection.query('rollback to savepoint before_lock');
    return undefined;
  }
}

async function whileOrdersWait<T>(pool: Pool, partnerId: number, work: () => Promise<T>): Promise<T> {
  const working: { promise?: Promise<T> } = {};
  try {
    return await inTransaction(pool, async (client) => {
      await lockUntilCommit(client, LOCKS.catalogueChange(partnerId));
      working.promise = work();
      return await working.promise;
    });
  } catch (error) {
    // Where the connection has broken since, the lock is free, and there is nothing else to undo: what the work came to
    // counts.
    if (!working.promise) throw error;
    return working.promise;
  }
}
