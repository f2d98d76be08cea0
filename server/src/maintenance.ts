import { settleSales } from './analytics/settle-sales.ts';
import { deleteAbandonedBatchUploads } from './batches/delete-abandoned-batch-uploads.ts';
import type { Database } from './database/orm.ts';
import { EVERYBODY } from './database/tenancy.ts';
import { deleteAbandonedUploads } from './feeds/delete-abandoned-uploads.ts';
import { IdempotencyKeys } from './http/idempotency.ts';
import type { Logger } from './log.ts';
import type { ObjectStore } from './storage/object-store.ts';

const CLEAR_EVERY_MS = 10 * 60_000;
/** What is sold meanwhile, each report adds up order by order. */
const SETTLE_EVERY_MS = 10_000;

/**
 * Clears away what has had its time (old idempotency keys, and uploads that were never made use of), and moves recent sales into
 * the sums that analytics read.
 */
export function startMaintenance(database: Database, store: ObjectStore, log: Logger): { stop(): Promise<void> } {
  const keys = new IdempotencyKeys(database.pool);
  const clear = async () => {
    await keys.forgetOld();
    await deleteAbandonedUploads(database.open(EVERYBODY), store);
    await deleteAbandonedBatchUploads(database.open(EVERYBODY), store);
  };
  const repeated = [repeat(clear, CLEAR_EVERY_MS, log), repeat(() => settleSales(database.pool), SETTLE_EVERY_MS, log)];
  return {
    stop: async () => {
      for (const one of repeated) await one.stop();
    },
  };
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
