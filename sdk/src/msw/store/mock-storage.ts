import { Problem } from '@commerce-integration/contract';
import { attachmentNamed, LOST_FEED_FILE } from '@commerce-integration/contract/rules';
import type { FeedFile, FeedRow } from './mock-rows.ts';
import type { MockTables } from './mock-tables.ts';

/** The address of the mock's file storage, which needs no API key. */
const ORIGIN = 'http://storage.mock.test';
export const BUCKET = 'commerce-integration';
/** The pattern of all presigned URLs. */
export const STORAGE_URL = `${ORIGIN}/${BUCKET}/*`;

interface StoredObject {
  bytes: Uint8Array<ArrayBuffer>;
  contentType: string;
  etag: string;
}

/** What a presigned URL allows. */
interface Ticket {
  method: 'GET' | 'PUT';
  key: string;
  expiresAt: number;
  part?: number;
  fileName?: string;
}

/** The files of one mock, and the presigned URLs to them. */
export class MockStorage {
  readonly #objects = new Map<string, StoredObject>();
  readonly #tickets = new Map<string, Ticket>();

  put(key: string, bytes: Uint8Array<ArrayBuffer>, contentType: string, etag = ''): void {
    this.#objects.set(key, { bytes, contentType, etag });
  }

  get(key: string): Uint8Array<ArrayBuffer> | undefined {
    return this.#objects.get(key)?.bytes;
  }

  delete(key: string): void {
    this.#objects.delete(key);
  }

  /** A presigned URL for one PUT, of a file or of a part of one. */
  presignPut(key: string, expiresAt: number, part?: number): string {
    return this.#presign({ method: 'PUT', key, expiresAt, ...(part === undefined ? {} : { part }) });
  }

  /** A presigned URL that downloads the file under a name. */
  presignGet(key: string, fileName: string, expiresAt: number): string {
    return this.#presign({ method: 'GET', key, fileName, expiresAt });
  }

  /** Completes a multipart upload. Undefined where the named parts are not those that were uploaded. */
  async join(key: string, contentType: string, named: readonly { part_number: number; etag: string }[]) {
    const parts = [...named]
      .sort((a, b) => a.part_number - b.part_number)
      .map(({ part_number, etag }) => ({ part: this.#objects.get(partKey(key, part_number)), etag }));
    if (parts.some(({ part, etag }) => part?.etag !== etag)) return undefined;
    const joined = new Blob(parts.flatMap(({ part }) => part?.bytes ?? []));
    this.put(key, new Uint8Array(await joined.arrayBuffer()), contentType);
    return this.get(key);
  }

  /** The file storage's response to a request with a presigned URL. */
  async serve(request: Request): Promise<Response> {
    const ticket = this.#tickets.get(request.url);
    if (!ticket || ticket.method !== request.method) return refusal(403, 'SignatureDoesNotMatch');
    if (ticket.expiresAt <= Date.now()) return refusal(403, 'AccessDenied');
    if (ticket.method === 'GET') return this.#download(ticket);
    const contentType = request.headers.get('content-type') ?? '';
    const bytes = new Uint8Array(await request.arrayBuffer());
    const etag = `"${crypto.randomUUID()}"`;
    this.put(partKey(ticket.key, ticket.part), bytes, contentType, etag);
    return new Response(null, { status: 200, headers: { etag } });
  }

  #download({ key, fileName = '' }: Ticket): Response {
    const object = this.#objects.get(key);
    if (!object) return refusal(404, 'NoSuchKey');
    return new Response(object.bytes, {
      headers: { 'content-type': object.contentType, 'content-disposition': attachmentNamed(fileName) },
    });
  }

  #presign(ticket: Ticket): string {
    const path = ticket.key.split('/').map(encodeURIComponent).join('/');
    const part = ticket.part === undefined ? '' : `&partNumber=${ticket.part}`;
    const url = `${ORIGIN}/${BUCKET}/${path}?X-Amz-Signature=${crypto.randomUUID()}${part}`;
    this.#tickets.set(url, ticket);
    return url;
  }
}

/** The key of a part of a file; for a whole file, its own key. */
function partKey(key: string, part: number | undefined): string {
  return part === undefined ? key : `${key}#${part}`;
}

function refusal(status: number, code: string): Response {
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code></Error>`;
  return new Response(body, { status, headers: { 'content-type': 'application/xml' } });
}

/** Why the checked file cannot be read any more, according to the storage; undefined where it can. */
export function lostFile(storage: MockStorage, feed: FeedRow, { bytes }: FeedFile): string | undefined {
  const stored = storage.get(feed.shown.raw_file_s3_key);
  if (!stored) return LOST_FEED_FILE.gone;
  const same = stored.length === bytes.length && stored.every((byte, at) => byte === bytes[at]);
  return same ? undefined : LOST_FEED_FILE.replaced;
}

/** @throws Problem `conflict` where the checked file cannot be read any more */
export function assertSameFile({ tables, storage }: { tables: MockTables; storage: MockStorage }, feed: FeedRow): void {
  const file = tables.feedFiles.get(feed.id);
  const lost = file && lostFile(storage, feed, file);
  if (lost) throw new Problem('conflict', lost);
}
