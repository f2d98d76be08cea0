import {
  type BatchOperation,
  formatId,
  formatJobId,
  idNumber,
  isTerminal,
  type OperationsBatch,
  Problem,
} from '@commerce-integration/contract';
import { entryNameOf } from '@commerce-integration/contract/rules';
import type { MockCall } from '../mock-call.ts';
import type { BatchOperationRow, BatchRow, JobRow, PartnerRow } from '../mock-rows.ts';
import { type MockTables, notFound } from '../mock-tables.ts';
import { getPartner } from '../partners/mock-partner-rows.ts';
import { batchResult, notesOf } from './mock-batch-run.ts';

type Seen = Pick<MockCall, 'tables' | 'caller'>;

/** The partner that a path names. @throws Problem `forbidden` for another one than the key's, `not_found` */
export function organisationOf({ tables, caller: { partner } }: Seen, orgId: string): PartnerRow {
  if (partner && formatId('partner', partner.id) !== orgId) {
    throw new Problem('forbidden', `The API key belongs to ${formatId('partner', partner.id)}, not to ${orgId}.`);
  }
  return getPartner(tables, orgId);
}

/** A batch and its job. @throws Problem `forbidden`, `not_found` */
export function getBatch(
  seen: Seen,
  { org_id, batch_id }: { org_id: string; batch_id: string },
): { batch: BatchRow; job: JobRow } {
  const partner = organisationOf(seen, org_id);
  const batch = seen.tables.batches.get(idNumber(batch_id));
  if (batch?.partnerId !== partner.id) throw notFound('Operations batch', batch_id);
  return { batch, job: jobOfBatch(seen.tables, batch) };
}

/** A batch that has ended. @throws Problem as {@link getBatch}; `batch_not_finished` */
export function getFinishedBatch(seen: Seen, path: { org_id: string; batch_id: string }) {
  const found = getBatch(seen, path);
  const { status } = found.job;
  if (isTerminal(status)) return found;
  throw new Problem('batch_not_finished', `Operations batch ${path.batch_id} is ${status}: wait for its end.`);
}

export function jobOfBatch(tables: MockTables, { id }: BatchRow): JobRow {
  const job = [...tables.jobs.values()].find(({ batchId }) => batchId === id);
  if (!job) throw new Error(`Batch ${id} has no job`);
  return job;
}

/** Adds a batch, and its job to the queue. */
export function newBatch({ tables, worker }: MockCall, fields: Omit<BatchRow, 'id' | 'createdAt'>): OperationsBatch {
  const createdAt = new Date();
  const batch: BatchRow = { id: tables.next('operationsBatch'), ...fields, createdAt };
  tables.batches.set(batch.id, batch);
  const job: JobRow = {
    id: tables.next('job'),
    partnerId: batch.partnerId,
    jobType: 'operations_batch',
    number: tables.next('operationsBatchJob'),
    feedId: null,
    batchId: batch.id,
    status: 'queued',
    message: 'Operations batch queued.',
    createdAt,
    underWay: true,
    cancelRequested: false,
    startedAt: null,
    finishedAt: null,
    attempt: 0,
    rowsTotal: null,
    rowsDone: 0,
    result: null,
    error: null,
    errors: [],
    changes: [],
  };
  tables.jobs.set(job.id, job);
  worker.enqueue(job);
  return presentBatch(batch, job);
}

/** What is known of the operations: all once the batch has started, those of a retry from the beginning. */
export function listedOperations({ operations, retryOfId }: BatchRow, job: JobRow): BatchOperationRow[] {
  const isListed = job.startedAt !== null || retryOfId !== null;
  return isListed && typeof operations !== 'string' ? operations : [];
}

export function presentBatch(batch: BatchRow, job: JobRow): OperationsBatch {
  const result = batchResult(listedOperations(batch, job));
  return {
    batch_id: formatId('operationsBatch', batch.id),
    org_id: formatId('partner', batch.partnerId),
    batch_type: batch.batchType,
    name: batch.name,
    on_error: batch.onError,
    validate_only: batch.validateOnly,
    status: job.status,
    message: job.message,
    job_id: formatJobId(job.jobType, job.number) as OperationsBatch['job_id'],
    upload_id: formatId('batchUpload', batch.uploadId),
    retry_of: batch.retryOfId === null ? null : formatId('operationsBatch', batch.retryOfId),
    ...result,
    skipped: isTerminal(job.status) ? result.skipped : 0,
    ...(job.startedAt === null ? {} : notesOf(batch)),
    created_at: batch.createdAt.toISOString(),
    finished_at: job.finishedAt?.toISOString() ?? null,
  };
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
