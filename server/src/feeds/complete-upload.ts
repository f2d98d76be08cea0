import { type FeedAccepted, formatId, Problem } from '@commerce-integration/contract';
import { assertActive } from '@commerce-integration/contract/rules';
import { LockMode } from '@mikro-orm/core';
import type { UnitOfWork } from '../database/orm.ts';
import { getPartner } from '../partners/partners.queries.ts';
import type { ObjectStore } from '../storage/object-store.ts';
import { type Checked, checkUpload, type SaidToBePut } from '../uploads/check-upload.ts';
import { acceptedFeed, acceptFeed } from './accept-feed.ts';
import type { Feed } from './feed.entity.ts';
import { getFeed } from './feeds.queries.ts';
import { type FeedFileFacts, type FeedFileLimits, feedFileCheck } from './inspect-feed-file.ts';

/** The result of checking a stored file. */
export type StoredFileCheck = { checked: Checked<FeedFileFacts> } | { refused: Problem } | 'not needed';

/**
 * Checks the file that was uploaded to a presigned URL, with the same checks as a direct upload.
 *
 * @throws Problem `feed_not_uploaded` where there is no file, `upload_mismatch` where it is not the announced one; in
 *   both cases the caller may upload it again
 */
export async function checkStoredFile(
  store: ObjectStore,
  feed: Feed,
  said: SaidToBePut,
  limits: FeedFileLimits,
): Promise<StoredFileCheck> {
  if (feed.status !== 'pending_upload') return 'not needed';
  const notPut = new Problem('feed_not_uploaded', 'No file was put to the upload URL yet.');
  return checkUpload(store, feed, said, feedFileCheck(feed.fileName, limits), notPut);
}

/**
 * Accepts a checked file for its feed; or, if the check refused it, deletes it, marks the feed rejected, and returns
 * the refusal. Completing a completed feed returns the same response again.
 *
 * @throws Problem `conflict` for a rejected feed, `partner_not_active`
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
  assertActive(await getPartner(em, formatId('partner', feed.partnerId)));
  if ('checked' in check) return { accepted: await acceptFeed(em, feed, check.checked) };
  await store.delete(feed.objectKey);
  feed.status = 'rejected';
  return { refused: check.refused };
}
