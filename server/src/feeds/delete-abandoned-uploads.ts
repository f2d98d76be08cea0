import { LockMode } from '@mikro-orm/core';
import type { UnitOfWork } from '../database/orm.ts';
import type { ObjectStore } from '../storage/object-store.ts';
import { Feed } from './feed.entity.ts';

const BATCH = 100;
/** Somebody may be completing an upload in the very minute its URL runs out. */
const GRACE_MS = 3_600_000;

/** Deletes feeds whose upload URL ran out before they were completed, and whatever was put there. */
export async function deleteAbandonedUploads(em: UnitOfWork, store: ObjectStore, now = new Date()): Promise<number> {
  return em.transactional(async (unit) => {
    const feeds = await unit.find(
      Feed,
      { status: 'pending_upload', uploadExpiresAt: { $lt: new Date(now.getTime() - GRACE_MS) } },
      { limit: BATCH, lockMode: LockMode.PESSIMISTIC_PARTIAL_WRITE },
    );
    for (const feed of feeds) {
      if (feed.multipartId) await store.abandonParts(feed.objectKey, feed.multipartId);
      await store.delete(feed.objectKey);
      unit.remove(feed);
    }
    return feeds.length;
  });
}
