import { formatId, Problem, type UploadTicket } from '@commerce-integration/contract';
import { assertCsvUpload } from '@commerce-integration/contract/feed-file';
import { FEED_OBJECTS, feedObjectKey, feedOfObjectKey, plainFileName } from '@commerce-integration/contract/rules';
import type { UnitOfWork } from '../database/orm.ts';
import { nextNumber } from '../database/sequences.ts';
import type { ObjectStore } from '../storage/object-store.ts';
import {
  announceUpload,
  limitOpenUploads,
  type UploadTable,
  type UploadUrlOptions,
} from '../uploads/announce-upload.ts';
import { partnerOfUpload } from './feeds.queries.ts';
import { type LoadWishes, newFeed } from './upload-feed.ts';

export interface FeedUploadOptions extends UploadUrlOptions {
  /** The largest size of a file in bytes, and the problem for a larger one. */
  maxBytes: number;
  tooLarge: string;
}

/**
 * Creates a feed whose file is uploaded directly to the store: with one PUT, or in parts if it is too large for one.
 *
 * @throws Problem as `partnerOfUpload` and `assertCsvUpload` do; `payload_too_large`, `too_many_open_uploads`
 */
export async function createUploadUrl(
  em: UnitOfWork,
  store: ObjectStore,
  caller: { id: number; name: string } | null,
  input: LoadWishes & { file_name: string; content_type?: string | undefined; size?: number | undefined },
  options: FeedUploadOptions,
): Promise<UploadTicket> {
  const fileName = plainFileName(input.file_name);
  assertCsvUpload(fileName, input.content_type);
  if ((input.size ?? 0) > options.maxBytes) throw new Problem('payload_too_large', options.tooLarge);
  const owner = await partnerOfUpload(em, caller, input);
  const id = await nextNumber(em, 'feed_id_seq');
  const key = feedObjectKey('partner' in owner ? owner.partner.name : owner.register, id, fileName);
  const contentType = input.content_type ?? 'text/csv';
  const file = { id, fileName, contentType, objectKey: key, bucket: store.bucket };
  const feed = await newFeed(em, caller, input, file);
  await limitOpenUploads(em, FEED_UPLOADS, feed.partnerId);
  const { put, expiresAt, multipartId } = await announceUpload(store, { ...file, size: input.size }, options);
  em.assign(feed, { uploadExpiresAt: expiresAt, multipartId, uploadParts: put.parts?.length ?? null });
  return { feed_id: formatId('feed', id), ...put };
}

/** The table of the uploads of feeds. */
export const FEED_UPLOADS: UploadTable = {
  name: 'feed',
  prefix: FEED_OBJECTS,
  rowOf: feedOfObjectKey,
  open: `status = 'pending_upload'`,
  kept: `status <> 'rejected'`,
  expiresAt: 'upload_expires_at',
  multipartId: 'multipart_id',
};
