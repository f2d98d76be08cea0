import { CURRENCY_DIGITS, JobNotes } from '@commerce-integration/contract';
import {
  createRowNormalizer,
  type FeedLayout,
  type FeedRecord,
  type FeedRecordHandler,
  type FeedRow,
  firstWarningPosition,
  loadRefusal,
  modeAfterReading,
  type RecordPlace,
  type RowNormalizer,
  type RowProblem,
  rowOfRecord,
  tooManyDecimals,
} from '@commerce-integration/contract/feed-file';
import type { JobError } from '../internal/types/wire-types.ts';
import type { FeedReport } from './feed-report.ts';
import { RepeatedSkus } from './repeated-skus.ts';
import type { ValidationPlan } from './validate-options.ts';

/** Checks the rows of a feed like a first load: into a catalogue that has none of its products yet. */
export class RowCheck implements FeedRecordHandler {
  processed = 0;
  readonly #plan: ValidationPlan;
  readonly #skus: RepeatedSkus;
  readonly #problems: PlacedProblem[] = [];
  #problemCount = 0;
  #rejected = 0;
  #lost = 0;
  #firstProblem = '';
  #layout: FeedLayout = { width: 0, columns: {}, attributes: [] };
  #notes = new JobNotes();
  #normalize: RowNormalizer = () => [];

  constructor(plan: ValidationPlan) {
    this.#plan = plan;
    this.#skus = new RepeatedSkus(plan.maxProblems);
  }

  header(layout: FeedLayout, _: RecordPlace, notes: JobNotes): void {
    this.#layout = layout;
    this.#notes = notes;
    this.#normalize = createRowNormalizer(layout, { defaultCurrency: this.#plan.defaultCurrency });
  }

  record(record: FeedRecord): void {
    this.processed += 1;
    const { line } = record;
    const found = rowOfRecord(record, this.#layout, this.#normalize);
    if (found.isLost) this.#lost += 1;
    const problems = found.row ? this.#priceProblems(found.row) : found.problems;
    if (problems.length > 0) {
      this.#rejected += 1;
      this.#firstProblem ||= `line ${line}: ${problems[0]?.message ?? ''}`;
      this.#report('error', line, found.sku, problems, 0);
    } else if (found.row) this.#skus.note(found.row.sku, line);
    this.#report('warning', line, found.sku, found.warnings, firstWarningPosition(found));
  }

  /** Why the load would refuse the rows as a whole, as a sentence; undefined where it would not. */
  refusal(): string | undefined {
    const counts = { processed: this.processed, rejected: this.#rejected, firstProblem: this.#firstProblem };
    return loadRefusal(counts, this.#plan);
  }

  report(): FeedReport {
    const { processed } = this;
    const { duplicates } = this.#skus;
    const { maxProblems } = this.#plan;
    const skipped = this.#rejected + duplicates;
    const repeats = this.#skus.first().map((repeat) => ({ position: 0, problem: warningOf(repeat) }));
    const problems = [...this.#problems, ...repeats].sort(inOrder).slice(0, maxProblems);
    const truncated = this.#problemCount + duplicates > maxProblems;
    const accepted = processed - skipped;
    return {
      processed,
      accepted,
      skipped,
      duplicates,
      problems: problems.map(({ problem }) => problem),
      truncated,
      ...this.#allNotes(),
    };
  }

  /**
   * In a file without a currency column the price of a new product is in the default currency. (An existing product
   * keeps its currency, which only the API knows.)
   */
  #priceProblems({ price }: FeedRow): RowProblem[] {
    const { defaultCurrency } = this.#plan;
    if (price === null || this.#layout.columns.currency !== undefined) return [];
    const [, decimals = ''] = price.replace(/0+$/, '').split('.');
    if (!price.includes('.') || decimals.length <= (CURRENCY_DIGITS.get(defaultCurrency) ?? 2)) return [];
    return [tooManyDecimals('price', price.replace(/^0+(?=\d)|0+$/g, ''), defaultCurrency)];
  }

  /** The notes, including those that a load adds at the end. */
  #allNotes(): Pick<FeedReport, 'notes'> {
    const { mode } = this.#plan;
    const isKept = modeAfterReading(mode, this.#lost) !== mode;
    return this.#notes.with(isKept ? { nothing_removed: this.#lost } : {}).asResult();
  }

  #report(
    severity: JobError['severity'],
    line: number,
    sku: string | null,
    problems: readonly RowProblem[],
    first: number,
  ): void {
    this.#problemCount += problems.length;
    const room = this.#plan.maxProblems - this.#problems.length;
    if (room <= 0) return;
    problems.slice(0, room).forEach((problem, index) => {
      this.#problems.push({ position: first + index, problem: errorOf(severity, line, sku, problem) });
    });
  }
}

/** A problem, and its position among those of its row. */
interface PlacedProblem {
  position: number;
  problem: JobError;
}

function inOrder(one: PlacedProblem, other: PlacedProblem): number {
  return one.problem.line - other.problem.line || one.position - other.position;
}

function errorOf(
  severity: JobError['severity'],
  line: number,
  sku: string | null,
  { column, code, message, value }: RowProblem,
): JobError {
  return {
    line,
    ...(sku === null ? {} : { sku }),
    ...(column === undefined ? {} : { column }),
    code,
    message,
    // As in the API's report: its database cannot store NUL.
    ...(value === undefined ? {} : { value: value.replaceAll('\0', '\uFFFD') }),
    severity,
  };
}

function warningOf({ line, sku, lastLine }: { line: number; sku: string; lastLine: number }): JobError {
  const message = `The SKU is named again in line ${lastLine}, which counts.`;
  return { line, sku, column: 'sku', code: 'duplicate_sku', message, value: sku, severity: 'warning' };
}
