import {
  type BatchOperation,
  type BatchResult,
  formatId,
  formatJobId,
  isTerminal,
  type OperationsBatch,
  Problem,
} from '@commerce-integration/contract';
import { assertOwnOrganisation, entryNameOf } from '@commerce-integration/contract/rules';
import type { MockCall, Seen } from '../http/mock-call.ts';
import { newJob } from '../jobs/mock-job-rows.ts';
import { getPartner } from '../partners/mock-acting-partner.ts';
import type { BatchOperationRow, BatchRow, JobRow, PartnerRow } from '../store/mock-rows.ts';
import { getRow, keep, type MockTables } from '../store/mock-tables.ts';

/** The IDs of an organisation and its batch, from the path. */
interface BatchPath {
  org_id: string;
  batch_id: string;
}

/** The partner that a path names. @throws Problem `forbidden` for another one than the key's, `not_found` */
export function organisationOf(seen: Seen, orgId: string): PartnerRow {
  assertOwnOrganisation(seen.caller.partner, orgId);
  return getPartner(seen, orgId);
}

/** A batch and its job. @throws Problem `forbidden`, `not_found` */
export function getBatch({ tables, caller }: Seen, { org_id, batch_id }: BatchPath): { batch: BatchRow; job: JobRow } {
  const { id, shown } = organisationOf({ tables, caller }, org_id);
  const ofPartner = { ...caller, partner: { id, name: shown.partner_name } };
  const batch = getRow(tables.batches, ofPartner, batch_id, `Operations batch ${batch_id} not found.`);
  return { batch, job: jobOfBatch(tables, batch) };
}

/** A batch that has ended. @throws Problem as {@link getBatch}; `batch_not_finished` */
export function getFinishedBatch(seen: Seen, path: BatchPath): BatchRow {
  const { batch, job } = getBatch(seen, path);
  if (isTerminal(job.status)) return batch;
  throw new Problem('batch_not_finished', `Operations batch ${path.batch_id} is ${job.status}: wait for its end.`);
}

export function jobOfBatch(tables: MockTables, { id }: BatchRow): JobRow {
  const job = [...tables.jobs.values()].find(({ batchId }) => batchId === id);
  if (!job) throw new Error(`Batch ${id} has no job`);
  return job;
}

/** Adds a batch, and its job to the queue. */
export function newBatch(
  { tables, worker }: MockCall,
  partnerId: number,
  {
    operations,
    notes,
    ...asked
  }: Pick<BatchRow, 'operations' | 'notes'> & Omit<BatchRow['shown'], 'batch_id' | 'created_at'>,
): OperationsBatch {
  const createdAt = new Date();
  const id = tables.next('operationsBatch');
  const shown = { ...asked, batch_id: formatId('operationsBatch', id), created_at: createdAt.toISOString() };
  const batch = keep(tables.batches, { id, partnerId, operations, notes, shown });
  const job = newJob(tables, { type: 'operations_batch', partnerId, subjectId: id, createdAt });
  // The operations of a retry are known from the beginning.
  if (asked.retry_of !== null) job.rowsTotal = operations.length;
  worker.enqueue(job);
  return presentBatch(tables, batch);
}

/** The operations that are listed: all once the batch has started; those of a retry from the beginning. */
export function listedOperations({ operations, shown }: BatchRow, job: JobRow): BatchOperationRow[] {
  const isListed = job.startedAt !== null || shown.retry_of !== null;
  return isListed && typeof operations !== 'string' ? operations : [];
}

export function presentBatch(tables: MockTables, batch: BatchRow): OperationsBatch {
  const job = jobOfBatch(tables, batch);
  const { notes, ...counts } = batchResult(listedOperations(batch, job), batch.notes);
  return {
    ...batch.shown,
    partner_name: tables.partnerName(batch.partnerId),
    status: job.status,
    message: job.message,
    job_id: formatJobId(job.jobType, job.number) as OperationsBatch['job_id'],
    ...counts,
    skipped: isTerminal(job.status) ? counts.skipped : 0,
    ...(job.startedAt === null || !notes ? {} : { notes }),
    finished_at: job.finishedAt?.toISOString() ?? null,
  };
}

/** The counters of the operations; those that are still pending were skipped. */
export function batchResult(operations: readonly BatchOperationRow[], notes: BatchRow['notes']): BatchResult {
  const count = (wanted: BatchOperationRow['status']) => operations.filter(({ status }) => status === wanted).length;
  const counts = { succeeded: count('succeeded'), failed: count('failed'), skipped: count('pending') };
  return { total: operations.length, ...counts, ...(notes.length === 0 ? {} : { notes }) };
}

/** @param position from 1 */
export function presentOperation(row: BatchOperationRow, position: number, job: JobRow): BatchOperation {
  return {
    operation_id: row.operationId,
    position,
    type: row.type,
    status: row.status === 'pending' && isTerminal(job.status) ? 'skipped' : row.status,
    ...(row.error ? { error: row.error } : {}),
    entry_name: entryNameOf(row.operationId),
  };
}
