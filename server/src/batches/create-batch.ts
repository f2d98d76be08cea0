import {
  type BatchType,
  type CreateBatch,
  idNumber,
  type OperationsBatch as OperationsBatchShape,
  Problem,
} from '@commerce-integration/contract';
import { LockMode } from '@mikro-orm/core';
import type { UnitOfWork } from '../database/orm.ts';
import { createJob } from '../jobs/create-job.ts';
import { actingPartnerById, type KeyPartner } from '../partners/acting-partner.ts';
import type { JobQueue } from '../queue/job-queue.ts';
import type { ObjectStore } from '../storage/object-store.ts';
import { findUpload } from '../uploads/check-upload.ts';
import { BatchUpload } from './batch-upload.entity.ts';
import { presentBatch } from './batches.presenter.ts';
import { OperationsBatch } from './operations-batch.entity.ts';

export interface BatchWish extends CreateBatch {
  orgId: string;
  batchType: BatchType;
}

/**
 * Creates a batch from an uploaded ZIP and queues its job. Of two concurrent calls with one upload, one is refused.
 *
 * @throws Problem as `actingPartnerById` does; `not_found` for the upload, also for another organisation's;
 *   `upload_already_used`, `upload_expired`, `upload_not_complete`
 */
export async function createBatch(
  em: UnitOfWork,
  store: ObjectStore,
  queue: JobQueue,
  caller: KeyPartner,
  wish: BatchWish,
): Promise<OperationsBatchShape> {
  const partner = await actingPartnerById(em, caller, wish.orgId);
  const upload = await useUpload(em, store, partner.id, wish.upload_id);
  const batch = em.create(OperationsBatch, {
    partnerId: partner.id,
    uploadId: upload.id,
    batchType: wish.batchType,
    name: wish.name ?? null,
    onError: wish.on_error,
    validateOnly: wish.validate_only,
    createdAt: new Date(),
  });
  await em.flush();
  const extent = { bytes: upload.sizeBytes ?? undefined, isCompressed: true };
  const about = { partnerId: batch.partnerId, subjectId: batch.id, createdAt: new Date(), extent };
  const job = await createJob(em, { type: 'operations_batch', ...about }, queue);
  return presentBatch(batch, partner.name, job);
}

/** Marks an upload as used by a batch, and stores its object's ETag, so that a later replacement is noticed. */
async function useUpload(
  em: UnitOfWork,
  store: ObjectStore,
  partnerId: number,
  uploadId: string,
): Promise<BatchUpload> {
  const upload = await em.findOne(
    BatchUpload,
    { id: idNumber(uploadId), partnerId },
    { lockMode: LockMode.PESSIMISTIC_WRITE },
  );
  if (!upload) throw new Problem('not_found', `Upload ${uploadId} not found.`);
  const now = new Date();
  upload.assertOpen(now);
  const notPut = new Problem(
    'upload_not_complete',
    `Nothing was put to the URL of upload ${uploadId} yet: put the ZIP first.`,
  );
  const stored = await findUpload(store, upload, undefined, notPut);
  return em.assign(upload, { usedAt: now, etag: stored.etag, sizeBytes: stored.size });
}
