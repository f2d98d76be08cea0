import { idNumber } from '@commerce-integration/contract';
import type { UploadTable } from '../uploads/upload-table.ts';

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
export function batchObjectKey(orgId: string, uploadId: string): string {
  return `${PREFIX}${orgId}/${uploadId}.zip`;
}
