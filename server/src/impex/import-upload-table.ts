import { formatId } from '@commerce-integration/contract';
import type { UploadTable } from '../uploads/upload-table.ts';

const PREFIX = 'imports/';
const KEY = /^imports\/DG\d{5,15}\/(\d{1,15})$/;

/** The files of imports. Each row is made after its object, so no upload is ever open. */
export const IMPORT_UPLOADS: UploadTable = {
  name: 'data_import',
  prefix: PREFIX,
  rowOf: (key) => {
    const [, number] = KEY.exec(key) ?? [];
    return number === undefined ? undefined : Number(number);
  },
  open: 'false',
  kept: 'true',
  expiresAt: 'created_at',
  multipartId: 'null',
};

/** The object key of the file of an import. */
export function importObjectKey(groupId: number, importId: number): string {
  return `${PREFIX}${formatId('dataGroup', groupId)}/${importId}`;
}
