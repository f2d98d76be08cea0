import { type ImportProblem, isPersonal } from '@commerce-integration/contract';
import { loadRefusal } from '@commerce-integration/contract/feed-file';
import { childPosition, cutProblem, withoutValue } from '@commerce-integration/contract/rules';
import type { JobErrorWriter } from '../jobs/job-error-writer.ts';
import { type FileCounts, type FileTask, rollbackReason } from './import-file.ts';
import { ImportRefused } from './import-refused.ts';
import type { StagedRow } from './staged-rows.ts';
import type { RowPlace } from './unresolved-rows.ts';

/** Counts the rows of a file, and reports those that are rejected. */
export class RowTally {
  processed = 0;
  inserted = 0;
  updated = 0;
  readonly #task: FileTask;
  readonly #errors: JobErrorWriter;
  #rejected = 0;
  #leftOut = 0;
  #firstProblem = '';
  #firstLine = Number.POSITIVE_INFINITY;

  constructor(task: FileTask, errors: JobErrorWriter) {
    this.#task = task;
    this.#errors = errors;
  }

  /** Rejected or left-out rows. */
  get skipped(): number {
    return this.#rejected + this.#leftOut;
  }

  get counts(): FileCounts {
    const { processed, inserted, updated, skipped } = this;
    return { processed, inserted, updated, unchanged: processed - inserted - updated - skipped, skipped };
  }

  reject({ line, item, sku }: Pick<StagedRow, 'line' | 'item' | 'sku'>, found: readonly ImportProblem[]): void {
    const problems = isPersonal(this.#task.definition.entity) ? found.map(withoutValue) : found;
    this.#rejected += 1;
    // Rows without a product are reported later than the rows that follow them.
    if (line < this.#firstLine) {
      this.#firstLine = line;
      this.#firstProblem = `line ${line}: ${problems[0]?.message ?? ''}`;
    }
    this.#errors.reject(line, sku, problems.map(cutProblem), childPosition(item));
    this.#task.unresolved.note({ line, item }, problems);
  }

  /** Counts, without reporting, a row that is left out because of what it refers to. */
  leaveOut(place: RowPlace, unresolved: readonly ImportProblem[]): void {
    this.#leftOut += 1;
    this.#task.unresolved.note(place, unresolved);
  }

  /** @throws ImportRefused if so many rows are rejected that the file is rolled back */
  assertWorthImporting(): void {
    const rows = { processed: this.processed, rejected: this.#rejected, firstProblem: this.#firstProblem };
    const { maxErrorRatio, only } = this.#task;
    if (only) return;
    const refusal = loadRefusal(rows, { mode: 'incremental', maxErrorRatio }) ?? rollbackReason(this.#task, rows);
    if (refusal !== undefined) throw new ImportRefused(refusal);
  }
}
