import { Readable } from 'node:stream';
import { Problem } from '@commerce-integration/contract';
import type { ObjectStore } from '../storage/object-store.ts';
import { type FeedFileFacts, type FeedFileLimits, inspectFeedFile } from './inspect-feed-file.ts';

const NAMES = /\.csv(\.gz)?$/i;
const CONTENT_TYPES = new Set([
  'text/csv',
  'text/plain',
  'application/vnd.ms-excel',
  'application/gzip',
  'application/x-gzip',
  'application/octet-stream',
]);

/** @throws Problem `invalid_file` where name or content type say that it is no CSV file */
export function assertCsvUpload(fileName: string, contentType: string | undefined): void {
  const type = contentType?.split(';')[0]?.trim().toLowerCase();
  if (NAMES.test(fileName) && (!type || CONTENT_TYPES.has(type))) return;
  throw new Problem('invalid_file', 'Only CSV uploads are supported at this time.');
}

export interface FileToStore {
  key: string;
  fileName: string;
  contentType: string | undefined;
  stream: AsyncIterable<Buffer>;
}

/**
 * Streams a file into the object store while it is checked. A file that is refused leaves no object.
 *
 * @throws Problem as `inspectFeedFile` does
 */
export async function storeFeedFile(
  store: ObjectStore,
  file: FileToStore,
  limits: FeedFileLimits,
): Promise<FeedFileFacts> {
  let facts: FeedFileFacts | undefined;
  let refusal: unknown;
  const checked = inspectFeedFile(file.stream, /\.gz$/i.test(file.fileName), limits, (found) => {
    facts = found;
  });
  const body = Readable.from(checked, { objectMode: false });
  body.once('error', (error) => {
    refusal = error;
  });
  try {
    await store.put(file.key, body, file.contentType ?? 'text/csv');
  } catch (error) {
    // The store reports its own trouble with a body that broke; what broke the body is the news.
    throw refusal ?? error;
  } finally {
    body.destroy();
  }
  if (!facts) throw new Error('The upload ended before its file did');
  return facts;
}
