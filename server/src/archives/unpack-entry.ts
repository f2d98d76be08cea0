import { crc32, inflateRawSync } from 'node:zlib';
import { ENTRY_CONTENT } from '@commerce-integration/contract/rules';
import { ArchiveRefused, refusedEntry } from './archive-refused.ts';

/** The facts needed to unpack an entry. */
export interface PackedEntry {
  readonly name: string;
  readonly deflated: boolean;
  readonly unpackedBytes: number;
  readonly crc32: number;
}

/**
 * Unpacks an entry, to no more bytes than its declared size.
 *
 * @param packed all packed bytes of the entry
 * @throws ArchiveRefused where the bytes do not agree with the directory
 */
export function unpackEntry(entry: PackedEntry, packed: Buffer): Buffer {
  const bytes = entry.deflated ? inflate(entry, packed) : packed;
  if (bytes.length !== entry.unpackedBytes) throw refusedEntry(entry, ENTRY_CONTENT.otherSize);
  if (crc32(bytes) !== entry.crc32) throw refusedEntry(entry, ENTRY_CONTENT.otherChecksum);
  return bytes;
}

function inflate(entry: PackedEntry, packed: Buffer): Buffer {
  try {
    // One byte more than declared reveals a wrong size. `info` returns how many of the packed bytes were used.
    const options = { maxOutputLength: entry.unpackedBytes + 1, info: true } as const;
    const { buffer, engine } = inflateRawSync(packed, options) as unknown as Inflated;
    if (engine.bytesWritten !== packed.length) throw refusedEntry(entry, 'has bytes behind its packed data.');
    return buffer;
  } catch (error) {
    if (error instanceof ArchiveRefused) throw error;
    const { code } = error as { code?: unknown };
    if (code === 'ERR_BUFFER_TOO_LARGE') throw refusedEntry(entry, ENTRY_CONTENT.otherSize);
    throw refusedEntry(entry, ENTRY_CONTENT.notUnpacked);
  }
}

/** The result with `info: true`, which Node's types do not describe. */
interface Inflated {
  buffer: Buffer;
  engine: { bytesWritten: number };
}
