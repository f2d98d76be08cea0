import type { Pool } from 'pg';
import { keepDayPartitions } from '../database/day-partitions.ts';
import type { Database } from '../database/orm.ts';
import { EVERYBODY } from '../database/tenancy.ts';
import type { ProcessParts, RetentionSettings, Schedule } from '../feature/define-feature.ts';
import type { ObjectStore } from '../storage/object-store.ts';
import { deleteAbandonedUploads } from '../uploads/delete-abandoned-uploads.ts';
import { deleteOrphanedObjects } from '../uploads/delete-orphaned-objects.ts';
import { ALL_FEATURES } from './platform.ts';
import { deleteExpiredRows } from './retention.ts';

/** The time limit of a step in milliseconds; the next clean-up continues where it stopped. */
const SEARCH_MS = 5 * 60_000;

/** The schedule of the periodic clean-up. */
export function cleaningUp({ database, store, config }: CleanUpParts): Schedule {
  return {
    name: 'clean up',
    everyMs: 10 * 60_000,
    run: (stop) => cleanUp(database, store, stop, new Date(), config),
  };
}

type CleanUpParts = Pick<ProcessParts, 'database' | 'store'> & { config?: Partial<RetentionSettings> };

/**
 * Deletes expired rows, uploads that were never completed, and objects that belong to no row.
 *
 * @param stop stops each of the steps, like its time limit
 * @param now the time that ages are measured against
 * @param settings the retention periods that the operator has set
 */
export async function cleanUp(
  database: Database,
  store: ObjectStore,
  stop: AbortSignal,
  now = new Date(),
  settings: Partial<RetentionSettings> = {},
): Promise<void> {
  const search = () => ({ now, signal: AbortSignal.any([stop, AbortSignal.timeout(SEARCH_MS)]) });
  const tables = ALL_FEATURES.flatMap(({ uploads = [] }) => uploads);
  const kept = ALL_FEATURES.flatMap(({ retention = [] }) => retention);
  const failures: unknown[] = [];
  for (const step of [
    () => keepAllDayPartitions(database.pool, now),
    ...kept.map((retention) => () => deleteExpiredRows(database.pool, store, retention, { ...search(), settings })),
    ...tables.map((table) => () => deleteAbandonedUploads(database.open(EVERYBODY), store, table, search())),
    ...tables.map((table) => () => deleteOrphanedObjects(database.pool, store, table, search())),
  ]) {
    // A step that fails must not keep the others from running.
    await step().catch((error: unknown) => failures.push(error));
  }
  if (failures.length > 0) throw new AggregateError(failures, 'Not everything could be cleaned up');
}

/** Creates upcoming day partitions for all features and drops expired ones. */
export async function keepAllDayPartitions(pool: Pool, now = new Date()): Promise<void> {
  for (const one of ALL_FEATURES.flatMap(({ partitions = [] }) => partitions)) await keepDayPartitions(pool, one, now);
}
