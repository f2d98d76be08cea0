import {
  type AttributeSpellings,
  createRowNormalizer,
  type FeedLayout,
  type FeedRow,
  type RowNormalizer,
  type RowProblem,
  readableSku,
  readFeedHeader,
  spellAttribute,
} from '@commerce-integration/contract/feed-file';
import { FeedFileError, type FeedRecordHandler } from '@commerce-integration/contract/feed-text';
import { CopyQueue } from '../../database/copy-queue.ts';
import type { JobErrorWriter } from '../../jobs/job-error-writer.ts';
import { RepeatedSkuFilter } from './repeated-sku-filter.ts';
import { createRowEncoder, type RowEncoder } from './row-encoder.ts';

/** Encoded rows for the staging table. */
export interface RowPiece {
  readonly bytes: Buffer;
  readonly rows: number;
  /** Rows whose SKU may have come before in the file. */
  readonly repeats: number;
}

/** Characters that are sent at once. */
const PIECE = 64 * 1024;

/** Takes the records of a feed file, sends good rows to the queue and bad ones to the job's errors, and counts both. */
export class FeedIntake implements FeedRecordHandler {
  readonly queue = new CopyQueue<RowPiece>();
  /** Data rows read so far. */
  processed = 0;
  rejected = 0;
  /** Rows whose SKU may have come before in the file. */
  repeats = 0;
  /** The rejection that stands first in the file, as a sentence. */
  firstProblem = '';
  readonly #layout = Promise.withResolvers<FeedLayout>();
  readonly #errors: JobErrorWriter;
  readonly #defaultCurrency: string;
  readonly #maxRows: number;
  readonly #known: AttributeSpellings;
  readonly #filter = new RepeatedSkuFilter();
  #normalize: RowNormalizer | undefined;
  #encode: RowEncoder | undefined;
  #skuIndex = 0;
  #firstLine = Number.POSITIVE_INFINITY;
  #text = '';
  #rows = 0;
  #repeats = 0;

  /**
   * @param maxRows rows in one piece at the most
   * @param known the attributes that the catalogue has
   */
  constructor(errors: JobErrorWriter, defaultCurrency: string, maxRows: number, known: AttributeSpellings) {
    this.#errors = errors;
    this.#defaultCurrency = defaultCurrency;
    this.#maxRows = maxRows;
    this.#known = known;
    // Whoever waits for the layout hears of a failure; nobody else needs to.
    this.#layout.promise.catch(() => undefined);
  }

  /** The file's layout, its attributes spelled as in the catalogue, as soon as its header row has been read. */
  get layout(): Promise<FeedLayout> {
    return this.#layout.promise;
  }

  header(names: string[], line: number): void {
    const header = readFeedHeader(names);
    if ('error' in header) throw new FeedFileError(header.error, line);
    this.#normalize = createRowNormalizer(header.layout, { defaultCurrency: this.#defaultCurrency });
    const attributes = header.layout.attributes.map(({ name, index }) => ({
      name: spellAttribute(name, this.#known),
      index,
    }));
    const layout = { ...header.layout, attributes };
    this.#encode = createRowEncoder(layout);
    this.#skuIndex = layout.columns.sku ?? 0;
    this.#layout.resolve(layout);
  }

  record(cells: string[], line: number, mayHaveNul: boolean): void {
    this.processed += 1;
    const row = (this.#normalize as RowNormalizer)(cells, mayHaveNul);
    if (Array.isArray(row)) this.reject(line, readableSku(cells[this.#skuIndex]), row);
    else this.#take(row, line);
  }

  misquoted(cells: string[], line: number, problem: RowProblem): void {
    this.processed += 1;
    this.reject(line, readableSku(cells[this.#skuIndex]), [problem]);
  }

  /** Reports a row and counts it as rejected. */
  reject(line: number, sku: string | null, problems: readonly RowProblem[]): void {
    this.rejected += 1;
    // Rows that the catalogue rejects come later than those after them in the file.
    if (line < this.#firstLine) {
      this.#firstLine = line;
      this.firstProblem = `line ${line}: ${problems[0]?.message ?? ''}`;
    }
    this.#errors.reject(line, sku, problems);
  }

  /** Undefined where more can be taken, otherwise a promise of it. Rejects when taking rows or errors has failed. */
  ready(): Promise<void> | undefined {
    const rows = this.queue.room();
    const errors = this.#errors.room();
    return rows || errors ? Promise.all([rows, errors]).then(() => undefined) : undefined;
  }

  /** The file has ended. */
  end(): void {
    if (this.#rows > 0) this.#send();
    this.queue.close();
  }

  /** Wakes up everyone who waits for rows, with the error. The first one counts. */
  fail(error: unknown): void {
    this.#layout.reject(error);
    this.queue.fail(error);
  }

  #take(row: FeedRow, line: number): void {
    const repeated = this.#filter.mayRepeat(row.sku);
    if (repeated) this.#repeats += 1;
    this.#text += (this.#encode as RowEncoder)(row, line, repeated);
    this.#rows += 1;
    if (this.#text.length >= PIECE || this.#rows >= this.#maxRows) this.#send();
  }

  #send(): void {
    this.queue.push({ bytes: Buffer.from(this.#text), rows: this.#rows, repeats: this.#repeats });
    this.repeats += this.#repeats;
    this.#text = '';
    this.#rows = 0;
    this.#repeats = 0;
  }
}
