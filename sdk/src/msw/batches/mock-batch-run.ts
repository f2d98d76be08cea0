import { batchMessage, nothingWritten, readOperation, stoppedMessage } from '@commerce-integration/contract/rules';
import { LoadFailure, type LoadOutcome } from '../jobs/mock-worker.ts';
import type { BatchOperationRow, BatchRow, JobRow } from '../store/mock-rows.ts';
import { checkpoint, type MockTables } from '../store/mock-tables.ts';
import { batchResult } from './mock-batch-rows.ts';
import { executeOperation } from './mock-operations.ts';

/** The number of a batch's operations; 0 where its archive is refused. */
export function operationsOf(tables: MockTables, { batchId }: JobRow): number {
  const operations = tables.batches.get(batchId ?? 0)?.operations ?? [];
  return typeof operations === 'string' ? 0 : operations.length;
}

/** Executes the operations of a batch in their order. @throws LoadFailure */
export function runBatch(tables: MockTables, job: JobRow): LoadOutcome {
  const batch = tables.batches.get(job.batchId ?? 0);
  if (!batch) throw new Error(`Job ${job.number} has no batch`);
  const { operations, notes } = batch;
  const { on_error, validate_only } = batch.shown;
  if (typeof operations === 'string') throw new LoadFailure(operations);
  Object.assign(job, { rowsTotal: operations.length, rowsDone: 0 });
  const takeBack = checkpoint(tables);
  const executed = executeAll(tables, job, batch, operations);
  const fails = executed.some(({ error }) => error) && on_error !== 'continue';
  const rollsBack = fails && on_error === 'rollback';
  if (validate_only || rollsBack) takeBack();
  for (const operation of executed) {
    if (operation.error) operation.status = 'failed';
    else if (!rollsBack) operation.status = 'succeeded';
  }
  if (fails) throw failure(job, batch, operations, executed.length);
  const result = batchResult(operations, notes);
  return { result, message: batchMessage(result, validate_only), errors: [], changes: [] };
}

/** Executes all operations, or up to the first that fails where the batch stops at that. */
function executeAll(
  tables: MockTables,
  job: JobRow,
  { shown: { batch_type, on_error } }: BatchRow,
  operations: readonly BatchOperationRow[],
): BatchOperationRow[] {
  const at = tables.timeOfChange();
  const executed: BatchOperationRow[] = [];
  for (const row of operations) {
    const { type, operation, problem } = readOperation(batch_type, row.operationId, row.bytes);
    row.type = type;
    row.error = problem ?? executeOperation(tables, job, operation, at) ?? null;
    executed.push(row);
    if (row.error && on_error === 'stop') break;
  }
  return executed;
}

function failure(
  job: JobRow,
  { shown: { on_error, validate_only } }: BatchRow,
  operations: readonly BatchOperationRow[],
  executed: number,
): LoadFailure {
  const total = operations.length;
  const failed = operations.filter(({ error }) => error);
  const first = { operationId: failed[0]?.operationId ?? '', message: failed[0]?.error?.message ?? '' };
  if (on_error === 'rollback') return new LoadFailure(nothingWritten(failed.length, total, first));
  if (validate_only) return new LoadFailure(nothingWritten(undefined, total, first));
  job.rowsDone = executed;
  return new LoadFailure(stoppedMessage(executed, total, first));
}
