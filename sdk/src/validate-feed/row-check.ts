import { CURRENCY_DIGITS } from '@commerce-integration/contract';
import {
  createRowNormalizer,
  type FeedLayout,
  type FeedRow,
  loadRefusal,
  type RowNormalizer,
  type RowProblem,
  readableSku,
  readFeedHeader,
  tooManyDecimals,
} from '@commerce-integration/contract/feed-file';
import { FeedFileError, type FeedRecordHandler } from '@commerce-integration/contract/feed-text';
import type { JobError } from '../wire-types.ts';
import type { FeedReport } from './feed-report.ts';
import { RepeatedSkus } from './repeated-skus.ts';
import type { ValidationPlan } from './validate-options.ts';

/** Checks the rows of a feed as a first load would: into a catalogue that has none of its products yet. */
export class RowCheck implements FeedRecordHandler {
  processed = 0;
  readonly #plan: ValidationPlan;
  readonly #skus: RepeatedSkus;
  readonly #errors: JobError[] = [];
  #errorCount = 0;
  #rejected = 0;
  #firstProblem = '';
  #layout: FeedLayout | undefined;
  #normalize: RowNormalizer = () => [];

  constructor(plan: ValidationPlan) {
    this.#plan = plan;
    this.#skus = new RepeatedSkus(plan.maxProblems);
  }

  /** @throws FeedFileError */
  header(names: string[], line: number): void {
    const header = readFeedHeader(names);
    if ('error' in header) throw new FeedFileError(header.error, line);
    this.#layout = header.layout;
    this.#normalize = createRowNormalizer(header.layout, { defaultCurrency: this.#plan.defaultCurrency });
  }

  record(cells: string[], line: number, mayHaveNul: boolean): void {
    this.processed += 1;
    const row = this.#normalize(cells, mayHaveNul);
    const problems = Array.isArray(row) ? row : this.#priceProblems(row);
    if (problems.length > 0) this.#reject(line, cells, problems);
    else this.#skus.note((row as FeedRow).sku, line);
  }

  misquoted(cells: string[], line: number, problem: RowProblem): void {
    this.processed += 1;
    this.#reject(line, cells, [problem]);
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
    const problems = [...this.#errors, ...this.#skus.first().map(warningOf)].sort((a, b) => a.line - b.line);
    const truncated = this.#errorCount + duplicates > maxProblems;
    const accepted = processed - skipped;
    return { processed, accepted, skipped, duplicates, problems: problems.slice(0, maxProblems), truncated };
  }

  /**
   * In a file without a currency column a new product's price is in the default currency. (A product that the catalogue
   * has keeps its own, which only the API knows.)
   */
  #priceProblems({ price }: FeedRow): RowProblem[] {
    const { defaultCurrency } = this.#plan;
    if (price === null || this.#layout?.columns.currency !== undefined) return [];
    const [, decimals = ''] = price.replace(/0+$/, '').split('.');
    if (!price.includes('.') || decimals.length <= (CURRENCY_DIGITS.get(defaultCurrency) ?? 2)) return [];
    return [tooManyDecimals('price', price.replace(/^0+(?=\d)|0+$/g, ''), defaultCurrency)];
  }

  #reject(line: number, cells: readonly string[], problems: readonly RowProblem[]): void {
    this.#rejected += 1;
    this.#errorCount += problems.length;
    this.#firstProblem ||= `line ${line}: ${problems[0]?.message ?? ''}`;
    const room = this.#plan.maxProblems - this.#errors.length;
    if (room <= 0) return;
    const sku = readableSku(cells[this.#layout?.columns.sku ?? 0]);
    this.#errors.push(...problems.slice(0, room).map((problem) => errorOf(line, sku, problem)));
  }
}

function errorOf(line: number, sku: string | null, { column, code, message, value }: RowProblem): JobError {
  return {
    line,
    ...(sku === null ? {} : { sku }),
    ...(column === undefined ? {} : { column }),
    code,
    message,
    // As the API reports it, whose database has no NUL.
    ...(value === undefined ? {} : { value: value.replaceAll('\0', '\uFFFD') }),
    severity: 'error',
  };
}

function warningOf({ line, sku, lastLine }: { line: number; sku: string; lastLine: number }): JobError {
  const message = `The SKU is named again in line ${lastLine}, which counts.`;
  return { line, sku, column: 'sku', code: 'duplicate_sku', message, value: sku, severity: 'warning' };
}
