import { Readable } from 'node:stream';
import { isGzipName } from '@commerce-integration/contract/feed-text';
import type { ObjectStore } from '../storage/object-store.ts';
import { type FeedFileFacts, type FeedFileLimits, inspectFeedFile } from './inspect-feed-file.ts';

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
  const checked = inspectFeedFile(file.stream, isGzipName(file.fileName), limits, (found) => {
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
