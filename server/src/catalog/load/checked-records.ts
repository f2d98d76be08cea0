import { JobNotes } from '@commerce-integration/contract';
import {
  type AttributeSpellings,
  createRowNormalizer,
  type FeedLayout,
  type FeedRecord,
  type FeedRecordHandler,
  firstWarningPosition,
  type RecordPlace,
  type RowNormalizer,
  type RowProblem,
  rowOfRecord,
  spellAttribute,
} from '@commerce-integration/contract/feed-file';
import type { JobErrorWriter } from '../../jobs/job-error-writer.ts';
import type { RowPieces } from './row-pieces.ts';

export interface RecordTargets {
  readonly rows: RowPieces;
  readonly errors: JobErrorWriter;
}

export interface RecordRules {
  readonly defaultCurrency: string;
  /** The attributes that the catalogue has. */
  readonly known: AttributeSpellings;
}

/** Checks the records of a feed file, passes good rows on, reports bad ones as the job's errors, and counts both. */
export class CheckedRecords implements FeedRecordHandler {
  /** Data rows read so far. */
  processed = 0;
  rejected = 0;
  /** Rows of which it cannot be told which products they name. */
  lost = 0;
  /** What is noted of the file. */
  notes = new JobNotes();
  /** The rejection that stands first in the file, as a sentence. */
  firstProblem = '';
  readonly #layout = Promise.withResolvers<FeedLayout>();
  readonly #targets: RecordTargets;
  readonly #rules: RecordRules;
  #normalize: RowNormalizer | undefined;
  #header: FeedLayout | undefined;
  #firstLine = Number.POSITIVE_INFINITY;

  constructor(targets: RecordTargets, rules: RecordRules) {
    this.#targets = targets;
    this.#rules = rules;
    // Whoever waits for the layout hears of a failure; nobody else needs to.
    this.#layout.promise.catch(() => undefined);
  }

  /** The file's layout, its attributes spelled as in the catalogue, as soon as its header row has been read. */
  get layout(): Promise<FeedLayout> {
    return this.#layout.promise;
  }

  header(layout: FeedLayout, _: RecordPlace, notes: JobNotes): void {
    const { defaultCurrency, known } = this.#rules;
    this.#normalize = createRowNormalizer(layout, { defaultCurrency });
    const attributes = layout.attributes.map(({ name, index }) => ({ name: spellAttribute(name, known), index }));
    const spelled = { ...layout, attributes };
    this.#targets.rows.open(spelled);
    this.#header = layout;
    this.notes = notes;
    this.#layout.resolve(spelled);
  }

  record(record: FeedRecord): void {
    this.processed += 1;
    const found = rowOfRecord(record, this.#header as FeedLayout, this.#normalize as RowNormalizer);
    if (found.isLost) this.lost += 1;
    if (found.row) this.#targets.rows.add(found.row, record.line);
    else this.reject(record.line, found.sku, found.problems);
    if (found.warnings.length > 0) {
      this.#targets.errors.warn(record.line, found.sku, found.warnings, firstWarningPosition(found));
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
    this.#targets.errors.reject(line, sku, problems);
  }

  /** Undefined where more can be taken, otherwise a promise of it. Rejects when taking rows or errors has failed. */
  ready(): Promise<void> | undefined {
    const rows = this.#targets.rows.room();
    const errors = this.#targets.errors.room();
    return rows || errors ? Promise.all([rows, errors]).then(() => undefined) : undefined;
  }

  /** Rejects what waits for the layout. */
  fail(error: unknown): void {
    this.#layout.reject(error);
  }
}
