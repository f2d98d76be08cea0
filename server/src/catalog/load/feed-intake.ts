import { JobNotes } from '@commerce-integration/contract';
import {
  type AttributeSpellings,
  createRowNormalizer,
  type FeedLayout,
  type FeedRow,
  type RowNormalizer,
  type RowProblem,
  spellAttribute,
} from '@commerce-integration/contract/feed-file';
import {
  type FeedRecord,
  type FeedRecordHandler,
  firstWarningPosition,
  type RecordPlace,
  rowOfRecord,
} from '@commerce-integration/contract/feed-text';
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
  /** Rows of which it cannot be told which products they name. */
  lost = 0;
  /** What is noted of the file. */
  notes = new JobNotes();
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
  #header: FeedLayout | undefined;
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

  header(layout: FeedLayout, _: RecordPlace, notes: JobNotes): void {
    this.#normalize = createRowNormalizer(layout, { defaultCurrency: this.#defaultCurrency });
    const attributes = layout.attributes.map(({ name, index }) => ({ name: spellAttribute(name, this.#known), index }));
    const spelled = { ...layout, attributes };
    this.#encode = createRowEncoder(spelled);
    this.#header = layout;
    this.notes = notes;
    this.#layout.resolve(spelled);
  }

  record(record: FeedRecord): void {
    this.processed += 1;
    const found = rowOfRecord(record, this.#header as FeedLayout, this.#normalize as RowNormalizer);
    if (found.isLost) this.lost += 1;
    if (found.row) this.#take(found.row, record.line);
    else this.reject(record.line, found.sku, found.problems);
    if (found.warnings.length > 0) {
      this.#errors.warn(record.line, found.sku, found.warnings, firstWarningPosition(found));
    }
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
