import { formatId } from '@commerce-integration/contract';
import { madeAfterObjects } from '../uploads/announce-upload.ts';

const PREFIX = 'exports/';

/** The files of exports. Leftovers of a killed worker belong to no row. */
export const EXPORT_OBJECTS = madeAfterObjects({
  name: 'data_export_file',
  prefix: PREFIX,
  key: /^exports\/DG\d{5,15}\/JE\d{5,15}\/(\d{1,15})$/,
  madeAt: 'written_at',
});

/** The key prefix of an export's files. */
export function exportFolder(groupId: number, jobNumber: number): string {
  return `${PREFIX}${formatId('dataGroup', groupId)}/${formatId('exportJob', jobNumber)}/`;
}

/** The object key of a file. */
export function exportObjectKey(groupId: number, jobNumber: number, fileId: number): string {
  return `${exportFolder(groupId, jobNumber)}${fileId}`;
}
