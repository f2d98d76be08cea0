import { once } from 'node:events';
import { createGunzip, type Gunzip } from 'node:zlib';
import { Problem } from '@commerce-integration/contract';
import { DAMAGED_GZIP } from '@commerce-integration/contract/feed-file';

/** Small files may have very high ratios without being a decompression bomb. */
const RATIO_APPLIES_FROM = 1024 * 1024;

/** Unpacks a gzip stream and passes the text on, piece by piece, without keeping any. */
export class FeedUnpacker {
  readonly #gunzip: Gunzip = createGunzip();
  readonly #maxRatio: number;
  #packed = 0;
  #unpacked = 0;
  #error: Error | undefined;
  #resume: (() => void) | undefined;

  /** @param text is called with each piece; `write` and `end` throw what it throws */
  constructor(text: (piece: Buffer) => void, maxRatio: number) {
    this.#maxRatio = maxRatio;
    this.#gunzip.on('error', () => this.#fail(new Problem('invalid_file', DAMAGED_GZIP)));
    this.#gunzip.on('close', () => this.#resume?.());
    this.#gunzip.on('data', (piece: Buffer) => {
      if (this.#error) return;
      this.#unpacked += piece.length;
      try {
        this.#assertRatio();
        text(piece);
      } catch (error) {
        this.#fail(error as Error);
      }
    });
  }

  /** @throws Problem `invalid_file` for damaged gzip, `payload_too_large` for a bomb */
  async write(chunk: Buffer): Promise<void> {
    this.#packed += chunk.length;
    if (!this.#error) {
      await new Promise<void>((resolve) => {
        this.#resume = resolve;
        this.#gunzip.write(chunk, () => resolve());
      });
    }
    if (this.#error) throw this.#error;
  }

  async end(): Promise<void> {
    if (!this.#error) {
      const closed = once(this.#gunzip, 'close');
      this.#gunzip.end();
      await closed.catch((error: Error) => this.#fail(error));
    }
    if (this.#error) throw this.#error;
  }

  close(): void {
    this.#gunzip.destroy();
  }

  #fail(error: Error): void {
    this.#error ??= error;
    this.#gunzip.destroy();
  }

  #assertRatio(): void {
    if (this.#unpacked > RATIO_APPLIES_FROM && this.#unpacked > this.#packed * this.#maxRatio) {
      throw new Problem('payload_too_large', `The gzip file unpacks to more than ${this.#maxRatio} times its size.`);
    }
  }
}
