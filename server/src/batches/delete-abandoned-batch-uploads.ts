import { LockMode } from '@mikro-orm/core';
import type { UnitOfWork } from '../database/orm.ts';
import type { ObjectStore } from '../storage/object-store.ts';
import { BatchUpload } from './batch-upload.entity.ts';

const AT_ONCE = 100;
/** A PUT that began before the URL ran out may still be going on. */
const GRACE_MS = 3_600_000;

/** Deletes uploads that ran out before a batch was made of them, and whatever was put there. */
export async function deleteAbandonedBatchUploads(
  em: UnitOfWork,
  store: ObjectStore,
  now = new Date(),
): Promise<number> {
  return em.transactional(async (unit) => {
    const uploads = await unit.find(
      BatchUpload,
      { usedAt: null, expiresAt: { $lt: new Date(now.getTime() - GRACE_MS) } },
      { limit: AT_ONCE, lockMode: LockMode.PESSIMISTIC_PARTIAL_WRITE },
    );
    for (const upload of uploads) {
      await store.delete(upload.objectKey);
      unit.remove(upload);
    }
    return uploads.length;
  });
}
