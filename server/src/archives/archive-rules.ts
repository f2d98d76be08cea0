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
  /** A file of this name is passed over: it does not count, and is never unpacked. */
  readonly passedOver: string;
}

/** A file or folder of an archive, as the archive's directory has it. */
export interface ArchiveEntry {
  readonly name: string;
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

export function isFolder({ name }: ArchiveEntry): boolean {
  return name.endsWith('/');
}
