import { isTerminal, type OperationsBatch as OperationsBatchShape, Problem } from '@commerce-integration/contract';
import type { UnitOfWork } from '../database/orm.ts';
import { createBatchJob } from '../jobs/create-batch-job.ts';
import type { KeyPartner } from '../partners/acting-partner.ts';
import type { JobQueue } from '../queue/job-queue.ts';
import { presentBatch } from './batches.presenter.ts';
import { type BatchPath, getBatch, jobOfBatch } from './batches.queries.ts';
import { OperationsBatch } from './operations-batch.entity.ts';
import { activeOrganisation } from './organisation.ts';

/**
 * Makes a batch of the failed operations of another one, from the same ZIP and under the same rules, and puts its job
 * into the queue.
 *
 * @throws Problem as `activeOrganisation` and `getBatch` do; `batch_not_finished`, `nothing_to_retry`
 */
export async function retryFailedOperations(
  em: UnitOfWork,
  queue: JobQueue,
  caller: KeyPartner,
  path: BatchPath,
): Promise<OperationsBatchShape> {
  await activeOrganisation(em, caller, path.org_id);
  const first = await getBatch(em, caller, path);
  await assertFinished(em, first);
  if (first.failed === 0)
    throw new Problem('nothing_to_retry', `Operations batch ${path.batch_id} has no failed operations.`);
  const { partnerId, uploadId, batchType, name, onError, validateOnly } = first;
  const now = new Date();
  const batch = em.create(OperationsBatch, {
    ...{ partnerId, uploadId, batchType, name: name ?? null, onError, validateOnly },
    retryOfId: first.id,
    listedAt: now,
    total: first.failed,
    createdAt: now,
  });
  await em.flush();
  await em.execute(COPY_FAILED, [batch.id, first.id]);
  return presentBatch(batch, await createBatchJob(em, queue, batch));
}

/** @throws Problem `batch_not_finished` */
export async function assertFinished(em: UnitOfWork, batch: OperationsBatch): Promise<void> {
  const job = await jobOfBatch(em, batch);
  if (isTerminal(job.status)) return;
  throw new Problem('batch_not_finished', `Operations batch ${batch.publicId()} is ${job.status}: wait for its end.`);
}

const COPY_FAILED = `
  insert into batch_operation
    (batch_id, position, operation_id, data_offset, packed_bytes, unpacked_bytes, crc32, deflated)
  select ?, row_number() over (order by position), operation_id, data_offset, packed_bytes, unpacked_bytes, crc32, deflated
  from batch_operation where batch_id = ? and status = 'failed' order by position`;
