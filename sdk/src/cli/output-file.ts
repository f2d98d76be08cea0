import { type FileHandle, open, rename, rm, stat } from 'node:fs/promises';
import { UsageError } from './exit-codes.ts';

/** A file that is written completely, or not at all; a device or a pipe is written to as it is. */
export class OutputFile {
  readonly #file: string;
  readonly #unfinished: string;
  readonly #handle: FileHandle;

  private constructor(file: string, unfinished: string, handle: FileHandle) {
    this.#file = file;
    this.#unfinished = unfinished;
    this.#handle = handle;
  }

  /**
   * Opens the file, before the work whose result goes into it.
   *
   * @throws UsageError for a folder; Error of `node:fs`
   */
  static async open(file: string): Promise<OutputFile> {
    const unfinished = (await isReplaced(file)) ? `${file}.part` : file;
    return new OutputFile(file, unfinished, await naming(file, unfinished, open(unfinished, 'w')));
  }

  /** @throws Error of `node:fs` */
  write(part: string | Uint8Array): Promise<void> {
    return naming(this.#file, this.#unfinished, this.#handle.writeFile(part));
  }

  /** Gives the file its name. Nothing written is an empty file. @throws Error of `node:fs`, and leaves no file behind */
  async complete(): Promise<void> {
    try {
      await this.#handle.close();
      if (this.#unfinished !== this.#file)
        await naming(this.#file, this.#unfinished, rename(this.#unfinished, this.#file));
    } catch (error) {
      await this.#remove();
      throw error;
    }
  }

  /** Leaves no file behind. */
  async discard(): Promise<void> {
    await this.#handle.close();
    await this.#remove();
  }

  async #remove(): Promise<void> {
    if (this.#unfinished !== this.#file) await rm(this.#unfinished, { force: true });
  }
}

/** Whether what has the name, if anything, is a file, in whose place another may be put. @throws UsageError for a folder */
async function isReplaced(file: string): Promise<boolean> {
  if (file === '') throw new UsageError('--output must name a file.');
  // What else is wrong with the path is told when the file is opened.
  const found = await stat(file).catch(() => undefined);
  if (found?.isDirectory()) throw new UsageError(`${file} is a folder: give the name of a file.`);
  return found?.isFile() ?? true;
}

/** Has errors name the file that was asked for, instead of the one that is written until it is complete. */
async function naming<T>(file: string, unfinished: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const { message } = error as Error;
    throw Object.assign(error as Error, { path: file, message: message.replaceAll(unfinished, file) });
  }
}
