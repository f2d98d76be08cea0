import { Problem } from '@commerce-integration/contract';
import type { FeedDelimiter } from '@commerce-integration/contract/feed-file';
import { EncodingCheck, FeedTextCheck } from '@commerce-integration/contract/feed-file';
import { feedTextTools } from './csv-reader.ts';

/**
 * A feed's text, checked as the API checks an upload while it is read as a load reads it. A piece at which the check
 * fails is still handed on, so that the reading can say in which line it fails, and is the last.
 */
export class CheckedText implements AsyncIterable<Uint8Array> {
  /** What the upload would be refused with, as far as the text has been read. */
  refusal: Problem | undefined;
  readonly #pieces: AsyncGenerator<Uint8Array>;
  // How large a feed may be is the operator's business: `client.service.limits()`.
  readonly #check = new FeedTextCheck(feedTextTools, Number.POSITIVE_INFINITY);
  readonly #encoding = new EncodingCheck(feedTextTools.isUtf8);
  /** Pieces that were read to see the header. */
  readonly #seen: Uint8Array[] = [];

  constructor(pieces: AsyncGenerator<Uint8Array>) {
    this.#pieces = pieces;
  }

  /** Reads the header row. Gives the file's delimiter, or undefined where the upload would be refused. */
  async readHeader(): Promise<FeedDelimiter | undefined> {
    while (!this.refusal && this.#check.delimiter === undefined) {
      const piece = await this.#read();
      if (!piece) break;
      this.#seen.push(piece);
    }
    return this.#check.delimiter;
  }

  /** Reads the rest for the check alone. Gives what the upload would be refused with. */
  async drain(): Promise<Problem | undefined> {
    while (await this.#read());
    return this.refusal;
  }

  /** Unlike a generator, it can be read on when an earlier reader has given up. */
  [Symbol.asyncIterator](): AsyncIterator<Uint8Array, undefined> {
    return {
      next: async () => {
        const value = this.#seen.shift() ?? (await this.#read());
        return value ? { done: false, value } : { done: true, value: undefined };
      },
    };
  }

  async close(): Promise<void> {
    await this.#pieces.return(undefined);
  }

  async #read(): Promise<Uint8Array | undefined> {
    if (this.refusal) return undefined;
    const { done, value } = await this.#checked(() => this.#pieces.next(), { done: true, value: undefined });
    if (this.refusal) return undefined;
    await this.#checked(() => (done ? this.#check.end() : this.#write(value)), undefined);
    return done ? undefined : value;
  }

  /** Of a beginning that is not UTF-8 the header is read all the same, where it comes before: rows can be counted then. */
  #write(piece: Uint8Array): void {
    const good = this.#check.delimiter === undefined ? this.#encoding.check(piece) : piece.length;
    try {
      this.#check.write(piece.subarray(0, good));
    } catch (error) {
      // That the text is not UTF-8 comes before whatever else is wrong with it.
      if (good === piece.length || !(error instanceof Problem)) throw error;
    }
    if (good < piece.length) this.#check.write(piece.subarray(good));
  }

  async #checked<T>(step: () => T | Promise<T>, refused: T): Promise<T> {
    try {
      return await step();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      this.refusal = error;
      return refused;
    }
  }
}
