import type { ImportProblem } from '@commerce-integration/contract';
import { readableSku } from '@commerce-integration/contract/feed-file';
import { type MappedRow, type RowValues, rowProblem, unknownProduct } from '@commerce-integration/contract/rules';
import { changeMoment } from '../catalog/lock-products-for-change.ts';
import { lockWhileOrdersWait } from '../catalog/orders-wait-for-change.ts';
import { type PriceChanges, pricesChanged } from '../catalog/price-changes.ts';
import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';
import { EVERYBODY } from '../database/tenancy.ts';
import { recordEvent } from '../events/record-event.ts';
import { JobErrorWriter } from '../jobs/job-error-writer.ts';
import type { ImportScope, RowOutcome, RowPlan, RowService } from './entities/row-service.ts';
import { type FileCounts, type FileTask, reportedFile } from './import-file.ts';
import { ImportRefused } from './import-refused.ts';
import { mapRows } from './map-rows.ts';
import { resolvedRows } from './resolve-lookups.ts';
import { RowTally } from './row-tally.ts';
import {
  changedProducts,
  createStaging,
  type FoundRow,
  findStagedProducts,
  lockStagedProducts,
  markChanged,
  type StagedRow,
  stagedAfter,
  stageRows,
  takeUnknown,
} from './staged-rows.ts';

/** Rows per staging batch, and the number of characters at which a smaller batch is staged. */
const STAGED_TOGETHER = 5_000;
const STAGED_CHARACTERS = 2 * 1024 * 1024;
/** Rows that are applied together; each may have a value of 10,000 characters. */
const APPLIED_TOGETHER = 2_000;

/** Thrown to roll back a transaction after its counts are known. */
class OnlyChecked extends Error {
  override readonly name = 'OnlyChecked';
}

/**
 * Imports a file with the service of its entity, in one transaction: stages all rows, finds their products with one
 * statement, locks them together, and applies the rows in order. Reports of rejected rows remain after a rollback.
 *
 * @throws ImportRefused where nothing of the file is imported
 */
export async function importRows(task: FileTask, service: RowService): Promise<void> {
  const { database, run } = task;
  const errors = await JobErrorWriter.open(database.pool, run.job.id, reportedFile(task));
  let counts: FileCounts | undefined;
  try {
    await database.open(EVERYBODY).transactional(async (em) => {
      counts = await new RowsImport(task, service, em, errors).run();
      if (task.validateOnly) throw new OnlyChecked();
      await task.finish(sqlOf(em), counts);
    });
  } catch (error) {
    if (!(error instanceof OnlyChecked) || !counts) throw error;
    const checked = counts;
    await database.open(EVERYBODY).transactional((em) => task.finish(sqlOf(em), checked));
  } finally {
    await errors.close();
  }
}

class RowsImport {
  readonly #task: FileTask;
  readonly #service: RowService;
  readonly #scope: ImportScope;
  readonly #errors: JobErrorWriter;
  readonly #tally: RowTally;
  #staged = 0;

  constructor(task: FileTask, service: RowService, em: UnitOfWork, errors: JobErrorWriter) {
    const { database, partnerId, run, validateOnly, cipher } = task;
    this.#task = task;
    this.#service = service;
    this.#errors = errors;
    this.#tally = new RowTally(task, errors);
    this.#scope = { em, pool: database.pool, partnerId, cipher, jobId: run.job.id, validateOnly };
  }

