/** Only a `file` counts and is unpacked; a `report` must be a list; what is `ignored` may be anything. */
type FileRole = 'file' | 'report' | 'ignored';

/** What an archive may hold. */
export interface ArchiveRules {
  /** Files. */
  readonly maxFiles: number;
  /** Bytes of a file, unpacked. */
  readonly maxFileBytes: number;
  /** Bytes of all files together, unpacked. */
  readonly maxBytes: number;
  /** Unpacked bytes for each packed byte, of a file and of the whole archive. */
  readonly maxRatio: number;
  /** What a file of this name is. */
  readonly roleOf: (name: string) => FileRole;
}

/** A file or folder of an archive, as the archive's directory has it. */
export interface ArchiveEntry {
  readonly name: string;
  readonly role: FileRole | 'folder';
  /** Where its local header begins. */
  readonly headerOffset: number;
  readonly packedBytes: number;
  readonly unpackedBytes: number;
  readonly crc32: number;
  readonly flags: number;
  /** 0 for stored, 8 for DEFLATE. */
  readonly method: number;
}

/** Sizes stand behind the data, not before it. */
export const HAS_DESCRIPTOR = 0x0008;
export const STORED = 0;
export const DEFLATED = 8;
