import type { Queryable } from './queryable.ts';
import { rowsOf, type Sql, sql } from './sql.ts';

// Every advisory lock of the server, in the order in which a transaction or process may take them: the holder of a lock
// takes only locks listed below it, which rules out deadlocks. Row locks come after all of them:
//
//   1. customer and customer_address, for orders and for the deletion and the import of customers: the customer first,
//      and several customers in ID order.
//   2. product, for orders, loads, batches and price lists: everything that a transaction needs with one statement, in
//      ID order (`order by id for …`), however the rows are stored and the caller orders them.
//
// One exception: `attributeNames` may be taken while holding locks of products; its entry says why that cannot
// deadlock.
//
// Servers of two versions may use one database at the same time, so the key of a lock must never change.

/** The key of an advisory lock: an expression of type bigint. */
export type LockKey = Sql;

export const LOCKS = {
  /**
   * Prevents processes that start at the same time from migrating the schema concurrently. Taken by each process at its
   * start, while it migrates, on a separate connection.
   */
  migration: sql`7301984211`,

  /**
   * Prevents jobs with the same concurrency key from running at the same time, in any process. Taken by the worker
   * before the job starts, on a separate connection, until the job has ended.
   */
  concurrencyKey: (key: string): LockKey => sql`hashtextextended(${key}, 0)`,

  /**
   * Prevents two loads of one partner from running at the same time. Taken by a load, of a feed or of an import, for
   * its whole transaction; a load that does not get the lock retries later, with no transaction open.
   */
  catalogueLoad: (partnerId: number): LockKey => sql`hashtextextended('catalogue load', ${partnerId})`,

  /**
   * Makes new orders of a partner wait while a change waits for products that are locked by orders in progress. Taken
   * by loads, imports, batches and price lists before they lock products (see `orders-wait-for-change.ts`), and never
   * while they hold product locks; taken (shared) and released at once by each order before it locks its products. An
   * order may already have locked its customer by then, but changes never lock customers.
   */
  catalogueChange: (partnerId: number): LockKey => sql`hashtextextended('order gate', ${partnerId})`,

  /**
   * Prevents two jobs of one partner from creating the same attribute in two spellings. Taken by a load and by an
   * import in a short transaction that locks nothing else, and by a batch, which already holds product locks, until its
   * transaction ends. Only a batch requests product locks while it holds this lock, and a batch is the only running job
   * of its partner (`concurrencyKey`), so this cannot deadlock.
   */
  attributeNames: (partnerId: number): LockKey => sql`hashtextextended('attribute names', ${partnerId})`,

  /**
   * Serializes the limit on open uploads of a partner: without it, two calls could both take the last slot. Taken by
   * requests that open an upload, until their transaction ends. They take no other advisory lock.
   *
   * @param table the table whose open uploads are counted
   */
  openUploads: (table: string, partnerId: number): LockKey =>
    sql`hashtextextended(${`open uploads of ${table} ${partnerId}`}, 0)`,

  /**
   * Serializes the limit on subscriptions of a partner: without it, two calls could both take the last slot. Taken by
   * calls that create one, until their transaction ends; 0 means the operator. They take no other advisory lock.
   */
  webhooks: (partnerId: number): LockKey => sql`hashtextextended('webhooks', ${partnerId})`,

  /**
   * Prevents two workers from applying the order updates of one partner at the same time. Taken by a worker, if it is
   * free, for the transaction of each batch of updates, before it locks orders. It takes no other advisory lock.
   */
  orderUpdates: (partnerId: number): LockKey => sql`hashtextextended('order updates', ${partnerId})`,

  /**
   * Serializes the limit on order update feeds of a partner: without it, two calls could both take the last slot. Taken
   * by calls that create one, until their transaction ends. They take no other advisory lock.
   */
  orderUpdateFeeds: (partnerId: number): LockKey => sql`hashtextextended('order update feeds', ${partnerId})`,

  /**
   * Prevents concurrent changes of exporter chains, and the deletion of an exporter while orders are assigned to it.
   * Taken by calls that create, change or delete an exporter, until their transaction ends, and by workers for each
   * step in which they clear exports of a deleted one; taken (shared) by workers that assign orders to exporters. They
   * take no other advisory lock.
   */
  orderExporters: sql`7301984216`,

  /**
   * Prevents two processes from rolling up recent sales at the same time. Taken by the periodic rollup of analytics for
   * each transaction; a process that does not get it skips its turn. It takes no other advisory lock.
   */
  salesRollup: sql`7301984214`,

  /**
   * Prevents two processes from indexing products for the search at the same time. Taken by the periodic work, if it is
   * free, for the transaction of each step. It takes no other advisory lock, and locks no products.
   */
  productSearch: sql`7301984218`,

  /**
   * Prevents two processes from deleting expired rows at the same time. Taken by the periodic work, if it is free, for
   * the transaction of each step. It takes no other advisory lock.
   */
  retention: sql`7301984217`,

  /**
   * Prevents two processes from creating or dropping day partitions at the same time. Taken by the periodic work for
   * each partition, in a short transaction that holds no other lock before.
   */
  partitions: sql`7301984215`,
};

/** Waits for a lock, and holds it until the transaction ends. */
export async function lockUntilCommit(connection: Queryable, key: LockKey): Promise<void> {
  await rowsOf(connection, sql`select pg_advisory_xact_lock(${key})`);
}

/** Waits for a shared lock, and holds it until the transaction ends. */
export async function lockSharedUntilCommit(connection: Queryable, key: LockKey): Promise<void> {
  await rowsOf(connection, sql`select pg_advisory_xact_lock_shared(${key})`);
}

/** Takes a lock if it is free, and holds it until the transaction ends. @returns whether it was free */
export async function tryLockUntilCommit(connection: Queryable, key: LockKey): Promise<boolean> {
  const [row] = await rowsOf<{ mine: boolean }>(connection, sql`select pg_try_advisory_xact_lock(${key}) as mine`);
  return row?.mine ?? false;
}

/** Waits for a lock, and holds it until `unlock` on the same connection, or until the connection is closed. */
export async function lock(connection: Queryable, key: LockKey): Promise<void> {
  await rowsOf(connection, sql`select pg_advisory_lock(${key})`);
}

/** Releases a lock taken by `lock`. */
export async function unlock(connection: Queryable, key: LockKey): Promise<void> {
  await rowsOf(connection, sql`select pg_advisory_unlock(${key})`);
}
