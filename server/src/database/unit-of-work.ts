import type { EntityManager } from '@mikro-orm/postgresql';
import type { Pool } from 'pg';

/** A unit of work: the entities that one request or one step of a job reads and writes. */
export type UnitOfWork = EntityManager;

/** The pool that the unit of work takes its connections from. */
export async function poolOf(em: UnitOfWork): Promise<Pool> {
  return (await em.getConnection().getNativeClient()) as Pool;
}
