import type { BatchResult } from '@commerce-integration/contract';
import { readOperation, shownText } from '@commerce-integration/contract/rules';
import { LoadFailure, type LoadOutcome } from '../jobs/mock-worker.ts';
import type { BatchOperationRow, BatchRow, JobRow } from '../mock-rows.ts';
import type { MockTables } from '../mock-tables.ts';
import { timeToSet } from '../prices/mock-price-lists.ts';
import { executeOperation } from './mock-operations.ts';

/** The operations of a batch's job; undefined for other jobs, and where the archive is refused. */
export function operationsOf(tables: MockTables, { batchId }: JobRow): BatchOperationRow[] | undefined {
  const operations = batchId === null ? undefined : tables.batches.get(batchId)?.operations;
  return typeof operations === 'string' ? undefined : operations;
}

/** Executes the operations of a batch in their order. @throws LoadFailure */
export function runBatch(tables: MockTables, job: JobRow): LoadOutcome {
  const batch = tables.batches.get(job.batchId ?? 0);
  if (!batch) throw new Error(`Job ${job.number} has no batch`);
  const { operations, onError, validateOnly } = batch;
  if (typeof operations === 'string') throw new LoadFailure(operations);
  Object.assign(job, { rowsTotal: operations.length, rowsDone: 0 });
  const takeBack = checkpoint(tables);
  const executed = executeAll(tables, job, batch, operations);
  const failed = executed.filter(({ error }) => error);
  const fails = failed.length > 0 && onError !== 'continue';
  const isTakenBack = validateOnly || (fails && onError === 'rollback');
  if (isTakenBack) takeBack();
  for (const operation of executed) {
    if (operation.error) operation.status = 'failed';
    else if (!(fails && onError === 'rollback')) operation.status = 'succeeded';
  }
  if (fails) throw failure(job, batch, operations, executed.length);
  const result = { ...batchResult(operations), ...notesOf(batch) };
  return { result, message: batchMessage(result, validateOnly), errors: [], changes: [] };
}

/** Executes up to the end, or to the first that fails where the batch stops at that. */
function executeAll(
  tables: MockTables,
  job: JobRow,
  { batchType, onError }: BatchRow,
  operations: readonly BatchOperationRow[],
): BatchOperationRow[] {
  const at = timeToSet(tables, job.partnerId);
  const executed: BatchOperationRow[] = [];
  for (const row of operations) {
    const { type, operation, problem } = readOperation(batchType, row.operationId, row.bytes);
    row.type = type;
    row.error = problem ?? executeOperation(tables, job, operation, at) ?? null;
    executed.push(row);
    if (row.error && onError === 'stop') break;
  }
  return executed;
}

function failure(
  job: JobRow,
  { onError, validateOnly }: BatchRow,
  operations: readonly BatchOperationRow[],
  executed: number,
): LoadFailure {
  const total = operations.length;
  const failed = operations.filter(({ error }) => error);
  const first = `${shownText(failed[0]?.operationId ?? '')}: ${failed[0]?.error?.message}`;
  if (onError === 'rollback') {
    const which = `${failed.length} of ${total} operations failed, the first is ${first}`;
    return new LoadFailure(`${which} Nothing was written.`);
  }
  if (validateOnly) return new LoadFailure(`It stopped at operation ${first} Nothing was written.`);
  job.rowsDone = executed;
  const counts = `Done before it: ${executed - 1}. Skipped: ${total - executed}.`;
  return new LoadFailure(`It stopped at operation ${first} ${counts}`);
}

/** @returns what takes back all that is done to the catalogue from now on */
function checkpoint(tables: MockTables): () => void {
  const products = [...tables.products];
  const [changes, lists] = [tables.productChanges.length, tables.priceLists.length];
  return () => {
    for (const [id, product] of products) tables.products.set(id, product);
    tables.productChanges.splice(changes);
    tables.priceLists.splice(lists);
  };
}

/** What is noted of a batch's archive. Nothing where nothing was. */
export function notesOf({ notes }: BatchRow): Pick<BatchResult, 'notes'> {
  return notes.length === 0 ? {} : { notes };
}

/** What came of the operations; those that are still pending are the skipped ones. */
export function batchResult(operations: readonly BatchOperationRow[]): BatchResult {
  const count = (wanted: BatchOperationRow['status']) => operations.filter(({ status }) => status === wanted).length;
  return {
    total: operations.length,
    succeeded: count('succeeded'),
    failed: count('failed'),
    skipped: count('pending'),
  };
}

function batchMessage({ total, succeeded, failed, skipped }: BatchResult, validateOnly: boolean): string {
  const counts = `Operations: ${total}. Succeeded: ${succeeded}. Failed: ${failed}. Skipped: ${skipped}.`;
  return validateOnly
    ? `Validation completed; nothing was written. ${counts}`
    : `Operations batch completed. ${counts}`;
}
