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
  rowOfRecord,
  spellAttribute,
} from '@commerce-integration/contract/feed-file';
import type { JobErrorWriter, ReportedProblem } from '../../jobs/job-error-writer.ts';
import type { RowPieces } from './row-pieces.ts';

export interface RecordTargets {
  readonly rows: RowPieces;
  readonly errors: JobErrorWriter;
}

export interface RecordRules {
  readonly defaultCurrency: string;
  /** The attribute names of the catalogue. */
  readonly known: AttributeSpellings;
}

/**
 * Checks the records of a feed file, passes valid rows on, reports invalid ones as the job's errors, and counts both.
 */
export class CheckedRecords implements FeedRecordHandler {
  /** Data rows read so far. */
  processed = 0;
  rejected = 0;
  /** Rows whose products cannot be identified. */
  lost = 0;
  /** Notes about the file. */
  notes = new JobNotes();
  /** The first rejection in the file, as a sentence. */
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
    // A failure is reported to those that await the layout; without any, it must not become an unhandled rejection.
    this.#layout.promise.catch(() => undefined);
  }

  /** The file's layout with attributes in the catalogue's spelling; resolves when the header row has been read. */
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

  /** Counts a row that cannot be read, and rejects it. */
  refuse(line: number, sku: string | null, problems: readonly ReportedProblem[]): void {
    this.processed += 1;
    this.reject(line, sku, problems);
  }

  /** Reports a row and counts it as rejected. */
  reject(line: number, sku: string | null, problems: readonly ReportedProblem[]): void {
    this.rejected += 1;
    // The catalogue rejects rows later than rows that follow them in the file.
    if (line < this.#firstLine) {
      this.#firstLine = line;
      this.firstProblem = `line ${line}: ${problems[0]?.message ?? ''}`;
    }
    this.#targets.errors.reject(line, sku, problems);
  }

  /**
   * Undefined if there is room, otherwise a promise that resolves once there is. Rejects when writing rows or errors
   * has failed.
   */
  ready(): Promise<void> | undefined {
    const rows = this.#targets.rows.room();
    const errors = this.#targets.errors.room();
    return rows || errors ? Promise.all([rows, errors]).then(() => undefined) : undefined;
  }

  /** Rejects the promise of the layout. */
  fail(error: unknown): void {
    this.#layout.reject(error);
  }
}
