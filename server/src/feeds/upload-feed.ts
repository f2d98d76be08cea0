import {
  DEFAULT_MAX_REMOVED_RATIO,
  type FeedAccepted,
  type FeedMode,
  LIMITS,
  type UploadFields,
} from '@commerce-integration/contract';
import { assertCsvUpload } from '@commerce-integration/contract/feed-text';
import { feedObjectKey } from '@commerce-integration/contract/rules';
import type { UnitOfWork } from '../database/orm.ts';
import { nextNumber } from '../database/sequences.ts';
import type { NamedPartner } from '../partners/acting-partner.ts';
import { findOrRegisterPartner } from '../partners/find-or-register-partner.ts';
import type { ObjectStore } from '../storage/object-store.ts';
import { acceptFeed } from './accept-feed.ts';
import { Feed } from './feed.entity.ts';
import { partnerOfUpload } from './feed-partner.ts';
import type { FeedFileFacts, FeedFileLimits } from './inspect-feed-file.ts';
import { type FileToStore, storeFeedFile } from './store-feed-file.ts';

export interface StoredUpload {
  feedNumber: number;
  fileName: string;
  contentType: string | undefined;
  key: string;
  facts: FeedFileFacts;
}

type KeyOwner = { id: number; name: string } | null;

/**
 * Stores an uploaded file under the ID its feed will have. Nothing is written to the database yet: a refused upload
 * leaves neither object nor row.
 *
 * @throws Problem as `partnerOfUpload`, `assertCsvUpload` and `inspectFeedFile` do
 */
export async function storeUpload(
  em: UnitOfWork,
  store: ObjectStore,
  caller: KeyOwner,
  fields: UploadFields,
  file: Omit<FileToStore, 'key'>,
  limits: FeedFileLimits,
): Promise<StoredUpload> {
  assertCsvUpload(file.fileName, file.contentType);
  const owner = await partnerOfUpload(em, caller, fields);
  const fileName = file.fileName.slice(-LIMITS.fileNameLength);
  const feedNumber = await nextNumber(em, 'feed_id_seq');
  const key = feedObjectKey('partner' in owner ? owner.partner.name : owner.register, feedNumber, fileName);
  const facts = await storeFeedFile(store, { ...file, key }, limits);
  return { feedNumber, fileName, contentType: file.contentType, key, facts };
}

/** Writes the feed and its jobs for a stored file. @throws Problem `partner_not_active` */
export async function createUploadedFeed(
  em: UnitOfWork,
  store: ObjectStore,
  caller: KeyOwner,
  fields: UploadFields,
  upload: StoredUpload,
): Promise<FeedAccepted> {
  const feed = await newFeed(em, caller, fields, {
    id: upload.feedNumber,
    fileName: upload.fileName,
    contentType: upload.contentType ?? null,
    objectKey: upload.key,
    bucket: store.bucket,
  });
  return acceptFeed(em, feed, upload.facts);
}

export interface LoadWishes extends NamedPartner {
  mode: FeedMode;
  validate_only: boolean;
  max_error_ratio?: number | undefined;
  max_removed_ratio?: number | undefined;
}

/** A feed whose file is still to come or to be accepted. Registers the operator's new partner. */
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
