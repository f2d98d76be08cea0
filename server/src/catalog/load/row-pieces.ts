import type { FeedLayout, FeedRow } from '@commerce-integration/contract/feed-file';
import { CopyQueue } from '../../database/copy-queue.ts';
import { RepeatedSkuFilter } from './repeated-sku-filter.ts';
import { createRowEncoder, type RowEncoder } from './row-encoder.ts';

/** Encoded rows for the staging table. */
export interface RowPiece {
  readonly bytes: Buffer;
  readonly rows: number;
  /** Rows whose SKU may be repeated in the file. */
  readonly repeats: number;
}

/** Characters per piece. */
const PIECE = 64 * 1024;

/** Passes rows from the file to the staging table: encodes them and queues them in pieces. */
export class RowPieces {
  /** Rows whose SKU may be repeated in the file, in all pieces so far. */
  repeats = 0;
  readonly #maxRows: number;
  readonly #queue = new CopyQueue<RowPiece>();
  readonly #filter = new RepeatedSkuFilter();
  #encode: RowEncoder | undefined;
  #text = '';
  #rows = 0;
  #repeats = 0;

  /** @param maxRows largest number of rows in a piece */
  constructor(maxRows: number) {
    this.#maxRows = maxRows;
  }

  /** Must be called before the first row. */
  open(layout: FeedLayout): void {
    this.#encode = createRowEncoder(layout);
  }

  /** Never waits: the caller awaits {@link room} from time to time. */
  add(row: FeedRow, line: number): void {
    const repeated = this.#filter.mayRepeat(row.sku);
    if (repeated) this.#repeats += 1;
    this.#text += (this.#encode as RowEncoder)(row, line, repeated);
    this.#rows += 1;
    if (this.#text.length >= PIECE || this.#rows >= this.#maxRows) this.#push();
  }

  /** Undefined if there is room, otherwise a promise that resolves once there is. */
  room(): Promise<void> | undefined {
    return this.#queue.room();
  }

  /** The next piece, as soon as there is one; undefined after the last. */
  take(): Promise<RowPiece | undefined> {
    return this.#queue.take();
  }

  /** Ends the rows. */
  end(): void {
    if (this.#rows > 0) this.#push();
    this.#queue.close();
  }

  /** Rejects everything that waits for rows or room. Later errors are ignored. */
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
