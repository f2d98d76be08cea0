import type { FeedLayout, FeedRow } from '@commerce-integration/contract/feed-file';
import { CopyQueue } from '../../database/copy-queue.ts';
import { RepeatedSkuFilter } from './repeated-sku-filter.ts';
import { createRowEncoder, type RowEncoder } from './row-encoder.ts';

/** Encoded rows for the staging table. */
export interface RowPiece {
  readonly bytes: Buffer;
  readonly rows: number;
  /** Rows whose SKU may have come before in the file. */
  readonly repeats: number;
}

/** Characters of a piece. */
const PIECE = 64 * 1024;

/** Rows on their way from the file to the staging table: encoded, and queued in pieces. */
export class RowPieces {
  /** Rows whose SKU may have come before in the file, of all pieces so far. */
  repeats = 0;
  readonly #maxRows: number;
  readonly #queue = new CopyQueue<RowPiece>();
  readonly #filter = new RepeatedSkuFilter();
  #encode: RowEncoder | undefined;
  #text = '';
  #rows = 0;
  #repeats = 0;

  /** @param maxRows rows in one piece at the most */
  constructor(maxRows: number) {
    this.#maxRows = maxRows;
  }

  /** Before the first row. */
  open(layout: FeedLayout): void {
    this.#encode = createRowEncoder(layout);
  }

  /** Never waits: who adds asks for {@link room} now and then. */
  add(row: FeedRow, line: number): void {
    const repeated = this.#filter.mayRepeat(row.sku);
    if (repeated) this.#repeats += 1;
    this.#text += (this.#encode as RowEncoder)(row, line, repeated);
    this.#rows += 1;
    if (this.#text.length >= PIECE || this.#rows >= this.#maxRows) this.#push();
  }

  /** Undefined where there is room for more, otherwise a promise of it. */
  room(): Promise<void> | undefined {
    return this.#queue.room();
  }

  /** The next piece, as soon as there is one; undefined after the last. */
  take(): Promise<RowPiece | undefined> {
    return this.#queue.take();
  }

  /** There are no more rows. */
  end(): void {
    if (this.#rows > 0) this.#push();
    this.#queue.close();
  }

  /** Rejects what waits for rows or room. The first error counts. */
  fail(error: unknown): void {
    this.#queue.fail(error);
  }

  #push(): void {
    this.#queue.push({ bytes: Buffer.from(this.#text), rows: this.#rows, repeats: this.#repeats });
    this.repeats += this.#repeats;
    this.#text = '';
    this.#rows = 0;
    this.#repeats = 0;
  }
}
