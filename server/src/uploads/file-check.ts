/**
 * Passes a file's bytes on, unchanged, while checking them, and calls `found` with the facts after the last one. Throws
 * a Problem where the file is refused.
 */
export type FileCheck<Facts> = (source: AsyncIterable<Buffer>, found: (facts: Facts) => void) => AsyncIterable<Buffer>;

/** The facts that every check returns. */
export interface FileFacts {
  sizeBytes: number;
  /** Hexadecimal digits. */
  sha256: string;
}

/** The facts of an object, and the ETag of the bytes that were checked. */
export type Checked<Facts> = Facts & { etag: string };
