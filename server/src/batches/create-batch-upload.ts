import { type BatchUpload as BatchUploadShape, formatId, idNumber } from '@commerce-integration/contract';
import type { UnitOfWork } from '../database/orm.ts';
import { nextNumber } from '../database/sequences.ts';
import { actingPartnerById, type KeyPartner } from '../partners/acting-partner.ts';
import type { ObjectStore } from '../storage/object-store.ts';
import {
  announceUpload,
  limitOpenUploads,
  type UploadTable,
  type UploadUrlOptions,
} from '../uploads/announce-upload.ts';
import { BatchUpload } from './batch-upload.entity.ts';

const ZIP = 'application/zip';

/** Opens an upload for the ZIP of one batch. @throws Problem as `actingPartnerById` does; `too_many_open_uploads` */
export async function createBatchUpload(
  em: UnitOfWork,
  store: ObjectStore,
  caller: KeyPartner,
  orgId: string,
  options: UploadUrlOptions,
): Promise<BatchUploadShape> {
  const partner = await actingPartnerById(em, caller, orgId);
  await limitOpenUploads(em, BATCH_UPLOADS, partner.id);
  const id = await nextNumber(em, 'batch_upload_id_seq');
  const uploadId = formatId('batchUpload', id);
  const objectKey = batchObjectKey(orgId, uploadId);
  const { put, expiresAt } = await announceUpload(store, { objectKey, contentType: ZIP }, options);
  em.create(BatchUpload, { id, partnerId: partner.id, objectKey, expiresAt, createdAt: new Date() });
  return { upload_id: uploadId, ...put };
}

const PREFIX = 'batches/';
const KEY = /^batches\/PT\d{5,15}\/(BU\d{5,15})\.zip$/;

/** The table of the uploads of batches. */
export const BATCH_UPLOADS: UploadTable = {
  name: 'batch_upload',
  prefix: PREFIX,
  rowOf: (key) => {
    const [, id] = KEY.exec(key) ?? [];
    return id === undefined ? undefined : idNumber(id);
  },
  open: 'used_at is null',
  kept: 'true',
  expiresAt: 'expires_at',
  multipartId: 'null',
};

/** The object key of an upload's ZIP. */
function batchObjectKey(orgId: string, uploadId: string): string {
  return `${PREFIX}${orgId}/${uploadId}.zip`;
}
