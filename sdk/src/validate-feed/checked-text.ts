import { Problem } from '@commerce-integration/contract';
import type { FeedDelimiter } from '@commerce-integration/contract/feed-file';
import { EncodingCheck, FeedTextCheck } from '@commerce-integration/contract/feed-file';
import { feedTextTools } from './csv-reader.ts';

/**
 * A feed's text, checked like an upload while it is read like a load. The piece at which the check fails is the last,
 * and is still passed on, so that the reader can report the line.
 */
export class CheckedText implements AsyncIterable<Uint8Array> {
  /** The refusal of the upload, for the text read so far. */
  refusal: Problem | undefined;
  readonly #pieces: AsyncGenerator<Uint8Array>;
  // The size limit of a feed is configured by the operator: `client.service.limits()`.
  readonly #check = new FeedTextCheck(feedTextTools, Number.POSITIVE_INFINITY);
  readonly #encoding = new EncodingCheck(feedTextTools.isUtf8);
  /** Pieces that were read to find the header. */
  readonly #seen: Uint8Array[] = [];

  constructor(pieces: AsyncGenerator<Uint8Array>) {
    this.#pieces = pieces;
  }

  /** Reads the header row. Returns the file's delimiter, or undefined where the upload would be refused. */
  async readHeader(): Promise<FeedDelimiter | undefined> {
    while (!this.refusal && this.#check.delimiter === undefined) {
      const piece = await this.#read();
      if (!piece) break;
      this.#seen.push(piece);
    }
    return this.#check.delimiter;
  }

  /** Reads the rest only for the check. Returns the refusal of the upload. */
  async drain(): Promise<Problem | undefined> {
    while (await this.#read());
    return this.refusal;
  }

  /** Unlike a generator, it can be continued after an earlier reader has stopped. */
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

  /** If the beginning is not UTF-8, a header before the invalid bytes is read anyway, so that rows can be counted. */
  #write(piece: Uint8Array): void {
    const good = this.#check.delimiter === undefined ? this.#encoding.check(piece) : piece.length;
    try {
      this.#check.write(piece.subarray(0, good));
    } catch (error) {
      // The error of invalid UTF-8 takes precedence over other errors.
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
