import { entitiesNotUndone } from '@commerce-integration/contract';
import type { Queryable } from '../database/queryable.ts';
import { entitiesWritten } from '../impex/import-files.queries.ts';

/**
 * The entities of which a job has imported something that its undo leaves as it is; none for a job that is no import.
 *
 * @param jobId primary key of a job that the caller may see
 */
export async function notUndoneOf(sql: Queryable, jobId: number): Promise<readonly string[]> {
  return entitiesNotUndone(await entitiesWritten(sql, jobId));
}
