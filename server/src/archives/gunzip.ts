import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, type Gunzip } from 'node:zlib';

/** Unpacks gzip as a stream. Errors of the packed stream reach the reader of the unpacked one. */
export function gunzipped(packed: Readable | AsyncIterable<Uint8Array>): Gunzip {
  const gunzip = createGunzip();
  const source = packed instanceof Readable ? packed : Readable.from(packed, { objectMode: false });
  pipeline(source, gunzip).catch((error: Error) => gunzip.destroy(error));
  return gunzip;
}

/** Whether an error tells that bytes are no gzip, or are cut off. */
export function isDamagedGzip(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && code.startsWith('Z_');
}
