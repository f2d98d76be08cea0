import type { Queryable } from './queryable.ts';
import { rowsOf, type Sql, sql } from './sql.ts';

// Every advisory lock of the server, in the order in which one transaction or process may take them: whoever holds one
// takes only those below it, so that nobody ever waits in a circle. Below them all are the locks of rows:
//
//   1. customer and customer_address, for orders and for the deletion of customers: the customer first, and several
//      customers in the order of their IDs.
//   2. product, for orders, loads, batches and price lists: all that a transaction needs by one statement, in the order
//      of their IDs (`order by id for …`), wherever its rows lie and in whatever order they are named.
//
// `attributeNames` alone is also taken by who holds products; its entry says why that makes no circle.
//
// Servers of two versions may run side by side at one database: the key of a lock never changes.

/** The key of an advisory lock: an expression of type bigint. */
export type LockKey = Sql;

export const LOCKS = {
  /**
   * Keeps processes that start at the same time from migrating the schema together. Taken by each process at its start,
   * for as long as it migrates, on a connection of its own.
   */
  migration: sql`7301984211`,

  /**
   * Keeps jobs with the same concurrency key from running at the same time, in whatever process. Taken by the worker
   * before the job begins, on a connection of its own, until the job has ended.
   */
  concurrencyKey: (key: string): LockKey => sql`hashtextextended(${key}, 0)`,

  /**
   * Keeps two loads of one partner apart, whatever has started them. Taken by a load for its whole
   * transaction; one that does not get it tries again later, with no transaction open.
   */
  catalogueLoad: (partnerId: number): LockKey => sql`hashtextextended('catalogue load', ${partnerId})`,

  /**
   * Has new orders of a partner wait while a change waits for the products of the orders that are under way. Taken by
   * loads, batches and price lists before they lock products (see `orders-wait-for-change.ts`), and never by who holds
   * products already; by each order (shared) before it locks its products, and released at once. An order may have
   * locked its customer by then, which no change ever locks.
   */
  catalogueChange: (partnerId: number): LockKey => sql`hashtextextended('order gate', ${partnerId})`,

  /**
   * Keeps two jobs of one partner from naming a new attribute in two spellings. Taken by a load for a short transaction
   * of its own that locks nothing else, and by a batch, which holds its products by then, until its transaction ends.
   * Nobody asks for products while it holds this lock, except for a batch, which is the only job of its partner that
   * runs (`concurrencyKey`).
   */
  attributeNames: (partnerId: number): LockKey => sql`hashtextextended('attribute names', ${partnerId})`,

  /**
   * Keeps two calls of one partner from both seeing room for one more open upload. Taken by requests that open an
   * upload, until their transaction ends. They take no other lock of these.
   *
   * @param table whose uploads are counted
   */
  openUploads: (table: string, partnerId: number): LockKey =>
    sql`hashtextextended(${`open uploads of ${table} ${partnerId}`}, 0)`,

  /**
   * Keeps two processes from adding recent sales up at the same time. Taken by the periodic rollup of analytics for each
   * transaction; who does not get it has nothing to do. It takes no other lock of these.
   */
  salesRollup: sql`7301984214`,
};

/** Waits for a lock, and holds it until the transaction ends. */
export async function lockUntilCommit(connection: Queryable, key: LockKey): Promise<void> {
  await rowsOf(connection, sql`select pg_advisory_xact_lock(${key})`);
}

/** Takes a lock where it is free, and holds it until the transaction ends. @returns whether it was free */
export async function tryLockUntilCommit(connection: Queryable, key: LockKey): Promise<boolean> {
  const [row] = await rowsOf<{ mine: boolean }>(connection, sql`select pg_try_advisory_xact_lock(${key}) as mine`);
  return row?.mine ?? false;
}

/** Waits for a lock, and holds it until `unlock` on the same connection, or until the connection is closed. */
export async function lock(connection: Queryable, key: LockKey): Promise<void> {
  await rowsOf(connection, sql`select pg_advisory_lock(${key})`);
}

/** Gives back what `lock` has taken. */
export async function unlock(connection: Queryable, key: LockKey): Promise<void> {
  await rowsOf(connection, sql`select pg_advisory_unlock(${key})`);
}
