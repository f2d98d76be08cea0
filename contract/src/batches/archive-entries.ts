import { LIMITS } from '../shared/limits.ts';
import { entryNameProblem, entryRefusal, fileRole } from './archive-names.ts';

/** Only a `file` counts and is unpacked; a `report` must be a JSON list; an `ignored` entry may be anything. */
type FileRole = ReturnType<typeof fileRole>;

/** Limits of an archive and the roles of its entries. */
export interface ArchiveRules {
  /** Largest number of files. */
  readonly maxFiles: number;
  /** Largest unpacked size of a file in bytes. */
  readonly maxFileBytes: number;
  /** Largest unpacked size of all files together in bytes. */
  readonly maxBytes: number;
  /** Largest number of unpacked bytes for each packed byte, of a file and of the whole archive. */
  readonly maxRatio: number;
  /** The role of a file by its name. */
  readonly roleOf: (name: string) => FileRole;
}

/** The limits of a batch's ZIP and the roles of its entries. */
export const BATCH_ARCHIVE_RULES: ArchiveRules = {
  maxFiles: LIMITS.batchOperations,
  maxFileBytes: LIMITS.batchOperationBytes,
  maxBytes: LIMITS.batchBytes,
  maxRatio: LIMITS.batchRatio,
  roleOf: fileRole,
};

/** A file or folder in an archive's directory. */
export interface ArchiveEntry {
  readonly name: string;
  readonly role: FileRole | 'folder';
  /** The offset of its local header. */
  readonly headerOffset: number;
  readonly packedBytes: number;
  readonly unpackedBytes: number;
  readonly crc32: number;
  readonly flags: number;
  /** Compression method: 0 for stored, 8 for DEFLATE. */
  readonly method: number;
}

export const STORED = 0;
export const DEFLATED = 8;

const ENCRYPTED = 0x0001 | 0x0040 | 0x2000;
const PATCHED = 0x0020;

/** The role of an entry, whose name ends in a slash if it is a folder. */
export function entryRole(name: string, rules: ArchiveRules): ArchiveEntry['role'] {
  return name.endsWith('/') ? 'folder' : rules.roleOf(name);
}

/** Why an entry is refused by what the directory says about it, as a sentence; undefined for a valid one. */
export function entryProblem(entry: ArchiveEntry, rules: ArchiveRules): string | undefined {
  const problem = entryNameProblem(entry.name) ?? featureProblem(entry) ?? sizeProblem(entry, rules);
  return problem === undefined ? undefined : entryRefusal(entry.name, problem);
}

function featureProblem({ flags, method }: ArchiveEntry): string | undefined {
  if (flags & ENCRYPTED) return 'is encrypted: send the archive without a password.';
  if (flags & PATCHED) return 'is a patch, not a file.';
  if (method === STORED || method === DEFLATED) return undefined;
  return `is packed by method ${method}: only stored and DEFLATE are read.`;
}

function sizeProblem(entry: ArchiveEntry, rules: ArchiveRules): string | undefined {
  const { role, method, packedBytes, unpackedBytes } = entry;
  if (role === 'folder') return unpackedBytes > 0 ? 'is a folder with content.' : undefined;
  if (method === STORED && packedBytes !== unpackedBytes) return 'is stored, but has two different sizes.';
  if (role !== 'file') return undefined;
  if (unpackedBytes > rules.maxFileBytes) return `is over ${rules.maxFileBytes} bytes, unpacked.`;
  if (unpackedBytes > packedBytes * rules.maxRatio) return `unpacks to more than ${rules.maxRatio} times its size.`;
  return undefined;
}

/** Why the entries of an archive are refused together, as a sentence. @param size of the archive in bytes */
export function totalsProblem(entries: readonly ArchiveEntry[], size: number, rules: ArchiveRules): string | undefined {
  const files = entries.filter(({ role }) => role === 'file');
  const bytes = files.reduce((sum, { unpackedBytes }) => sum + unpackedBytes, 0);
  if (files.length > rules.maxFiles) return tooManyEntries(rules);
  if (bytes > rules.maxBytes) return `The archive is over ${rules.maxBytes} bytes, unpacked.`;
  return bytes > size * rules.maxRatio
    ? `The archive unpacks to more than ${rules.maxRatio} times its size.`
    : undefined;
}

export function tooManyEntries({ maxFiles }: ArchiveRules): string {
  return `The archive has more than ${maxFiles} entries: send it as several.`;
}

/** What is wrong with bytes that do not match the directory, as the ends of sentences: see {@link entryRefusal}. */
export const ENTRY_CONTENT = {
  noHeader: 'has no header before its data.',
  otherSize: 'has another size than the directory says.',
  notUnpacked: 'is damaged: it cannot be unpacked.',
  otherChecksum: 'is damaged: its checksum is wrong.',
  noReport: 'has the name of the report in an errors.zip: give the operation another ID.',
} as const;

export const NO_ARCHIVE = 'The file is not a ZIP archive, or it is truncated.';
export const BYTES_BEFORE_ENTRIES = 'There are bytes before the first entry: the archive must begin with it.';
export const NAME_NOT_UTF8 = 'has a name that is not UTF-8: use letters that ASCII has, or UTF-8.';

/**
 * Whether a report is a JSON list: anything else under its name was probably meant as an operation and must not be
 * ignored.
 *
 * @param head the first characters
 */
export function isReportText(head: string): boolean {
  return /^\uFEFF?\s*\[/.test(head);
}
