import { z } from 'zod';
import { defineEvent } from '../shared/define-event.ts';
import { dataGroupIdSchema, exportJobIdSchema } from '../shared/ids.ts';
import { exportResultSchema } from '../shared/job-results.ts';
import { EXPORT_RESULT_EXAMPLE } from './examples.ts';

const about = { data_group_id: dataGroupIdSchema, job_id: exportJobIdSchema, message: z.string() };
const example = { data_group_id: 'DG00002', job_id: 'JE00001' } as const;

const exportCompleted = defineEvent('export.completed', {
  about: 'The files of an export of a data group have been written.',
  subject: ({ data_group_id }) => data_group_id,
  data: z.object({ ...about, result: exportResultSchema }),
  example: { ...example, message: 'Export completed. Files: 1. Rows: 2.', result: EXPORT_RESULT_EXAMPLE },
});

const exportFailed = defineEvent('export.failed', {
  about: 'An export of a data group failed. Files that were already complete stay: `GET /jobs/{job_id}/files`.',
  subject: ({ data_group_id }) => data_group_id,
  data: z.object({ ...about, error: z.string().meta({ description: 'The cause.' }) }),
  example: {
    ...example,
    message: 'Export failed: products_20260406T141727Z.csv has characters that windows-1252 does not have.',
    error: 'products_20260406T141727Z.csv has characters that windows-1252 does not have.',
  },
});

export const IMPEX_EXPORT_EVENTS = [exportCompleted, exportFailed] as const;
