import type { Database } from '../database/orm.ts';
import { EVERYBODY } from '../database/tenancy.ts';
import type { ProcessParts, Schedule } from '../feature/define-feature.ts';
import { IdempotencyKeys } from '../http/idempotency.ts';
import type { ObjectStore } from '../storage/object-store.ts';
import { deleteAbandonedUploads } from '../uploads/delete-abandoned-uploads.ts';
import { deleteOrphanedObjects } from '../uploads/delete-orphaned-objects.ts';
import { ALL_FEATURES } from './platform.ts';

/** How long one search for what is to be deleted may take; the next one goes on where it was. */
const SEARCH_MS = 5 * 60_000;

/** Keeps clearing away what has had its time. */
export function clearingAway({ database, store }: Pick<ProcessParts, 'database' | 'store'>): Schedule {
  return {
    name: 'clear away what has had its time',
    everyMs: 10 * 60_000,
    run: (stop) => clearAway(database, store, stop),
  };
}

/**
 * Clears away old idempotency keys, uploads that were never made use of and objects that nobody knows.
 *
 * @param stop ends the searches for uploads and objects; so does their time
 * @param now by which uploads and objects are old
 */
export async function clearAway(
  database: Database,
  store: ObjectStore,
  stop: AbortSignal,
  now = new Date(),
): Promise<void> {
  const search = () => ({ now, signal: AbortSignal.any([stop, AbortSignal.timeout(SEARCH_MS)]) });
  const tables = ALL_FEATURES.flatMap(({ uploads = [] }) => uploads);
  const failures: unknown[] = [];
  for (const step of [
    () => new IdempotencyKeys(database.pool).forgetOld(),
    ...tables.map((table) => () => deleteAbandonedUploads(database.open(EVERYBODY), store, table, search())),
    ...tables.map((table) => () => deleteOrphanedObjects(database.pool, store, table, search())),
  ]) {
    // What stands in the way of one step need not keep the others.
    await step().catch((error: unknown) => failures.push(error));
  }
  if (failures.length > 0) throw new AggregateError(failures, 'Not all that has had its time could be cleared away');
}
