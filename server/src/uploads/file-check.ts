/**
 * Passes a file's bytes on, unchanged, while checking them, and tells `found` what they are once the last one has passed.
 * Throws a Problem where the file is refused.
 */
export type FileCheck<Facts> = (source: AsyncIterable<Buffer>, found: (facts: Facts) => void) => AsyncIterable<Buffer>;

/** What every check finds out. */
export interface FileFacts {
  sizeBytes: number;
  /** Hexadecimal digits. */
  sha256: string;
}

/** What was found out about an object, and the tag of the very bytes that were checked. */
export type Checked<Facts> = Facts & { etag: string };
