import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { UsageError } from './exit-codes.ts';
import type { SeenFile } from './watched-folder.ts';

/** The outcome of a file. `loading` is one whose job was running when this was written. */
export interface WatchedFile {
  size: number;
  mtime_ms: number;
  status: 'loading' | 'loaded' | 'failed' | 'refused';
  feed_id?: string | undefined;
  job_id?: string | undefined;
  message?: string | undefined;
  /** When it was recorded, in RFC 3339. */
  at: string;
}

type Files = Record<string, WatchedFile>;
interface Content {
  version: 1;
  /** The files by the destination that they were sent to. */
  targets: Record<string, Files>;
}

/**
 * Records what a watch has done in a file beside the feeds, so that a restarted watch sends nothing twice. The file is
 * replaced atomically after each step, by renaming.
 */
export class WatchState {
  readonly #file: string;
  readonly #content: Content;
  readonly #files: Files;

  private constructor(file: string, content: Content, target: string) {
    this.#file = file;
    this.#content = content;
    content.targets[target] ??= {};
    this.#files = content.targets[target];
  }

  /**
   * @param target the destination of the files: another API or another partner has its own record
   * @throws UsageError for a file that is not a record of a watch
   */
  static open(file: string, target: string): WatchState {
    const state = new WatchState(file, readContent(file), target);
    // Reports a folder without write permission before anything is sent.
    state.#save();
    return state;
  }

  /** The outcome of exactly this file; undefined for a new or changed one. */
  of({ name, size, mtimeMs }: SeenFile): WatchedFile | undefined {
    const known = Object.hasOwn(this.#files, name) ? this.#files[name] : undefined;
    return known?.size === size && known.mtime_ms === mtimeMs ? known : undefined;
  }

  set({ name, size, mtimeMs }: SeenFile, outcome: Omit<WatchedFile, 'size' | 'mtime_ms' | 'at'>): void {
    this.#files[name] = { size, mtime_ms: mtimeMs, ...outcome, at: new Date().toISOString() };
    this.#save();
  }

  /** Forgets files that are no longer in the folder. */
  keep(names: readonly string[]): void {
    const gone = Object.keys(this.#files).filter((name) => !names.includes(name));
    if (gone.length === 0) return;
    for (const name of gone) delete this.#files[name];
    this.#save();
  }

  #save(): void {
    const unfinished = `${this.#file}.part`;
    writeFileSync(unfinished, `${JSON.stringify(this.#content, null, 2)}\n`);
    renameSync(unfinished, this.#file);
  }
}

function readContent(file: string): Content {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ENOENT') return { version: 1, targets: {} };
    throw error;
  }
  const content = parsed(text);
  if (content?.version === 1 && typeof content.targets === 'object') return content as Content;
  throw new UsageError(`${file} is not a record of feeds watch. Delete it to send all files of the folder again.`);
}

function parsed(text: string): Partial<Content> | undefined {
  try {
    return (JSON.parse(text) ?? undefined) as Partial<Content> | undefined;
  } catch {
    return undefined;
  }
}
