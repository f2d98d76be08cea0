import { type FileHandle, open, rename, rm } from 'node:fs/promises';

/** A file that is written completely, or not at all. */
export class OutputFile {
  readonly #file: string;
  readonly #unfinished: string;
  #handle: FileHandle | undefined;

  constructor(file: string) {
    this.#file = file;
    this.#unfinished = `${file}.part`;
  }

  /** @throws Error of `node:fs` */
  async write(part: string | Uint8Array): Promise<void> {
    this.#handle ??= await open(this.#unfinished, 'w');
    await this.#handle.writeFile(part);
  }

  /** Gives the file its name. Nothing written is an empty file. */
  async complete(): Promise<void> {
    await this.write('');
    await this.#handle?.close();
    await rename(this.#unfinished, this.#file);
  }

  /** Leaves no file behind. */
  async discard(): Promise<void> {
    if (!this.#handle) return;
    await this.#handle.close();
    await rm(this.#unfinished, { force: true });
  }
}
