import { crc32, inflateRawSync } from 'node:zlib';
import { shownName } from '@commerce-integration/contract/rules';
import { ArchiveRefused } from './archive-refused.ts';

/** What is needed to unpack the bytes of an entry. */
export interface PackedEntry {
  readonly name: string;
  readonly deflated: boolean;
  readonly unpackedBytes: number;
  readonly crc32: number;
}

/**
 * Unpacks an entry, never to more than it claims.
 *
 * @param packed its bytes in the archive, all of them
 * @throws ArchiveRefused where they are not what the directory says
 */
export function unpackEntry(entry: PackedEntry, packed: Buffer): Buffer {
  const bytes = entry.deflated ? inflate(entry, packed) : packed;
  if (bytes.length !== entry.unpackedBytes) throw damaged(entry, 'has another size than the directory says');
  if (crc32(bytes) !== entry.crc32) throw damaged(entry, 'is damaged: its checksum is wrong');
  return bytes;
}

function inflate(entry: PackedEntry, packed: Buffer): Buffer {
  try {
    // One byte more than claimed: that shows the lie. The engine knows how many of the packed bytes it needed.
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

/** What `info: true` makes of the result, which Node's types do not tell. */
interface Inflated {
  buffer: Buffer;
  engine: { bytesWritten: number };
}

function damaged({ name }: PackedEntry, what: string): ArchiveRefused {
  return new ArchiveRefused(`Entry ${shownName(name)} ${what}.`);
}
