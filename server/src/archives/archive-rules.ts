/** Only a `file` counts and is unpacked; a `report` must be a JSON list; an `ignored` entry may be anything. */
type FileRole = 'file' | 'report' | 'ignored';

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

/** Flag: the sizes come after the data. */
export const HAS_DESCRIPTOR = 0x0008;
export const STORED = 0;
export const DEFLATED = 8;

/** The archive is refused. The message is a sentence for its author, and names the entry. */
export class ArchiveRefused extends Error {
  override readonly name = 'ArchiveRefused';
}
