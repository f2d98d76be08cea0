import { idNumber } from '@commerce-integration/contract';
import type { UploadTable } from '../uploads/upload-table.ts';

const PREFIX = 'batches/';
const KEY = /^batches\/PT\d{5,15}\/(BU\d{5,15})\.zip$/;

/** Where the uploads of batches are kept. */
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

/** Where the ZIP of an upload is put. */
export function batchObjectKey(orgId: string, uploadId: string): string {
  return `${PREFIX}${orgId}/${uploadId}.zip`;
}
