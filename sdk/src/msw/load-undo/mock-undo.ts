import { entitiesNotUndone, Problem, type UndoResult } from '@commerce-integration/contract';
import { assertUndoable, nothingToUndo, undoMessage } from '@commerce-integration/contract/rules';
import { type LoadRow, loadsOf } from '../catalog/mock-loads.ts';
import type { FeatureHandlers, MockCall } from '../http/mock-call.ts';
import { importsOf } from '../impex/mock-impex-rows.ts';
import { newJob } from '../jobs/mock-job-rows.ts';
import { getJob, jobIdOf, presentJob } from '../jobs/mock-jobs.ts';
import { LoadFailure, type LoadOutcome } from '../jobs/mock-worker.ts';
import { type PricesSeen, recordPrices } from '../prices/mock-price-events.ts';
import type { JobRow, Owned } from '../store/mock-rows.ts';
import { keep, type MockTables } from '../store/mock-tables.ts';
import { type Undone, undoneProduct, writeUndone } from './mock-undone-product.ts';

/** A request to undo a load. */
interface UndoRow extends Owned {
  load: LoadRow;
  validateOnly: boolean;
}

const undosOf = (tables: MockTables): Map<number, UndoRow> => tables.own<UndoRow>('undoJob');

/** Largest number of changes that an undo with `validate_only` reports. */
const SAMPLE = 1_000;

export const loadUndoHandlers: Pick<FeatureHandlers<'jobs'>, 'undoJob'> = {
  undoJob: (call) =>
    call.once(() => {
      const { job_id } = call.params;
      return { status: 202, body: presentJob(call.tables, requestUndo(call, job_id, call.body.validate_only)) };
    }),
};

function requestUndo(
  { tables, caller, worker }: Pick<MockCall, 'tables' | 'caller' | 'worker'>,
  jobId: string,
  validateOnly: boolean,
): JobRow {
  const job = getJob({ tables, caller }, jobId);
  assertUndoable(job);
  const load = [...loadsOf(tables).values()].findLast((one) => one.job === job && !one.isUndone);
  if (!load) throw nothingToUndo(job, notUndoneOf(tables, job));
  const other = [...undosOf(tables).values()].find((undo) => undo.load === load && !undo.validateOnly);
  const running = other && tables.jobs.get(other.id);
  if (!validateOnly && running?.underWay)
    throw new Problem('job_not_undoable', `Job ${jobId} is being undone already, by job ${jobIdOf(running)}.`);
  const subjectType = job.jobType === 'import' ? 'import_job' : 'validation_job';
  const about = { partnerId: job.partnerId, subjectId: job.number, subjectType, createdAt: new Date() } as const;
  const undo = newJob(tables, { type: 'undo', ...about });
  keep(undosOf(tables), { id: undo.id, partnerId: job.partnerId, load, validateOnly });
  worker.enqueue(undo);
  return undo;
}

/** The entities of which a job has imported something that its undo leaves as it is. */
function notUndoneOf(tables: MockTables, job: JobRow): readonly string[] {
  return entitiesNotUndone([...(importsOf(tables).get(job.id)?.written ?? [])]);
}

/** Takes back what a load wrote and nobody changed since. @throws LoadFailure where it was undone meanwhile */
export function runUndo(tables: MockTables, job: JobRow): LoadOutcome {
  const undo = undosOf(tables).get(job.id);
  if (!undo || undo.load.isUndone) throw new LoadFailure('it was undone already.');
  const { load, validateOnly } = undo;
  const undone = load.products.map((product) => undoneProduct(tables, product)).sort((a, b) => a.after.id - b.after.id);
  const result = countUndone(undone);
  if (!validateOnly) {
    const changedAt = tables.timeOfChange();
    for (const one of undone) writeUndone(tables, one, { feedId: null, job, changedAt });
    load.isUndone = true;
  }
  const reports = undone.flatMap(({ after: { shown }, kept }) => kept.map((column) => ({ sku: shown.sku, column })));
  return {
    message: undoMessage(result, validateOnly, notUndoneOf(tables, load.job)),
    result,
    errors: reports.map(({ sku, column }, index) => ({
      line: index + 1,
      position: 0,
      sku,
      ...(column === null ? {} : { column }),
      code: 'changed_since',
      message: `The ${column === null ? 'product' : 'field'} was changed after the load, and was kept.`,
      severity: 'warning',
    })),
    changes: validateOnly ? undone.flatMap(({ changes }) => changes).slice(0, SAMPLE) : [],
  };
}

/** Records the prices that an undo has changed. */
export function recordUndoEnd(tables: MockTables, job: JobRow, seen: PricesSeen): void {
  if (job.status === 'completed') recordPrices(tables, seen, job.partnerId, { job_id: jobIdOf(job) });
}

function countUndone(undone: readonly Undone[]): UndoResult {
  const count = (which: (one: Undone) => boolean) => undone.filter(which).length;
  const kept = count((one) => one.kept.length > 0);
  return {
    processed: undone.length,
    reversed: undone.length - kept,
    removed: count(({ outcome }) => outcome === 'removed'),
    discontinued: count(({ outcome }) => outcome === 'discontinued'),
    kept,
    errored: 0,
  };
}
