import { isTerminal, type OperationsBatch as OperationsBatchShape, Problem } from '@commerce-integration/contract';
import { LockMode } from '@mikro-orm/core';
import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';
import { createJob } from '../jobs/create-job.ts';
import { actingPartnerById, type KeyPartner } from '../partners/acting-partner.ts';
import type { JobQueue } from '../queue/job-queue.ts';
import { BatchUpload } from './batch-upload.entity.ts';
import { presentBatch } from './batches.presenter.ts';
import { type BatchPath, getBatch, jobOfBatch } from './batches.queries.ts';
import { OperationsBatch } from './operations-batch.entity.ts';

/** The number of feed rows that take about as long as one operation. */
const ROWS_OF_AN_OPERATION = 10;

/**
 * Creates a batch from the failed operations of another one, from the same ZIP and with the same options, and queues
 * its job. All batches from one upload are related: an operation that one of them has executed no longer counts as
 * failed, and only one retry runs at a time.
 *
 * @throws Problem as `actingPartnerById` and `getBatch` do; `batch_not_finished`, `nothing_to_retry`
 */
export async function retryFailedOperations(
  em: UnitOfWork,
  queue: JobQueue,
  caller: KeyPartner,
  path: BatchPath,
): Promise<OperationsBatchShape> {
  const partner = await actingPartnerById(em, caller, path.org_id);
  const first = await getBatch(em, caller, path);
  await assertFinished(em, first);
  await holdUpload(em, first);
  const { partnerId, uploadId, batchType, name, onError, validateOnly } = first;
  const now = new Date();
  const batch = em.create(OperationsBatch, {
    ...{ partnerId, uploadId, batchType, name: name ?? null, onError, validateOnly },
    retryOfId: first.id,
    listedAt: now,
    createdAt: now,
  });
  await em.flush();
  batch.total = await copyFailed(em, first, batch);
  if (batch.total === 0)
    throw new Problem('nothing_to_retry', `Operations batch ${path.batch_id} has no operations that are still failed.`);
  const extent = { rows: batch.total * ROWS_OF_AN_OPERATION };
  const about = { partnerId: batch.partnerId, subjectId: batch.id, createdAt: new Date(), extent };
  const job = await createJob(em, { type: 'operations_batch', ...about }, queue);
  // A retry reads no archive, which would provide the total.
  job.rowsTotal = batch.total;
  return presentBatch(batch, partner.name, job);
}

/** @throws Problem `batch_not_finished` */
export async function assertFinished(em: UnitOfWork, batch: OperationsBatch): Promise<void> {
  const job = await jobOfBatch(em, batch);
  if (isTerminal(job.status)) return;
  throw new Problem('batch_not_finished', `Operations batch ${batch.publicId()} is ${job.status}: wait for its end.`);
}

/**
 * Locks the upload against other retries until the transaction ends.
 *
 * @throws Problem `batch_not_finished` where a retry has not ended, or was created while this one waited for the lock
 */
async function holdUpload(em: UnitOfWork, first: OperationsBatch): Promise<void> {
  const before = await latestOf(em, first);
  await em.findOneOrFail(BatchUpload, { id: first.uploadId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  const latest = await latestOf(em, first);
  const { status } = await jobOfBatch(em, latest);
  if (isTerminal(status) && latest.id === before.id) return;
  const retry = `Operations batch ${latest.publicId()} retries what failed in ${first.publicId()} and is ${status}`;
  throw new Problem('batch_not_finished', `${retry}: wait for its end and see what came of it first.`);
}

/** The latest batch that was created from an upload. */
function latestOf(em: UnitOfWork, { uploadId }: OperationsBatch): Promise<OperationsBatch> {
  return em.findOneOrFail(OperationsBatch, { uploadId }, { orderBy: { id: 'desc' } });
}

async function copyFailed(em: UnitOfWork, first: OperationsBatch, batch: OperationsBatch): Promise<number> {
  const { rows } = await sqlOf(em).query<{ count: number }>(COPY_FAILED, [first.id, first.uploadId, batch.id]);
  return rows[0]?.count ?? 0;
}

/**
 * Operations of batches from one upload are equal if their files are. Tenancy: the batch was found in the unit of work.
 */
const COPY_FAILED = `
  with failed as (
    select operation.* from batch_operation operation
    where operation.batch_id = $1 and operation.status = 'failed' and operation.data_offset not in (
      select executed.data_offset from operations_batch later
      join batch_operation executed on executed.batch_id = later.id and executed.status = 'succeeded'
      where later.upload_id = $2 and later.id > $1
    )
  ), copied as (
    insert into batch_operation
      (batch_id, position, operation_id, data_offset, packed_bytes, unpacked_bytes, crc32, deflated)
    select $3::bigint, row_number() over (order by position), operation_id, data_offset, packed_bytes, unpacked_bytes, crc32,
      deflated
    from failed order by position
    returning 1
  )
  select count(*)::integer as count from copied`;
