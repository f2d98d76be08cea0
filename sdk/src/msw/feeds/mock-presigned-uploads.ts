import { type FeedAccepted, Problem, type UploadTicket } from '@commerce-integration/contract';
import { assertCsvUpload, isGzipName } from '@commerce-integration/contract/feed-file';
import {
  assertAllParts,
  assertAsSaid,
  assertMayOpenUpload,
  feedObjectKey,
  partSizes,
  plainFileName,
} from '@commerce-integration/contract/rules';
import type { MockCall } from '../http/mock-call.ts';
import { assertActiveRow } from '../partners/mock-acting-partner.ts';
import type { FeedFile, FeedRow } from '../store/mock-rows.ts';
import { acceptedFeed, acceptFeed, type LoadWishes, nameOfUpload, newFeed } from './mock-accept-feed.ts';
import { readFeedFile } from './mock-feed-file.ts';

/**
 * Creates a feed whose file is uploaded to the storage: with one PUT, or in parts if it is larger than that. @throws
 * Problem
 */
export function createUploadUrl(
  call: MockCall,
  input: LoadWishes & { file_name: string; content_type?: string | undefined; size?: number | undefined },
): UploadTicket {
  const { tables, storage } = call;
  const { single_put, feed_unpacked, upload_url: minutes } = call.settings.limits;
  const { content_type: contentType = 'text/csv', size = 0 } = input;
  const fileName = plainFileName(input.file_name);
  assertCsvUpload(fileName, input.content_type);
  if (size > feed_unpacked) throw tooLarge(feed_unpacked);
  const partnerName = nameOfUpload(call, input);
  const open = [...tables.feeds.values()].filter(
    ({ partnerId, shown, uploadExpiresAt }) =>
      tables.partnerName(partnerId) === partnerName &&
      shown.status === 'pending_upload' &&
      (uploadExpiresAt ?? 0) > Date.now(),
  );
  assertMayOpenUpload(open.length);
  const id = tables.next('feed');
  const objectKey = feedObjectKey(partnerName, id, fileName);
  const sizes = size > single_put ? partSizes(size, single_put) : [];
  const uploadParts = sizes.length || null;
  const uploadExpiresAt = Date.now() + minutes * 60_000;
  const { shown } = newFeed(call, input, { id, fileName, contentType, objectKey, uploadParts, uploadExpiresAt });
  const parts = sizes.map((bytes, index) => ({
    part_number: index + 1,
    upload_url: storage.presignPut(objectKey, uploadExpiresAt, index + 1),
    size: bytes,
  }));
  return {
    feed_id: shown.feed_id,
    upload_url: parts[0]?.upload_url ?? storage.presignPut(objectKey, uploadExpiresAt),
    method: 'PUT',
    headers: uploadParts ? {} : { 'content-type': contentType },
    expires_at: new Date(uploadExpiresAt).toISOString(),
    ...(uploadParts ? { parts } : {}),
  };
}

interface Announced {
  sha256?: string | undefined;
  size?: number | undefined;
  parts?: { part_number: number; etag: string }[] | undefined;
}

/** Checks the uploaded file like a direct upload, and creates the feed's jobs. @throws Problem */
export async function completeUpload(
  call: MockCall,
  feed: FeedRow,
  announced: Announced,
): Promise<{ status: 200; body: FeedAccepted }> {
  const { tables, storage } = call;
  const check = feed.shown.status === 'pending_upload' ? await checkStoredFile(call, feed, announced) : undefined;
  return call.once(() => {
    // A concurrent call may have completed it.
    if (feed.shown.status === 'uploaded') return { status: 200, body: acceptedFeed(tables, feed) };
    if (feed.shown.status === 'rejected' || check === undefined) {
      const message = `Feed ${feed.shown.feed_id} was rejected: upload the corrected file as a new feed.`;
      throw new Problem('conflict', message);
    }
    assertActiveRow(tables.partners.get(feed.partnerId));
    if (!(check instanceof Problem)) return { status: 200, body: acceptFeed(tables, feed, check) };
    storage.delete(feed.shown.raw_file_s3_key);
    feed.shown.status = 'rejected';
    throw check;
  });
}

/** The file, or why it is refused for good. @throws Problem for errors that leave the upload open */
async function checkStoredFile(
  { settings, storage }: MockCall,
  feed: FeedRow,
  announced: Announced,
): Promise<FeedFile | Problem> {
  const bytes = storage.get(feed.shown.raw_file_s3_key) ?? (await joinParts(storage, feed, announced.parts));
  const inParts = feed.uploadParts !== null;
  assertAsSaid('size', announced.size, bytes.length, inParts);
  try {
    if (bytes.length > settings.limits.feed_unpacked) throw tooLarge(settings.limits.feed_unpacked);
    const file = await readFeedFile(bytes, isGzipName(feed.shown.file_name), settings.limits);
    assertAsSaid('sha256', announced.sha256?.toLowerCase(), file.sha256, inParts);
    return file;
  } catch (error) {
    if (error instanceof Problem && error.code !== 'upload_mismatch') return error;
    throw error;
  }
}

async function joinParts(storage: MockCall['storage'], { uploadParts, shown }: FeedRow, parts: Announced['parts']) {
  if (uploadParts === null) throw new Problem('feed_not_uploaded', 'No file was put to the upload URL yet.');
  if (!parts) throw new Problem('feed_not_uploaded', 'The file goes up in parts: name the parts that were put.');
  assertAllParts(uploadParts, parts);
  const joined = await storage.join(shown.raw_file_s3_key, shown.content_type ?? 'text/csv', parts);
  if (joined) return joined;
  throw new Problem('upload_mismatch', 'The parts named are not those that were put: put them again.');
}

function tooLarge(limit: number): Problem {
  return new Problem('payload_too_large', `The file is over the limit of ${limit} bytes: send it as several feeds.`);
}
