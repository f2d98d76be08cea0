import { ApiError } from '../../errors/api-error.ts';
import { CommerceError } from '../../errors/errors.ts';
import type { CompleteUploadFields, Feed, FeedAccepted, Limit, UploadTicket } from '../types/wire-types.ts';
import { streamOf } from './bytes.ts';
import type { FeedFile } from './feed-file-input.ts';
import { OpenFile } from './open-file.ts';
import type { OnUploadProgress, UploadProgress } from './upload-body.ts';

/** An upload URL, and whether an earlier try with the same key had been given it. */
interface GivenUrl {
  ticket: UploadTicket;
  isReplayed: boolean;
}

/** The calls that sending a file of any size needs. Each already has the signal and the options of the whole upload. */
export interface UploadCalls {
  limits(): PromiseLike<{ limits: Limit[] }>;
  direct(file: FeedFile, onProgress: OnUploadProgress | undefined): Promise<FeedAccepted>;
  /** @param round what the key of this call, and of `complete`, ends with */
  createUrl(file: { file_name: string; content_type: string; size: number }, round: string): Promise<GivenUrl>;
  feed(feedId: string): PromiseLike<Feed>;
  /** Returns the `ETag` of the answer. */
  put(
    url: string,
    headers: Record<string, string>,
    file: FeedFile,
    onProgress: OnUploadProgress | undefined,
  ): Promise<string | null>;
  complete(feedId: string, fields: CompleteUploadFields, round: string): Promise<FeedAccepted>;
  /** Gives what was answered when the upload was completed. */
  completed(feedId: string): PromiseLike<FeedAccepted>;
}

/** Milliseconds that a URL must be valid for, so that a PUT can begin. */
const LEAST_VALID_MS = 10_000;
/** Each try whose URL has expired leaves one more, and keys are kept for a day: no key has more of them. */
const MOST_ROUNDS = 1_500;

/**
 * Sends a file of any size: through the API up to its direct limit, above that to the file storage by a presigned URL.
 * If the API refuses a file as too large for a direct upload, the presigned URL is used as well.
 *
 * @throws ApiError and others as its calls do; 413 for a file over the direct limit whose size is unknown
 */
export async function uploadFeedFile(
  calls: UploadCalls,
  file: FeedFile,
  onProgress?: OnUploadProgress,
): Promise<FeedAccepted> {
  const { sizeBytes } = file;
  if (sizeBytes === undefined) return calls.direct(file, onProgress);
  if (sizeBytes > (await directLimit(calls))) return uploadByUrl(calls, file, sizeBytes, onProgress);
  try {
    return await calls.direct(file, onProgress);
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 413) throw error;
    return uploadByUrl(calls, file, sizeBytes, onProgress);
  }
}

async function uploadByUrl(
  calls: UploadCalls,
  file: FeedFile,
  size: number,
  onProgress?: OnUploadProgress,
): Promise<FeedAccepted> {
  let round = '';
  for (let count = 1; ; count += 1) {
    const given = await calls.createUrl({ file_name: file.name, content_type: file.type, size }, round);
    const { feed_id, expires_at } = given.ticket;
    const state = await stateOf(calls, given);
    if (state === 'checked') return calls.completed(feed_id);
    if (state === 'open' || count === MOST_ROUNDS) {
      const parts = await putFileOrParts(calls, given.ticket, file, onProgress);
      return calls.complete(feed_id, { size, ...(parts && { parts }) }, round);
    }
    // The same key would give the same URL for a day: its next one follows from what has expired.
    round = `:${expires_at}`;
  }
}

/** Puts a file to its URL; one that is too large for one PUT in parts, of which it returns what completes them. */
async function putFileOrParts(
  calls: UploadCalls,
  { upload_url, headers, parts }: UploadTicket,
  file: FeedFile,
  onProgress?: OnUploadProgress,
): Promise<CompleteUploadFields['parts']> {
  if (!parts) {
    await calls.put(upload_url, headers, file, onProgress);
    return undefined;
  }
  const done: NonNullable<CompleteUploadFields['parts']> = [];
  let start = 0;
  for (const { part_number, upload_url, size } of parts) {
    const before = start;
    const { sizeBytes: bytesTotal } = file;
    const ofWhole =
      onProgress && (({ bytesSent }: UploadProgress) => onProgress({ bytesSent: before + bytesSent, bytesTotal }));
    const etag = await calls.put(upload_url, headers, partOfFile(file, start, size), ofWhole);
    if (etag === null)
      throw new CommerceError(`The file storage returned no ETag for part ${part_number} of the file.`);
    done.push({ part_number, etag });
    start += size;
  }
  return done;
}

/** Whether a URL still takes a file, or its feed was completed by an earlier try, or neither. */
async function stateOf(calls: UploadCalls, { ticket, isReplayed }: GivenUrl): Promise<'open' | 'checked' | 'expired'> {
  if (!isReplayed) return 'open';
  const status = await statusOfFeed(calls, ticket.feed_id);
  if (status !== undefined && status !== 'pending_upload') return 'checked';
  const isExpired = Date.parse(ticket.expires_at) < Date.now() + LEAST_VALID_MS;
  return status === undefined || isExpired ? 'expired' : 'open';
}

/** Undefined for a feed that has been deleted, as one is whose URL expired before anything was put there. */
async function statusOfFeed(calls: UploadCalls, feedId: string): Promise<Feed['status'] | undefined> {
  try {
    return (await calls.feed(feedId)).status;
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return undefined;
    throw error;
  }
}

async function directLimit(calls: UploadCalls): Promise<number> {
  const { limits } = await calls.limits();
  return limits.find(({ name }) => name === 'direct_upload')?.value ?? Infinity;
}

/** A range of a file, that can itself be sent several times. @param start the first of its bytes */
function partOfFile(file: FeedFile, start: number, sizeBytes: number): FeedFile {
  const blob = file.blob?.slice(start, start + sizeBytes);
  const open = async () => {
    if (blob) return blob.stream();
    const source = new OpenFile(await file.open());
    return streamOf(rangeOf(source, start, start + sizeBytes), () => source.close());
  };
  return { ...file, sizeBytes, blob, open };
}

/** The bytes of a file from `start` to before `end`. What it can only read before them is dropped piece by piece. */
async function* rangeOf(source: OpenFile, start: number, end: number): AsyncGenerator<Uint8Array> {
  let at = 0;
  for await (const value of source.pieces()) {
    const piece = value.subarray(Math.max(0, start - at), Math.max(0, end - at));
    at += value.length;
    if (piece.length > 0) yield piece;
    if (at >= end) return;
  }
}
