import {
  type ArchiveEntry,
  type ArchiveRules,
  entryProblem,
  entryRole,
  NAME_NOT_UTF8,
  NO_ARCHIVE,
  tooManyEntries,
  totalsProblem,
} from '@commerce-integration/contract/rules';
import { type Entry, fromRandomAccessReaderPromise, RandomAccessReader, type ZipFile } from 'yauzl';
import { ArchiveRefused, refusedEntry } from './archive-refused.ts';
import type { ByteBlocks } from './byte-blocks.ts';

/** The contents of the central directory at the end of an archive. */
export interface ArchiveDirectory {
  /** Files and folders, in the directory's order. */
  entries: ArchiveEntry[];
  /** The offset of the directory, where the last entry ends. */
  start: number;
}

/** Folders and the metadata files of macOS are ignored, but their number is limited. */
const ENTRIES_PER_FILE = 3;
const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Reads the directory of an archive and checks everything in it: names, methods, sizes, ratios, counts.
 *
 * @throws ArchiveRefused naming the entry where one is at fault; what the source throws
 */
export async function readDirectory(blocks: ByteBlocks, rules: ArchiveRules): Promise<ArchiveDirectory> {
  const reader = new BlockReader(blocks);
  let zip: ZipFile | undefined;
  const entries: ArchiveEntry[] = [];
  try {
    const options = { decodeStrings: false, validateEntrySizes: false };
    zip = await fromRandomAccessReaderPromise(reader, blocks.size, options);
    if (zip.entryCount > rules.maxFiles * ENTRIES_PER_FILE) throw new ArchiveRefused(tooManyEntries(rules));
    const start = startOf(zip);
    for await (const found of zip.eachEntry()) {
      const entry = entryOf(found, rules);
      assertNoProblem(entryProblem(entry, rules));
      entries.push(entry);
    }
    assertEndsAtTrailer(zip, blocks.size);
    assertNoProblem(totalsProblem(entries, blocks.size, rules));
    return { entries, start };
  } catch (error) {
    if (reader.failure !== undefined) throw reader.failure;
    if (error instanceof ArchiveRefused) throw error;
    throw new ArchiveRefused(explain((error as Error).message, entries.length + 1));
  }
}

/** The adapter through which yauzl reads the archive. */
class BlockReader extends RandomAccessReader {
  /** The error of the source; all other errors are the archive's fault. */
  failure: unknown;
  readonly #blocks: ByteBlocks;

  constructor(blocks: ByteBlocks) {
    super();
    this.#blocks = blocks;
  }

  override read(buffer: Buffer, offset: number, length: number, at: number, done: (error: Error | null) => void): void {
    this.#blocks.next(at, at + length).then(
      (bytes) => {
        bytes.copy(buffer, offset);
        process.nextTick(done, bytes.length < length ? new Error('unexpected end') : null);
      },
      (error: Error) => {
        this.failure = error;
        process.nextTick(done, error);
      },
    );
  }
}

function entryOf(found: Entry, rules: ArchiveRules): ArchiveEntry {
  const name = nameOf(found.fileNameRaw);
  return {
    name,
    role: entryRole(name, rules),
    headerOffset: found.relativeOffsetOfLocalHeader,
    packedBytes: found.compressedSize,
    unpackedBytes: found.uncompressedSize,
    crc32: found.crc32,
    flags: found.generalPurposeBitFlag,
    method: found.compressionMethod,
  };
}

/** Names are read as UTF-8 whether or not the entry has that flag, as Java does. */
function nameOf(bytes: Buffer): string {
  try {
    return UTF8.decode(bytes);
  } catch {
    throw refusedEntry({ name: bytes.toString('latin1') }, NAME_NOT_UTF8);
  }
}

/** The offset of the directory, which yauzl keeps as the position to read from. */
function startOf(zip: ZipFile): number {
  return Number(zip.readEntryCursor);
}

const TRAILER = 22;
/** Size of the ZIP64 end record and its locator. */
const ZIP64_TRAILER = 56 + 20;

/** Checks that nothing lies between the directory and the end record: no further entry, no signature. */
function assertEndsAtTrailer(zip: ZipFile, size: number): void {
  const gap = size - TRAILER - zip.comment.length - startOf(zip);
  if (gap !== 0 && gap !== ZIP64_TRAILER) {
    throw new ArchiveRefused(
      'The directory of the archive is not as long as it says: entries are missing in it, or it is signed.',
    );
  }
}

function assertNoProblem(problem: string | undefined): void {
  if (problem !== undefined) throw new ArchiveRefused(problem);
}

function explain(message: string, entry: number): string {
  if (/^End of central directory/.test(message)) return NO_ARCHIVE;
  if (/^Invalid comment length/.test(message))
    return 'There are bytes behind the end of the archive, or it is cut off.';
  if (/^multi-disk/.test(message)) return 'The archive is split into several files: send it as one.';
  if (/^strong encryption/.test(message))
    return `Entry number ${entry} is encrypted: send the archive without a password.`;
  return `The directory of the archive is damaged at entry number ${entry}: ${message}.`;
}
