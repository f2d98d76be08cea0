import type { Database } from './database/orm.ts';
import { EVERYBODY } from './database/tenancy.ts';
import { deleteAbandonedUploads } from './feeds/delete-abandoned-uploads.ts';
import { IdempotencyKeys } from './http/idempotency.ts';
import type { Logger } from './log.ts';
import type { ObjectStore } from './storage/object-store.ts';

const EVERY_MS = 10 * 60_000;

/** Clears away what has had its time: old idempotency keys, and feeds whose file never came. */
export function startMaintenance(database: Database, store: ObjectStore, log: Logger): { stop(): void } {
  const keys = new IdempotencyKeys(database.pool);
  const clear = async () => {
    try {
      await keys.forgetOld();
      await deleteAbandonedUploads(database.open(EVERYBODY), store);
    } catch (error) {
      log.warn({ err: error }, 'maintenance failed; it is tried again');
    }
  };
  const timer = setInterval(() => void clear(), EVERY_MS);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