  async run(): Promise<FileCounts> {
    const { em, pool, partnerId } = this.#scope;
    const sql = sqlOf(em);
    await createStaging(sql);
    await this.#stage();
    const service = this.#service;
    if (service.about === 'product') {
      await findStagedProducts(sql, partnerId);
      await this.#rejectUnknown();
    }
    // Checked before anything is recorded for the remaining rows.
    this.#tally.assertWorthImporting();
    await service.begin?.(this.#scope);
    if (service.about === 'product') {
      await lockWhileOrdersWait(pool, partnerId, sql, () => lockStagedProducts(sql, partnerId));
      // The undo of a load may have removed some meanwhile.
      await this.#rejectUnknown();
    }
    await this.#apply();
    await this.#errors.finish();
    this.#tally.assertWorthImporting();
    if (this.#changesPrices()) await this.#tellPrices(await changedProducts(sql));
    return this.#tally.counts;
  }

  /** Reads the file to its end. */
  async #stage(): Promise<void> {
    const { definition, run } = this.#task;
    const targets = definition.columns.map(({ target }) => target);
    let waiting: StagedRow[] = [];
    let characters = 0;
    const { em, partnerId } = this.#scope;
    const read = mapRows(await this.#task.open(), definition, { only: this.#task.only });
    for await (const rows of resolvedRows(read, definition.columns, sqlOf(em), partnerId)) {
      for (const row of rows) {
        waiting.push(...this.#checked(row, targets));
        for (const value of row.values) characters += value?.length ?? 0;
      }
      await this.#errors.room();
      run.signal.throwIfAborted();
      if (waiting.length < STAGED_TOGETHER && characters < STAGED_CHARACTERS) continue;
      await stageRows(sqlOf(this.#scope.em), waiting);
      waiting = [];
      characters = 0;
    }
    await stageRows(sqlOf(this.#scope.em), waiting);
  }

  /** The row to stage; undefined if it is rejected. */
  #checked(
    { line, item = 0, values, problems, isLeftOut, unresolved }: MappedRow,
    targets: readonly string[],
  ): StagedRow[] {
    this.#tally.processed += 1;
    if (isLeftOut || (unresolved && problems.length === 0)) {
      this.#tally.leaveOut({ line, item }, isLeftOut ? [] : (unresolved ?? []));
      return [];
    }
    const named = Object.fromEntries(targets.map((target, index) => [target, values[index] ?? null]));
    const sku = this.#service.about === 'product' ? readableSku(named.sku ?? '') : null;
    const found = problems.length > 0 ? { problems } : this.#judged(named);
    if ('values' in found) {
      this.#staged += 1;
      return [{ place: this.#staged, line, item, sku, vals: found.values }];
    }
    this.#tally.reject({ line, item, sku }, found.problems);
    return [];
  }

  #judged(values: RowValues): { values: RowValues } | { problems: readonly ImportProblem[] } {
    const problem = rowProblem(values, this.#service.about === 'product');
    const checked = problem ? { problem } : this.#service.check(values, this.#scope.cipher);
    return 'values' in checked ? checked : { problems: [checked.problem] };
  }

  /** Rejects the staged rows whose product does not exist, in batches. */
  async #rejectUnknown(): Promise<void> {
    for (;;) {
      const unknown = await takeUnknown(sqlOf(this.#scope.em), STAGED_TOGETHER);
      if (unknown.length === 0) return;
      for (const row of unknown) this.#tally.reject(row, [unknownProduct(row.sku ?? '')]);
      await this.#errors.room();
      this.#task.run.signal.throwIfAborted();
    }
  }

  /** Applies the staged rows, page by page. */
  async #apply(): Promise<void> {
    const { em } = this.#scope;
    let done = this.#tally.skipped;
    const limit = this.#rowsTogether();
    for (let after = 0; ; ) {
      const page = await stagedAfter(sqlOf(em), after, limit);
      const last = page.at(-1);
      if (!last) return;
      after = last.place;
      this.#task.run.signal.throwIfAborted();
      // A product changed on several pages has several changes: each needs its own time in the history.
      const at = await changeMoment(em);
      const plan = await this.#plan(page, at);
      await plan.write({ jobId: this.#scope.jobId, at });
      await this.#count(page, plan.outcomes);
      await this.#errors.room();
      done += page.length;
      this.#task.onProgress(done);
    }
  }

  /** @throws ImportRefused for a file with more rows than can be processed together */
  #rowsTogether(): number {
    const most = this.#service.about === null ? this.#service.wholeFile : undefined;
    if (most === undefined) return APPLIED_TOGETHER;
    const rows = this.#tally.processed - this.#tally.skipped;
    if (rows <= most) return most;
    throw new ImportRefused(`The file has ${rows} rows; at most ${most} can be imported together.`);
  }

  #plan(page: readonly FoundRow[], at: Date): Promise<RowPlan> {
    const service = this.#service;
    if (service.about === null) {
      return service.plan(
        this.#scope,
        page.map(({ vals: values }) => ({ values })),
        at,
      );
    }
    const rows = page.map(({ productId, vals: values }) => ({ productId: productId ?? 0, values }));
    return service.plan(this.#scope, rows, at);
  }

  #changesPrices(): boolean {
    return this.#service.about === 'product' && this.#service.changesPrices === true;
  }

  /** @param outcomes of the rows, in their order */
  async #count(page: readonly StagedRow[], outcomes: readonly RowOutcome[]): Promise<void> {
    const changed: number[] = [];
    for (const [index, outcome] of outcomes.entries()) {
      const row = page[index] as StagedRow;
      if (outcome === 'updated') changed.push(row.place);
      else if (outcome === 'inserted') this.#tally.inserted += 1;
      else if (outcome === 'skipped') this.#tally.leaveOut(row, []);
      else if (outcome !== 'unchanged') this.#tally.reject(row, [outcome]);
    }
    this.#tally.updated += changed.length;
    if (this.#changesPrices()) await markChanged(sqlOf(this.#scope.em), changed);
  }

  async #tellPrices(changes: PriceChanges): Promise<void> {
    if (changes.products === 0) return;
    const { em, partnerId } = this.#scope;
    const data = { ...pricesChanged(changes), job_id: this.#task.run.job.publicId() };
    await recordEvent(sqlOf(em), { type: 'product.price.changed', partnerId, data });
  }
}
