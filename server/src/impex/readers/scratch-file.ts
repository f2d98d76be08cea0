import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ByteSource } from '../../archives/byte-blocks.ts';

/** The write buffer in bytes. */
const WRITTEN_TOGETHER = 256 * 1024;

/**
 * A file for data that must be read out of order and is too large for memory. It is unlinked once it is open, so that
 * nothing remains even if the process is killed.
 */
export class ScratchFile implements ByteSource {
  readonly #file: FileHandle;
  #waiting: Uint8Array[] = [];
  #waitingBytes = 0;
  #written = 0;

  private constructor(file: FileHandle) {
    this.#file = file;
  }

  static async create(): Promise<ScratchFile> {
    const folder = await mkdtemp(path.join(tmpdir(), 'commerce-import-'));
    try {
      return new ScratchFile(await open(path.join(folder, 'scratch'), 'w+', 0o600));
    } finally {
      await rm(folder, { recursive: true });
    }
  }

  get size(): number {
    return this.#written + this.#waitingBytes;
  }

  /** Appends bytes. Unwritten ones are in memory: see {@link flush}. */
  append(bytes: Uint8Array): void {
    this.#waiting.push(bytes);
    this.#waitingBytes += bytes.length;
  }

  /** Writes the appended bytes. @param most bytes that may remain unwritten */
  async flush(most = WRITTEN_TOGETHER): Promise<void> {
    if (this.#waitingBytes <= most) return;
    const bytes = Buffer.concat(this.#waiting);
    this.#waiting = [];
    this.#waitingBytes = 0;
    await this.#file.appendFile(bytes);
    this.#written += bytes.length;
  }

  /** @param end at most the number of written bytes */
  async read(start: number, end: number): Promise<Buffer> {
    const { buffer, bytesRead } = await this.#file.read(Buffer.allocUnsafe(end - start), 0, end - start, start);
    return buffer.subarray(0, bytesRead);
  }

  async close(): Promise<void> {
    await this.#file.close();
  }
}
