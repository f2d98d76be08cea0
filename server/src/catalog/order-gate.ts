import { setTimeout as delay } from 'node:timers/promises';
import type { Pool } from 'pg';
import { isLockTimeout } from '../database/failures.ts';
import { holdConnection } from '../database/held-connection.ts';
import type { UnitOfWork } from '../database/orm.ts';
import { type Queryable, queryableOf } from '../database/queryable.ts';

// PostgreSQL lets a reader with FOR SHARE pass a writer that waits for the same row. Where orders of a product never
// end, a price change would wait for ever. So each partner's catalogue has a gate: orders pass it before they lock
// their products, and whoever changes products closes it while it waits for them. Orders that are under way end, the
// change gets its locks, the gate opens.
//
// Nobody waits in a circle, because orders never stay in the gate, and nobody closes it who holds products already.
//
// Orders end within moments. Whoever waits longer waits for another change, such as a batch that is all or nothing, and
// opens the gate until it tries again: orders of other products must not wait for that.

const KEY = `hashtextextended('order gate', $1)`;
const CLOSE = `select pg_advisory_xact_lock(${KEY})`;

/** How long the gate is closed for one row that somebody holds, and how long it is open then. */
const CLOSED_MS = 200;
const OPEN_MS = 800;

/** Waits while the gate is closed. A `with` query of one row, to be named in `from` by the query that locks; `?` partner. */
export const ORDER_GATE_PASSED = `gate as materialized (
  select pg_advisory_lock_shared(${KEY.replace('$1', '?')}), pg_advisory_unlock_shared(${KEY.replace('$1', '?')})
)`;

/** Locks products with the partner's gate closed, which stays so until the transaction ends: for one that ends soon. */
export async function lockInClosedGate<T>(em: UnitOfWork, partnerId: number, lock: () => Promise<T>): Promise<T> {
  const connection = queryableOf(em);
  return untilLocked(() =>
    tryToLock(connection, async () => {
      await connection.query(CLOSE, [partnerId]);
      return lock();
    }),
  );
}

/**
 * The same for a transaction that goes on for long: the gate is open again when the locks are there. It is closed on a
 * connection of its own, with which it opens whatever happens.
 *
 * @param connection where the transaction is open in which `lock` locks
 */
export async function lockWhileGateClosed<T>(
  pool: Pool,
  partnerId: number,
  connection: Queryable,
  lock: () => Promise<T>,
): Promise<T> {
  return untilLocked(() => whileClosed(pool, partnerId, () => tryToLock(connection, lock)));
}

async function untilLocked<T>(attempt: () => Promise<{ locked: T } | undefined>): Promise<T> {
  for (;;) {
    const done = await attempt();
    if (done) return done.locked;
    await delay(OPEN_MS);
  }
}

/** @returns undefined, with nothing locked, where somebody else holds for long what is to be locked */
async function tryToLock<T>(connection: Queryable, lock: () => Promise<T>): Promise<{ locked: T } | undefined> {
  await connection.query('savepoint order_gate', []);
  await connection.query(`set local lock_timeout = ${CLOSED_MS}`, []);
  try {
    const locked = await lock();
    await connection.query('set local lock_timeout = 0', []);
    await connection.query('release savepoint order_gate', []);
    return { locked };
  } catch (error) {
    if (!isLockTimeout(error)) throw error;
    await connection.query('rollback to savepoint order_gate', []);
    return undefined;
  }
}

async function whileClosed<T>(pool: Pool, partnerId: number, work: () => Promise<T>): Promise<T> {
  let failure: Error | undefined;
  // Where the connection breaks the gate is open, and the locks only take their time.
  const gate = await holdConnection(pool, () => undefined);
  try {
    await gate.client.query('begin');
    await gate.client.query(CLOSE, [partnerId]);
    return await work();
  } finally {
    await gate.client.query('commit').catch((error: Error) => {
      failure = error;
    });
    gate.release(failure);
  }
}
