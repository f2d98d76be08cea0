import { CompiledQuery, type Transaction } from 'kysely';
import { poolOf, type UnitOfWork } from './unit-of-work.ts';

/** Where SQL with `$1`, `$2`, … can be put: a pool, a connection of it, or a unit of work. */
export interface Queryable {
  query<Row extends object>(text: string, values?: unknown[]): Promise<{ rows: Row[] }>;
}

/** SQL in a unit of work: in its transaction where one is open, on any connection of the pool otherwise. */
export function sqlOf(em: UnitOfWork): Queryable {
  return {
    async query<Row extends object>(text: string, values: unknown[] = []) {
      const transaction = em.getTransactionContext<Transaction<unknown>>();
      if (!transaction) return (await poolOf(em)).query<Row>(text, values);
      return transaction.executeQuery<Row>(CompiledQuery.raw(text, values));
    },
  };
}
