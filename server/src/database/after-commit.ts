import type { Queryable } from './queryable.ts';

/** What transactions do after their commit, by the object that stands for the transaction. */
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

/** Calls what waits for the commit of a transaction. */
export function committed(transaction: object): void {
  const works = waiting.get(transaction);
  waiting.delete(transaction);
  for (const work of works ?? []) work();
}

/** Forgets what waits for the commit of a transaction, which has rolled back. */
export function rolledBack(transaction: object): void {
  waiting.delete(transaction);
}
