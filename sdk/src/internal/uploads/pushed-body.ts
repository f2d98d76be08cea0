import type { RequestBody } from '../transport/request.ts';
import { bytesOf, isBlob, isOwnBlob, streamOfBlob } from './bytes.ts';

/** What a file is sent as that does not say what it is: each feed takes it. */
const ANY_FILE = 'application/octet-stream';

/** A file that is pushed, a Blob or bytes, as a body; undefined for a notice, which is sent as JSON. */
export function pushedFile(notice: unknown): RequestBody | undefined {
  if (isBlob(notice)) {
    const headers = { 'content-type': notice.type || ANY_FILE };
    const open = async () => ({ content: isOwnBlob(notice) ? notice : await streamOfBlob(notice), headers });
    return { sizeBytes: notice.size, open };
  }
  const bytes = bytesOf(notice) as Uint8Array<ArrayBuffer> | undefined;
  if (!bytes) return undefined;
  return { sizeBytes: bytes.length, open: () => ({ content: bytes, headers: { 'content-type': ANY_FILE } }) };
}
