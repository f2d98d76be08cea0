import { crc32, inflateRawSync } from 'node:zlib';
import { shownName } from '@commerce-integration/contract/rules';
import { ArchiveRefused } from './archive-rules.ts';

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
  if (bytes.length !== entry.unpackedBytes) throw damaged(entry, 'has another size than the directory says');
  if (crc32(bytes) !== entry.crc32) throw damaged(entry, 'is damaged: its checksum is wrong');
  return bytes;
}

function inflate(entry: PackedEntry, packed: Buffer): Buffer {
  try {
    // One byte more than declared reveals a wrong size. `info` returns how many of the packed bytes were used.
    const options = { maxOutputLength: entry.unpackedBytes + 1, info: true } as const;
    const { buffer, engine } = inflateRawSync(packed, options) as unknown as Inflated;
    if (engine.bytesWritten !== packed.length) throw damaged(entry, 'has bytes behind its packed data');
    return buffer;
  } catch (error) {
    if (error instanceof ArchiveRefused) throw error;
    const { code } = error as { code?: unknown };
    if (code === 'ERR_BUFFER_TOO_LARGE') throw damaged(entry, 'has another size than the directory says');
    throw damaged(entry, 'is damaged: it cannot be unpacked');
  }
}

/** The result with `info: true`, which Node's types do not describe. */
interface Inflated {
  buffer: Buffer;
  engine: { bytesWritten: number };
}

function damaged({ name }: PackedEntry, what: string): ArchiveRefused {
  return new ArchiveRefused(`Entry ${shownName(name)} ${what}.`);
}
