import { setImmediate as breathe } from 'node:timers/promises';
import { constants, inflateRawSync } from 'node:zlib';
import {
  type ArchiveEntry,
  BYTES_BEFORE_ENTRIES,
  DEFLATED,
  ENTRY_CONTENT,
  isReportText,
} from '@commerce-integration/contract/rules';
import { ArchiveRefused, refusedEntry } from './archive-refused.ts';
import type { ByteBlocks } from './byte-blocks.ts';
import { MOST_AROUND, placeOf, STRAY_BYTES } from './local-header.ts';
import type { ArchiveDirectory } from './read-directory.ts';
import { unpackEntry } from './unpack-entry.ts';

/** A file whose position and contents match the directory. */
export interface VerifiedFile extends ArchiveEntry {
  /** The offset of its packed bytes. */
  readonly dataOffset: number;
}

/** Bytes that are checked together. */
const GROUP_BYTES = 4 * 1024 * 1024;

/** An entry, and the offset of the next one. */
export interface Region {
  entry: ArchiveEntry;
  end: number;
}

/**
 * Reads an archive from front to back and checks that it contains only the directory's entries: nothing before, between
 * or after them, no overlaps, each with the header and the data that the directory declares. Does not trust declared
 * sizes: nothing is unpacked beyond the limits.
 *
 * @returns the files, without reports and ignored entries, in the order of the archive
 * @throws ArchiveRefused naming the entry; the signal's reason; what the source throws
 */
export async function verifyEntries(
  blocks: ByteBlocks,
  directory: ArchiveDirectory,
  signal: AbortSignal,
): Promise<VerifiedFile[]> {
  const files: VerifiedFile[] = [];
  for (const group of groupsOf(regionsOf(directory))) {
    signal.throwIfAborted();
    await blocks.load(group.flatMap((region) => rangesOf(region)));
    for (const region of group) {
      const { entry } = region;
      const dataOffset = findData(blocks, region);
      if (entry.role === 'file') {
        unpackEntry({ ...entry, deflated: entry.method === DEFLATED }, packedBytes(blocks, entry, dataOffset));
        // Extended, not copied: there may be 100,000 entries.
        files.push(Object.assign(entry, { dataOffset }));
      } else if (entry.role === 'report') assertReport(blocks, entry, dataOffset);
    }
    await breathe();
  }
  return files;
}

/**
 * The entries with the positions of their successors, in the order of the archive.
 *
 * @throws ArchiveRefused where they overlap, or bytes lie before or between them
 */
export function regionsOf({ entries, start }: ArchiveDirectory): Region[] {
  const sorted = entries.toSorted((one, other) => one.headerOffset - other.headerOffset);
  if ((sorted[0]?.headerOffset ?? start) !== 0) {
    throw new ArchiveRefused(BYTES_BEFORE_ENTRIES);
  }
  return sorted.map((entry, index) => {
    const end = sorted[index + 1]?.headerOffset ?? start;
    const length = end - entry.headerOffset;
    if (length < 30 + Buffer.byteLength(entry.name) + entry.packedBytes)
      throw refusedEntry(entry, 'overlaps another one.');
    if (length > MOST_AROUND + entry.packedBytes) throw refusedEntry(entry, STRAY_BYTES);
    return { entry, end };
  });
}

function* groupsOf(regions: readonly Region[]): Generator<Region[]> {
  let group: Region[] = [];
  let bytes = 0;
  for (const region of regions) {
    group.push(region);
    bytes += rangesOf(region).reduce((sum, { start, end }) => sum + end - start, 0);
    if (bytes < GROUP_BYTES) continue;
    yield group;
    group = [];
    bytes = 0;
  }
  if (group.length > 0) yield group;
}

/** The ranges of an entry to read: all of a file, otherwise only the bytes around its data. */
function rangesOf({ entry, end }: Region) {
  const start = entry.headerOffset;
  if (entry.role === 'file' || end - start <= 2 * MOST_AROUND) return [{ start, end }];
  return [
    { start, end: start + MOST_AROUND },
    { start: end - 24, end },
  ];
}

/** The offset of an entry's data, whose ranges were loaded. @throws ArchiveRefused */
function findData(blocks: ByteBlocks, region: Region): number {
  const { entry, end } = region;
  const pieces = rangesOf(region).map((range) => blocks.bytes(range.start, range.end));
  const place = placeOf(
    entry,
    pieces.length === 1 ? (pieces[0] as Buffer) : Buffer.concat(pieces),
    end - entry.headerOffset,
  );
  if ('problem' in place) throw refusedEntry(entry, place.problem);
  return place.dataOffset;
}

function packedBytes(blocks: ByteBlocks, entry: ArchiveEntry, dataOffset: number): Buffer {
  return blocks.bytes(dataOffset, dataOffset + entry.packedBytes);
}

const HEAD = 1_024;

function assertReport(blocks: ByteBlocks, entry: ArchiveEntry, dataOffset: number): void {
  const packed = blocks.bytes(dataOffset, dataOffset + Math.min(entry.packedBytes, HEAD));
  if (isReportText(headOf(entry, packed).toString('utf8'))) return;
  throw refusedEntry(entry, ENTRY_CONTENT.noReport);
}

function headOf(entry: ArchiveEntry, packed: Buffer): Buffer {
  if (entry.method !== DEFLATED) return packed;
  try {
    // The packed data is incomplete on purpose: only the first characters matter.
    return inflateRawSync(packed, { finishFlush: constants.Z_SYNC_FLUSH });
  } catch {
    throw refusedEntry(entry, ENTRY_CONTENT.notUnpacked);
  }
}
