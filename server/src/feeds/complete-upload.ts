import { type FeedAccepted, Problem } from '@commerce-integration/contract';
import { LockMode } from '@mikro-orm/core';
import type { UnitOfWork } from '../database/orm.ts';
import type { ObjectStore } from '../storage/object-store.ts';
import { acceptedFeed, acceptFeed } from './accept-feed.ts';
import type { Feed } from './feed.entity.ts';
import { getFeed } from './feeds.queries.ts';
import { type FeedFileFacts, type FeedFileLimits, inspectFeedFile } from './inspect-feed-file.ts';

export interface Announced {
  sha256?: string | undefined;
  size?: number | undefined;
  parts?: { part_number: number; etag: string }[] | undefined;
}

/** What the check of a stored file came to. */
export type StoredFileCheck = { facts: FeedFileFacts } | { refused: Problem } | 'not needed';

/**
 * Checks the file that was put under a presigned URL, as a direct upload is checked. Reads the store, writes nothing:
 * it may take as long as the file is large, and belongs outside a transaction.
 *
 * @throws Problem `feed_not_uploaded` where there is no file, `upload_mismatch` where it is not the announced one;
 *   either way the file may be put again
 */
export async function checkStoredFile(
  store: ObjectStore,
  feed: Feed,
  announced: Announced,
  limits: FeedFileLimits,
): Promise<StoredFileCheck> {
  if (feed.status !== 'pending_upload') return 'not needed';
  await joinParts(store, feed, announced.parts);
  const size = await store.size(feed.objectKey);
  if (size === undefined) throw new Problem('feed_not_uploaded', 'No file was put to the upload URL yet.');
  assertAnnounced('size', announced.size, size);
  let facts: FeedFileFacts | undefined;
  try {
    const bytes = inspectFeedFile(await store.get(feed.objectKey), feed.isGzip(), limits, (found) => {
      facts = found;
    });
    for await (const _ of bytes) {
      // Reading it to the end is the check.
    }
  } catch (error) {
    if (error instanceof Problem) return { refused: error };
    throw error;
  }
  if (!facts) throw new Error('The file ended before its check did');
  assertAnnounced('sha256', announced.sha256?.toLowerCase(), facts.sha256);
  return { facts };
}

async function joinParts(store: ObjectStore, feed: Feed, parts: Announced['parts']): Promise<void> {
  if (!feed.multipartId || (await store.size(feed.objectKey)) !== undefined) return;
  if (!parts) throw new Problem('feed_not_uploaded', 'The file goes up in parts: name the parts that were put.');
  if (await store.joinParts(feed.objectKey, feed.multipartId, parts)) return;
  throw new Problem('upload_mismatch', 'The parts named are not those that were put: put them again.');
}

/**
 * Takes a checked file for its feed; or, where the check refused it, deletes it and marks the feed rejected, which is
 * to be kept while the caller is refused. Completing a completed feed answers the same again.
 *
 * @throws Problem `conflict` for a rejected feed
 */
export async function completeUpload(
  em: UnitOfWork,
  store: ObjectStore,
  feedId: string,
  check: StoredFileCheck,
): Promise<{ accepted: FeedAccepted } | { refused: Problem }> {
  const feed = await getFeed(em, feedId);
  await em.refresh(feed, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (feed.status === 'uploaded') return { accepted: await acceptedFeed(em, feed) };
  if (feed.status === 'rejected' || check === 'not needed') {
    throw new Problem('conflict', `Feed ${feedId} was rejected: upload the corrected file as a new feed.`);
  }
  if ('facts' in check) return { accepted: await acceptFeed(em, feed, check.facts) };
  await store.delete(feed.objectKey);
  feed.status = 'rejected';
  return { refused: check.refused };
}

function assertAnnounced<T>(what: string, announced: T | undefined, found: T): void {
  if (announced === undefined || announced === found) return;
  throw new Problem('upload_mismatch', `The uploaded file's ${what} is ${found}, not ${announced}: put it again.`);
}
