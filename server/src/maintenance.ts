import { settleSales } from './analytics/settle-sales.ts';
import { BATCH_UPLOADS } from './batches/batch-upload-table.ts';
import type { Database } from './database/orm.ts';
import { EVERYBODY } from './database/tenancy.ts';
import { FEED_UPLOADS } from './feeds/feed-upload-table.ts';
import { IdempotencyKeys } from './http/idempotency.ts';
import type { Logger } from './log.ts';
import type { ObjectStore } from './storage/object-store.ts';
import { deleteAbandonedUploads } from './uploads/delete-abandoned-uploads.ts';
import { deleteOrphanedObjects } from './uploads/delete-orphaned-objects.ts';

const CLEAR_EVERY_MS = 10 * 60_000;
/** How long one search for what is to be deleted may take; the next one goes on where it was. */
const SEARCH_MS = 5 * 60_000;
/** What is sold meanwhile, each report adds up order by order. */
const SETTLE_EVERY_MS = 10_000;

/**
 * Keeps clearing away what has had its time, and moves recent sales into the sums that analytics read.
 *
 * @param clearEveryMs how often it clears away
 */
export function startMaintenance(
  database: Database,
  store: ObjectStore,
  log: Logger,
  clearEveryMs = CLEAR_EVERY_MS,
): { stop(): Promise<void> } {
  const stopped = new AbortController();
  const clear = () => clearAway(database, store, stopped.signal);
  const repeated = [repeat(clear, clearEveryMs, log), repeat(() => settleSales(database.pool), SETTLE_EVERY_MS, log)];
  return {
    stop: async () => {
      stopped.abort();
      for (const one of repeated) await one.stop();
    },
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
  const tables = [FEED_UPLOADS, BATCH_UPLOADS];
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

/** Does something again and again, never twice at a time. Stopping waits for what is being done. */
function repeat(work: () => Promise<unknown>, everyMs: number, log: Logger): { stop(): Promise<void> } {
  let working: Promise<void> | undefined;
  const once = async () => {
    try {
      await work();
    } catch (error) {
      log.warn({ err: error }, 'maintenance failed; it is tried again');
    }
    working = undefined;
  };
  const timer = setInterval(() => {
    working ??= once();
  }, everyMs);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await working;
    },
  };
}
