import {
  DEFAULT_MAX_REMOVED_RATIO,
  type FeedAccepted,
  type FeedMode,
  type UploadFields,
} from '@commerce-integration/contract';
import { assertCsvUpload } from '@commerce-integration/contract/feed-file';
import { feedObjectKey, type NamedPartner } from '@commerce-integration/contract/rules';
import type { UnitOfWork } from '../database/orm.ts';
import { nextNumber } from '../database/sequences.ts';
import { findOrRegisterPartner } from '../partners/register-partner.ts';
import type { ObjectStore } from '../storage/object-store.ts';
import type { Checked } from '../uploads/check-upload.ts';
import { storeUpload } from '../uploads/store-upload.ts';
import { acceptFeed } from './accept-feed.ts';
import { Feed } from './feed.entity.ts';
import { partnerOfUpload, type UploadPartner } from './feeds.queries.ts';
import { type FeedFileFacts, type FeedFileLimits, feedFileCheck } from './inspect-feed-file.ts';

/** A file that a caller sends. */
export interface SentFile {
  /** As returned by `plainFileName`. */
  fileName: string;
  contentType: string | undefined;
  stream: AsyncIterable<Buffer>;
}

export interface StoredFeedFile {
  feedNumber: number;
  fileName: string;
  contentType: string | undefined;
  objectKey: string;
  facts: Checked<FeedFileFacts>;
}

type KeyOwner = { id: number; name: string } | null;

/**
 * Stores an uploaded file under the ID that its feed will have. Writes nothing to the database yet: a refused upload
 * leaves neither object nor row. If the operator's form names the partner after the file, the file has a key without a
 * partner until `placeFeedFile` moves it.
 *
 * @param fields the fields that came before the file
 * @throws Problem as `partnerOfUpload`, `assertCsvUpload` and `inspectFeedFile` do
 */
export async function storeFeedFile(
  em: UnitOfWork,
  store: ObjectStore,
  caller: KeyOwner,
  fields: UploadFields,
  { fileName, contentType, stream }: SentFile,
  limits: FeedFileLimits,
): Promise<StoredFeedFile> {
  assertCsvUpload(fileName, contentType);
  const isNamed = caller !== null || fields.partner_name !== undefined || fields.partner_id !== undefined;
  const partner = isNamed ? nameOf(await partnerOfUpload(em, caller, fields)) : '';
  const feedNumber = await nextNumber(em, 'feed_id_seq');
  const objectKey = feedObjectKey(partner, feedNumber, fileName);
  const toStore = { objectKey, contentType: contentType ?? 'text/csv', stream };
  const facts = await storeUpload(store, toStore, feedFileCheck(fileName, limits));
  return { feedNumber, fileName, contentType, objectKey, facts };
}

/**
 * Moves a stored file to the key that its feed must have, now that all fields are known.
 *
 * @throws Problem as `partnerOfUpload` does
 */
export async function placeFeedFile(
  em: UnitOfWork,
  store: ObjectStore,
  caller: KeyOwner,
  fields: UploadFields,
  stored: StoredFeedFile,
): Promise<StoredFeedFile> {
  const owner = await partnerOfUpload(em, caller, fields);
  const objectKey = feedObjectKey(nameOf(owner), stored.feedNumber, stored.fileName);
  if (objectKey === stored.objectKey) return stored;
  const etag = await store.move(stored.objectKey, objectKey);
  return { ...stored, objectKey, facts: { ...stored.facts, etag } };
}

function nameOf(owner: UploadPartner): string {
  return 'partner' in owner ? owner.partner.name : owner.register;
}

/** Creates the feed and its jobs for a stored file. @throws Problem `partner_not_active` */
export async function createUploadedFeed(
  em: UnitOfWork,
  store: ObjectStore,
  caller: KeyOwner,
  fields: UploadFields,
  file: StoredFeedFile,
): Promise<FeedAccepted> {
  const feed = await newFeed(em, caller, fields, {
    id: file.feedNumber,
    fileName: file.fileName,
    contentType: file.contentType ?? null,
    objectKey: file.objectKey,
    bucket: store.bucket,
  });
  return acceptFeed(em, feed, file.facts);
}

export interface LoadWishes extends NamedPartner {
  mode: FeedMode;
  validate_only: boolean;
  max_error_ratio?: number | undefined;
  max_removed_ratio?: number | undefined;
}

/** Creates a feed whose file is not uploaded or not accepted yet. Registers the operator's new partner. */
export async function newFeed(
  em: UnitOfWork,
  caller: KeyOwner,
  wishes: LoadWishes,
  file: Pick<Feed, 'id' | 'fileName' | 'objectKey' | 'bucket'> & { contentType: string | null },
): Promise<Feed> {
  const owner = await partnerOfUpload(em, caller, wishes);
  const partner = 'partner' in owner ? owner.partner : await findOrRegisterPartner(em, owner.register);
  return em.create(Feed, {
    ...file,
    partnerId: partner.id,
    mode: wishes.mode,
    validateOnly: wishes.validate_only,
    maxErrorRatio: wishes.max_error_ratio ?? null,
    maxRemovedRatio: wishes.max_removed_ratio ?? DEFAULT_MAX_REMOVED_RATIO,
    status: 'pending_upload',
    createdAt: new Date(),
  });
}
