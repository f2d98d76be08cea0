import { Readable } from 'node:stream';
import type { ObjectStore } from '../storage/object-store.ts';
import type { Checked, FileCheck } from './check-upload.ts';

export interface FileToStore {
  objectKey: string;
  contentType: string;
  stream: AsyncIterable<Buffer>;
}

/**
 * Streams a file into the object store while checking it. A refused file leaves no object.
 *
 * @throws what the check throws
 */
export async function storeUpload<Facts>(
  store: ObjectStore,
  { objectKey, contentType, stream }: FileToStore,
  check: FileCheck<Facts>,
): Promise<Checked<Facts>> {
  let facts: Facts | undefined;
  let refusal: unknown;
  const checked = check(stream, (found) => {
    facts = found;
  });
  const body = Readable.from(checked, { objectMode: false });
  body.once('error', (error) => {
    refusal = error;
  });
  try {
    const etag = await store.put(objectKey, body, contentType);
    if (!facts) throw new Error('The upload ended before its file did');
    return { ...facts, etag };
  } catch (error) {
    // A broken body makes the store fail as well; its own error is the useful one.
    throw refusal ?? error;
  } finally {
    body.destroy();
  }
}
