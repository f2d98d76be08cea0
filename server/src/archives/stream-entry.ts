import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32, createInflateRaw } from 'node:zlib';
import { DEFLATED, ENTRY_CONTENT } from '@commerce-integration/contract/rules';
import { refusedEntry } from './archive-refused.ts';
import type { ByteBlocks } from './byte-blocks.ts';
import { MOST_AROUND, placeOf } from './local-header.ts';
import type { Region } from './verify-entries.ts';

/** Bytes that are read together. */
const PIECE = 256 * 1024;

/**
 * Unpacks an entry as a stream, in constant memory, for files that are too large to be unpacked at once. The directory
 * was already checked; this checks the entry's header, size and checksum, and unpacks nothing beyond the declared size.
 *
 * @throws ArchiveRefused where the bytes do not match the directory, at the end at the latest; what the source throws
 */
export async function* streamEntry(blocks: ByteBlocks, region: Region): AsyncGenerator<Buffer> {
  const { entry } = region;
  const start = await findStart(blocks, region);
  const packed = Readable.from(rangeOf(blocks, start, start + entry.packedBytes), { objectMode: false });
  const unpacked = entry.method === DEFLATED ? inflated(packed) : packed;
  let [bytes, sum] = [0, 0];
  try {
    for await (const piece of unpacked as AsyncIterable<Buffer>) {
      bytes += piece.length;
      if (bytes > entry.unpackedBytes) throw refusedEntry(entry, ENTRY_CONTENT.otherSize);
      sum = crc32(piece, sum);
      yield piece;
    }
  } catch (error) {
    const { code } = error as { code?: unknown };
    if (typeof code !== 'string' || !code.startsWith('Z_')) throw error;
    throw refusedEntry(entry, ENTRY_CONTENT.notUnpacked);
  }
  if (bytes !== entry.unpackedBytes) throw refusedEntry(entry, ENTRY_CONTENT.otherSize);
  if (sum !== entry.crc32) throw refusedEntry(entry, ENTRY_CONTENT.otherChecksum);
}

function inflated(packed: Readable): Readable {
  const inflate = createInflateRaw();
  // Errors of the packed stream must reach the reader of the unpacked one.
  pipeline(packed, inflate).catch((error: Error) => inflate.destroy(error));
  return inflate;
}

/** The offset of the entry's data. */
async function findStart(blocks: ByteBlocks, { entry, end }: Region): Promise<number> {
  const length = end - entry.headerOffset;
  const isShort = length <= 2 * MOST_AROUND;
  const head = { start: entry.headerOffset, end: isShort ? end : entry.headerOffset + MOST_AROUND };
  const ranges = isShort ? [head] : [head, { start: end - 24, end }];
  await blocks.load(ranges);
  const pieces = ranges.map(({ start, end: stop }) => blocks.bytes(start, stop));
  const place = placeOf(entry, Buffer.concat(pieces), length);
  if ('problem' in place) throw refusedEntry(entry, place.problem);
  return place.dataOffset;
}

async function* rangeOf(blocks: ByteBlocks, start: number, end: number): AsyncGenerator<Buffer> {
  for (let at = start; at < end; at += PIECE) yield await blocks.next(at, Math.min(at + PIECE, end));
}
