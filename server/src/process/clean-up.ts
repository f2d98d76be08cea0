import type { Database } from '../database/orm.ts';
import { EVERYBODY } from '../database/tenancy.ts';
import type { ProcessParts, Schedule } from '../feature/define-feature.ts';
import type { ObjectStore } from '../storage/object-store.ts';
import { deleteAbandonedUploads } from '../uploads/delete-abandoned-uploads.ts';
import { deleteOrphanedObjects } from '../uploads/delete-orphaned-objects.ts';
import { ALL_FEATURES } from './platform.ts';
import { deleteExpiredRows } from './retention.ts';

/** How long one step may take; the next clean-up goes on where it was. */
const SEARCH_MS = 5 * 60_000;

/** Cleans up again and again. */
export function cleaningUp({ database, store }: Pick<ProcessParts, 'database' | 'store'>): Schedule {
  return {
    name: 'clean up',
    everyMs: 10 * 60_000,
    run: (stop) => cleanUp(database, store, stop),
  };
}

/**
 * Deletes rows that were kept long enough, uploads that were never completed, and objects that no row knows.
 *
 * @param stop ends each of these steps; so does its time
 * @param now by which things are old
 */
export async function cleanUp(
  database: Database,
  store: ObjectStore,
  stop: AbortSignal,
  now = new Date(),
): Promise<void> {
  const search = () => ({ now, signal: AbortSignal.any([stop, AbortSignal.timeout(SEARCH_MS)]) });
  const tables = ALL_FEATURES.flatMap(({ uploads = [] }) => uploads);
  const kept = ALL_FEATURES.flatMap(({ retention = [] }) => retention);
  const failures: unknown[] = [];
  for (const step of [
    ...kept.map((retention) => () => deleteExpiredRows(database.pool, retention, search())),
    ...tables.map((table) => () => deleteAbandonedUploads(database.open(EVERYBODY), store, table, search())),
    ...tables.map((table) => () => deleteOrphanedObjects(database.pool, store, table, search())),
  ]) {
    // What stands in the way of one step need not keep the others.
    await step().catch((error: unknown) => failures.push(error));
  }
  if (failures.length > 0) throw new AggregateError(failures, 'Not everything could be cleaned up');
}
