import { formatId, Problem, type UploadTicket } from '@commerce-integration/contract';
import { assertCsvUpload } from '@commerce-integration/contract/feed-text';
import { feedObjectKey } from '@commerce-integration/contract/rules';
import type { UnitOfWork } from '../database/orm.ts';
import { nextNumber } from '../database/sequences.ts';
import type { ObjectStore } from '../storage/object-store.ts';
import type { Feed } from './feed.entity.ts';
import { partnerOfUpload } from './feed-partner.ts';
import { type LoadWishes, newFeed } from './upload-feed.ts';

export interface UploadUrlOptions {
  validMinutes: number;
  /** Bytes of one PUT. */
  maxPutBytes: number;
  /** Bytes of a file, and what is said of a larger one. */
  maxBytes: number;
  tooLarge: string;
}

const LEAST_PART_BYTES = 64 * 1024 * 1024;
const MOST_PARTS = 10_000;

/**
 * Opens a feed whose file goes to the store directly: in one PUT, or in parts where it is too large for one.
 *
 * @throws Problem as `partnerOfUpload` and `assertCsvUpload` do; `payload_too_large`
 */
export async function createUploadUrl(
  em: UnitOfWork,
  store: ObjectStore,
  caller: { id: number; name: string } | null,
  input: LoadWishes & { file_name: string; content_type?: string | undefined; size?: number | undefined },
  options: UploadUrlOptions,
): Promise<UploadTicket> {
  assertCsvUpload(input.file_name, input.content_type);
  if ((input.size ?? 0) > options.maxBytes) throw new Problem('payload_too_large', options.tooLarge);
  const owner = await partnerOfUpload(em, caller, input);
  const id = await nextNumber(em, 'feed_id_seq');
  const key = feedObjectKey('partner' in owner ? owner.partner.name : owner.register, id, input.file_name);
  const contentType = input.content_type ?? 'text/csv';
  const file = { id, fileName: input.file_name, contentType, objectKey: key, bucket: store.bucket };
  const feed = await newFeed(em, caller, input, file);
  const put = await store.presignPut(key, contentType, options.validMinutes);
  feed.uploadExpiresAt = new Date(put.expires_at);
  const feed_id = formatId('feed', id);
  if (input.size === undefined || input.size <= options.maxPutBytes) return { feed_id, ...put };
  const parts = await openParts(store, feed, contentType, input.size, options);
  return { feed_id, ...put, upload_url: parts[0]?.upload_url ?? put.upload_url, headers: {}, parts };
}

async function openParts(
  store: ObjectStore,
  feed: Feed,
  contentType: string,
  size: number,
  { maxPutBytes, validMinutes }: UploadUrlOptions,
): Promise<NonNullable<UploadTicket['parts']>> {
  const multipartId = await store.beginParts(feed.objectKey, contentType);
  feed.multipartId = multipartId;
  const partBytes = Math.min(maxPutBytes, Math.max(LEAST_PART_BYTES, Math.ceil(size / MOST_PARTS)));
  const count = Math.ceil(size / partBytes);
  return Promise.all(
    Array.from({ length: count }, async (_, index) => ({
      part_number: index + 1,
      upload_url: await store.presignPart(feed.objectKey, multipartId, index + 1, validMinutes * 60),
      size: index + 1 < count ? partBytes : size - partBytes * (count - 1),
    })),
  );
}
