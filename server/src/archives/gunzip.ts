import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, type Gunzip } from 'node:zlib';
import { isGzipStart } from '@commerce-integration/contract/rules';
import { withFirstBytes } from './first-bytes.ts';

/** Unpacks gzip as a stream. Errors of the packed stream reach the reader of the unpacked one. */
export function gunzipped(packed: Readable | AsyncIterable<Uint8Array>): Gunzip {
  const gunzip = createGunzip();
  const source = packed instanceof Readable ? packed : Readable.from(packed, { objectMode: false });
  pipeline(source, gunzip).catch((error: Error) => gunzip.destroy(error));
  return gunzip;
}

/** The bytes of a file, unpacked where they are gzip, whatever its name says. */
export async function withoutGzip(source: AsyncIterable<Uint8Array>): Promise<AsyncIterable<Buffer>> {
  const { first, bytes } = await withFirstBytes(source, 2);
  return isGzipStart(first) ? gunzipped(bytes) : bytes;
}

/** Whether an error means that bytes are not gzip, or are truncated. */
export function isDamagedGzip(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && code.startsWith('Z_');
}
