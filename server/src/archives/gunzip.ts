import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, type Gunzip } from 'node:zlib';
import { withFirstBytes } from './first-bytes.ts';

const GZIP_START = Buffer.from([0x1f, 0x8b]);

/** Unpacks gzip as a stream. Errors of the packed stream reach the reader of the unpacked one. */
export function gunzipped(packed: Readable | AsyncIterable<Uint8Array>): Gunzip {
  const gunzip = createGunzip();
  const source = packed instanceof Readable ? packed : Readable.from(packed, { objectMode: false });
  pipeline(source, gunzip).catch((error: Error) => gunzip.destroy(error));
  return gunzip;
}

/** The bytes of a file, unpacked where they begin as gzip does (RFC 1952, section 2.3.1), whatever its name says. */
export async function withoutGzip(source: AsyncIterable<Uint8Array>): Promise<AsyncIterable<Buffer>> {
  const { first, bytes } = await withFirstBytes(source, GZIP_START.length);
  return first.equals(GZIP_START) ? gunzipped(bytes) : bytes;
}

/** Whether an error tells that bytes are no gzip, or are cut off. */
export function isDamagedGzip(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && code.startsWith('Z_');
}
