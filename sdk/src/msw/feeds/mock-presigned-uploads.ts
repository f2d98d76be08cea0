import { type FeedAccepted, formatId, Problem, type UploadTicket } from '@commerce-integration/contract';
import { assertCsvUpload, isGzipName } from '@commerce-integration/contract/feed-file';
import { assertMayOpenUpload, feedObjectKey, plainFileName } from '@commerce-integration/contract/rules';
import type { MockCall } from '../mock-call.ts';
import type { FeedRow } from '../mock-rows.ts';
import { acceptedFeed, acceptFeed, type LoadWishes, nameOfUpload, newFeed } from './mock-accept-feed.ts';
import { type FeedFile, readFeedFile } from './mock-feed-file.ts';

const LEAST_PART_BYTES = 64 * 1024 * 1024;
const MOST_PARTS = 10_000;

/** Opens a feed whose file is put to the storage: in one piece, or in parts where it is too large for one. @throws Problem */
export function createUploadUrl(
  { tables, caller, settings, storage }: MockCall,
  input: LoadWishes & { file_name: string; content_type?: string | undefined; size?: number | undefined },
): UploadTicket {
  const { single_put, feed_unpacked, upload_url } = settings.limits;
  const { content_type: contentType = 'text/csv', size = 0 } = input;
  const fileName = plainFileName(input.file_name);
  assertCsvUpload(fileName, input.content_type);
  if (size > feed_unpacked) throw tooLarge(feed_unpacked);
  const partnerName = nameOfUpload(tables, caller, input);
  const isOpen = ({ status, uploadExpiresAt }: FeedRow) =>
    status === 'pending_upload' && (uploadExpiresAt ?? 0) > Date.now();
  const ofPartner = [...tables.feeds.values()].filter((feed) => tables.partnerName(feed.partnerId) === partnerName);
  assertMayOpenUpload(ofPartner.filter(isOpen).length);
  const id = tables.next('feed');
  const objectKey = feedObjectKey(partnerName, id, fileName);
  const inParts = size > single_put;
  const expiresAt = Date.now() + upload_url * 60_000;
  newFeed(tables, caller, input, { id, fileName, contentType, objectKey, inParts, uploadExpiresAt: expiresAt });
  const parts = inParts
    ? partSizes(size, single_put).map((bytes, index) => ({
        part_number: index + 1,
        upload_url: storage.presignPart(objectKey, index + 1, expiresAt),
        size: bytes,
      }))
    : undefined;
  return {
    feed_id: formatId('feed', id),
    upload_url: parts?.[0]?.upload_url ?? storage.presignPut(objectKey, expiresAt),
    method: 'PUT',
    headers: parts ? {} : { 'content-type': contentType },
    expires_at: new Date(expiresAt).toISOString(),
    ...(parts ? { parts } : {}),
  };
}

interface Announced {
  sha256?: string | undefined;
  size?: number | undefined;
  parts?: { part_number: number; etag: string }[] | undefined;
}

/** Checks the file that was put as a direct upload is checked, and creates the feed's jobs. @throws Problem */
export async function completeUpload(
  call: MockCall,
  feed: FeedRow,
  announced: Announced,
): Promise<{ status: 200; body: FeedAccepted }> {
  const { tables, storage } = call;
  const check = feed.status === 'pending_upload' ? await checkStoredFile(call, feed, announced) : undefined;
  return call.once(() => {
    // Another call may have completed it meanwhile.
    if (feed.status === 'uploaded') return { status: 200, body: acceptedFeed(tables, feed) };
    if (feed.status === 'rejected' || check === undefined) {
      const message = `Feed ${formatId('feed', feed.id)} was rejected: upload the corrected file as a new feed.`;
      throw new Problem('conflict', message);
    }
    if (!(check instanceof Problem)) return { status: 200, body: acceptFeed(tables, feed, check) };
    storage.delete(feed.objectKey);
    feed.status = 'rejected';
    throw check;
  });
}

/** The file, or why it is refused for good. @throws Problem for what leaves the upload open */
async function checkStoredFile(
  { settings, storage }: MockCall,
  feed: FeedRow,
  announced: Announced,
): Promise<FeedFile | Problem> {
  const bytes = storage.get(feed.objectKey) ?? joinParts(storage, feed, announced.parts);
  assertAnnounced('size', announced.size, bytes.length);
  try {
    if (bytes.length > settings.limits.feed_unpacked) throw tooLarge(settings.limits.feed_unpacked);
    const file = await readFeedFile(bytes, isGzipName(feed.fileName), settings.limits);
    assertAnnounced('sha256', announced.sha256?.toLowerCase(), file.sha256);
    return file;
  } catch (error) {
    if (error instanceof Problem && error.code !== 'upload_mismatch') return error;
    throw error;
  }
}

function joinParts(storage: MockCall['storage'], feed: FeedRow, parts: Announced['parts']): Uint8Array<ArrayBuffer> {
  if (!feed.inParts) throw new Problem('feed_not_uploaded', 'No file was put to the upload URL yet.');
  if (!parts) throw new Problem('feed_not_uploaded', 'The file goes up in parts: name the parts that were put.');
  const joined = storage.join(feed.objectKey, feed.contentType ?? 'text/csv', parts) && storage.get(feed.objectKey);
  if (joined) return joined;
  throw new Problem('upload_mismatch', 'The parts named are not those that were put: put them again.');
}

function assertAnnounced<T>(what: string, announced: T | undefined, found: T): void {
  if (announced === undefined || announced === found) return;
  throw new Problem('upload_mismatch', `The uploaded file's ${what} is ${found}, not ${announced}: put it again.`);
}

function partSizes(size: number, most: number): number[] {
  const each = Math.min(most, Math.max(LEAST_PART_BYTES, Math.ceil(size / MOST_PARTS)));
  const count = Math.ceil(size / each);
  return Array.from({ length: count }, (_, index) => (index + 1 < count ? each : size - each * (count - 1)));
}

function tooLarge(limit: number): Problem {
  return new Problem('payload_too_large', `The file is over the limit of ${limit} bytes: send it as several feeds.`);
}
