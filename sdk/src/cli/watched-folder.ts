import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';

/** A file as it was seen. The same name with the same size and time is the same file. */
export interface SeenFile {
  name: string;
  path: string;
  /** Bytes. */
  size: number;
  /** Time of the last change, in milliseconds. */
  mtimeMs: number;
}

/** The complete feeds of a folder: not empty, and unchanged for a while. */
export class WatchedFolder {
  readonly #folder: string;
  readonly #settleMs: number;
  #seen = new Map<string, SeenFile & { since: number }>();

  /** @param settleMs milliseconds for which a file must have been unchanged */
  constructor(folder: string, settleMs: number) {
    this.#folder = folder;
    this.#settleMs = settleMs;
  }

  /** Whether there are files that may still be written to. */
  get isUnsettled(): boolean {
    const now = performance.now();
    return [...this.#seen.values()].some((file) => !this.#isSettled(file, now));
  }

  /** The names of all feeds in the folder, complete or not. */
  get names(): string[] {
    return [...this.#seen.keys()];
  }

  /** Scans the folder. Returns the complete feeds, oldest first. */
  async look(): Promise<SeenFile[]> {
    const names = (await readdir(this.#folder)).filter((name) => /^[^.].*\.csv(\.gz)?$/i.test(name));
    const files = await Promise.all(names.map((name) => this.#lookAt(name)));
    const now = performance.now();
    const entries = files
      .filter((file) => file !== undefined)
      .map((file) => [file.name, this.#since(file, now)] as const);
    this.#seen = new Map(entries);
    return [...this.#seen.values()]
      .filter((file) => file.size > 0 && this.#isSettled(file, now))
      .sort((a, b) => a.mtimeMs - b.mtimeMs || (a.name < b.name ? -1 : 1));
  }

  async #lookAt(name: string): Promise<SeenFile | undefined> {
    const file = path.join(this.#folder, name);
    try {
      const found = await stat(file);
      return found.isFile() ? { name, path: file, size: found.size, mtimeMs: found.mtimeMs } : undefined;
    } catch (error) {
      // Deleted since the folder was read.
      if ((error as { code?: unknown }).code === 'ENOENT') return undefined;
      throw error;
    }
  }

  #since(file: SeenFile, now: number): SeenFile & { since: number } {
    const before = this.#seen.get(file.name);
    const same = before?.size === file.size && before.mtimeMs === file.mtimeMs;
    return { ...file, since: same ? before.since : now };
  }

  #isSettled({ since }: { since: number }, now: number): boolean {
    return now - since >= this.#settleMs;
  }
}
