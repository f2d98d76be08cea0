import { type BatchUpload as BatchUploadShape, formatId } from '@commerce-integration/contract';
import type { UnitOfWork } from '../database/orm.ts';
import { nextNumber } from '../database/sequences.ts';
import type { KeyPartner } from '../partners/acting-partner.ts';
import type { ObjectStore } from '../storage/object-store.ts';
import { announceUpload, type UploadUrlOptions } from '../uploads/announce-upload.ts';
import { limitOpenUploads } from '../uploads/limit-open-uploads.ts';
import { BatchUpload } from './batch-upload.entity.ts';
import { BATCH_UPLOADS, batchObjectKey } from './batch-upload-table.ts';
import { activeOrganisation } from './organisation.ts';

const ZIP = 'application/zip';

/** Opens an upload for the ZIP of one batch. @throws Problem as `activeOrganisation` does; `too_many_open_uploads` */
export async function createBatchUpload(
  em: UnitOfWork,
  store: ObjectStore,
  caller: KeyPartner,
  orgId: string,
  options: UploadUrlOptions,
): Promise<BatchUploadShape> {
  const partner = await activeOrganisation(em, caller, orgId);
  await limitOpenUploads(em, BATCH_UPLOADS, partner.id);
  const id = await nextNumber(em, 'batch_upload_id_seq');
  const uploadId = formatId('batchUpload', id);
  const objectKey = batchObjectKey(orgId, uploadId);
  const { put, expiresAt } = await announceUpload(store, { objectKey, contentType: ZIP }, options);
  em.create(BatchUpload, { id, partnerId: partner.id, objectKey, expiresAt, createdAt: new Date() });
  return { upload_id: uploadId, ...put };
}
