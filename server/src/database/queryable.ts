import type { EntityManager } from '@mikro-orm/postgresql';
import { CompiledQuery, type Transaction } from 'kysely';
import type { Pool } from 'pg';

/** Anything that runs SQL with `$1`, `$2`, …: a pool, one of its connections, or a unit of work. */
export interface Queryable {
  query<Row extends object>(text: string, values?: unknown[]): Promise<{ rows: Row[] }>;
  /** The object that identifies the open transaction, where it is not this one. */
  transaction?(): object | undefined;
}

/** Runs SQL for a unit of work: in its transaction where one is open, otherwise on any connection of the pool. */
export function sqlOf(em: UnitOfWork): Queryable {
  return {
    transaction: () => em.getTransactionContext<Transaction<unknown>>(),
    async query<Row extends object>(text: string, values: unknown[] = []) {
      const transaction = em.getTransactionContext<Transaction<unknown>>();
      if (!transaction) return (await poolOf(em)).query<Row>(text, values);
      return transaction.executeQuery<Row>(CompiledQuery.raw(text, values));
    },
  };
}

/** A unit of work: the entities that one request or one step of a job reads and writes. */
export type UnitOfWork = EntityManager;

/** The pool that the unit of work takes its connections from. */
export async function poolOf(em: UnitOfWork): Promise<Pool> {
  return (await em.getConnection().getNativeClient()) as Pool;
}
