import type { Pool } from 'pg';
import { holdConnection } from '../database/held-connection.ts';
import type { UnitOfWork } from '../database/orm.ts';

// PostgreSQL lets a reader with FOR SHARE pass a writer that waits for the same row. Where orders of a product never
// end, a price change would wait for ever. So each partner's catalogue has a gate: orders pass it before they lock
// their products, and whoever changes products closes it while it waits for them. Orders that are under way end, the
// change gets its locks, the gate opens.
//
// Nobody waits in a circle, because orders never stay in the gate, and nobody closes it who holds products already.

const KEY = `hashtextextended('order gate', ?)`;

/** Waits while the gate is closed. A `with` query of one row, to be named in `from` by the query that locks; `?` partner. */
export const ORDER_GATE_PASSED = `gate as materialized (
  select pg_advisory_lock_shared(${KEY}), pg_advisory_unlock_shared(${KEY})
)`;

/** Closes the partner's gate until the transaction ends: for one that ends soon. */
export async function closeOrderGate(em: UnitOfWork, partnerId: number): Promise<void> {
  await em.execute(`select pg_advisory_xact_lock(${KEY})`, [partnerId]);
}

/**
 * Locks products with the partner's gate closed, for a transaction that goes on for long: the gate is open again when
 * the locks are there. It is closed on a connection of its own, with which it opens whatever happens.
 */
export async function whileOrderGateClosed<T>(pool: Pool, partnerId: number, lock: () => Promise<T>): Promise<T> {
  let failure: Error | undefined;
  // Where the connection breaks the gate is open, and the locks only take their time.
  const gate = await holdConnection(pool, () => undefined);
  try {
    await gate.client.query('begin');
    await gate.client.query(`select pg_advisory_xact_lock(${KEY.replace('?', '$1')})`, [partnerId]);
    return await lock();
  } finally {
    await gate.client.query('commit').catch((error: Error) => {
      failure = error;
    });
    gate.release(failure);
  }
}
