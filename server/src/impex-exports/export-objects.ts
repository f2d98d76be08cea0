import { formatId } from '@commerce-integration/contract';
import type { UploadTable } from '../uploads/upload-table.ts';

const PREFIX = 'exports/';
const KEY = /^exports\/DG\d{5,15}\/JE\d{5,15}\/(\d{1,15})$/;

/** The files of exports. Each row is made after its object: what a killed worker has left belongs to none. */
export const EXPORT_OBJECTS: UploadTable = {
  name: 'data_export_file',
  prefix: PREFIX,
  rowOf: (key) => {
    const [, number] = KEY.exec(key) ?? [];
    return number === undefined ? undefined : Number(number);
  },
  open: 'false',
  kept: 'true',
  expiresAt: 'written_at',
  multipartId: 'null',
};

/** The beginning of the keys of an export's files. */
export function exportFolder(groupId: number, jobNumber: number): string {
  return `${PREFIX}${formatId('dataGroup', groupId)}/${formatId('exportJob', jobNumber)}/`;
}

/** The object key of a file. */
export function exportObjectKey(groupId: number, jobNumber: number, fileId: number): string {
  return `${exportFolder(groupId, jobNumber)}${fileId}`;
}
