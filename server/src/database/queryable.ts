import { CompiledQuery, type Transaction } from 'kysely';
import { poolOf, type UnitOfWork } from './unit-of-work.ts';

/** Anything that runs SQL with `$1`, `$2`, …: a pool, one of its connections, or a unit of work. */
export interface Queryable {
  query<Row extends object>(text: string, values?: unknown[]): Promise<{ rows: Row[] }>;
}

/** Runs SQL for a unit of work: in its transaction where one is open, otherwise on any connection of the pool. */
export function sqlOf(em: UnitOfWork): Queryable {
  return {
    async query<Row extends object>(text: string, values: unknown[] = []) {
      const transaction = em.getTransactionContext<Transaction<unknown>>();
      if (!transaction) return (await poolOf(em)).query<Row>(text, values);
      return transaction.executeQuery<Row>(CompiledQuery.raw(text, values));
    },
  };
}
