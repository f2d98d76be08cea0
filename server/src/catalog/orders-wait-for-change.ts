import { setTimeout as delay } from 'node:timers/promises';
import type { Pool } from 'pg';
import { isLockTimeout } from '../database/failures.ts';
import { inTransaction } from '../database/in-transaction.ts';
import { LOCKS, lockUntilCommit } from '../database/locks.ts';
import type { UnitOfWork } from '../database/orm.ts';
import { type Queryable, sqlOf } from '../database/queryable.ts';
import { type Sql, sql } from '../database/sql.ts';

// PostgreSQL lets FOR SHARE locks overtake an exclusive lock that waits for the same row. If orders of a product came
// without a pause, a price change would wait for ever. So each partner has an advisory lock for catalogue changes:
// orders take and release it (shared) before they lock their products, and a change holds it (exclusive) while it waits
// for its row locks. Running orders end, the change gets its row locks, and new orders continue.
//
// Its place in the lock order is documented in `database/locks.ts` (`catalogueChange`): orders never keep it, and
// nobody takes it while holding locks on products.
//
// Orders end quickly. A change that waits longer is waiting for another change, such as an atomic batch. It releases
// the lock until its next attempt, because orders of other products must not wait for that.

/** Milliseconds that orders wait while a change tries to lock a row; they continue before its next attempt. */
const WAITING_MS = 200;
const PASSING_MS = 800;

/**
 * Waits while a change holds the lock. A `with` query of one row, `changes_waited_for`, which the locking query must
 * name in `from`.
 */
export function changesWaitedFor(partnerId: number): Sql {
  const key = LOCKS.catalogueChange(partnerId);
  return sql`changes_waited_for as materialized (
    select pg_advisory_lock_shared(${key}), pg_advisory_unlock_shared(${key})
  )`;
}

/** Locks products while the partner's orders wait. They wait until the transaction ends, so it must be short. */
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
 * Like {@link lockWithOrdersWaiting}, for long transactions: orders continue as soon as the products are locked. The
 * lock is held on a separate connection, and so is released in any case.
 *
 * @param connection the connection of the transaction in which `lock` locks
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

/** @returns undefined, with nothing locked, where another transaction holds the locks for too long */
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
    // If the lock's connection has broken, the lock is free and nothing needs undoing: the result of the work counts.
    if (!working.promise) throw error;
    return working.promise;
  }
}
