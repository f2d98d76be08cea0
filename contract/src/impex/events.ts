import { z } from 'zod';
import { defineEvent } from '../shared/define-event.ts';
import { dataGroupIdSchema, importJobIdSchema } from '../shared/ids.ts';
import { importResultSchema } from '../shared/job-results.ts';

const about = { data_group_id: dataGroupIdSchema, job_id: importJobIdSchema, message: z.string() };
const example = { data_group_id: 'DG00001', job_id: 'JI00001' } as const;
const counts = { processed: 1, inserted: 0, updated: 1, unchanged: 0, skipped: 0 };
const file = {
  file_name: 'preise_2026-04.csv',
  data_descriptor_id: 'DD00001',
  version: 1,
  status: 'completed',
} as const;

const importCompleted = defineEvent('import.completed', {
  about: 'The files of an import have been read, and those without too many errors were imported.',
  subject: ({ data_group_id }) => data_group_id,
  data: z.object({ ...about, result: importResultSchema }),
  example: {
    ...example,
    message: 'Import completed. Files: 1. Failed: 0. Rows: 1. Inserted: 0. Updated: 1. Unchanged: 0. Skipped: 0.',
    result: { ...counts, files: [{ ...file, ...counts }] },
  },
});

const importFailed = defineEvent('import.failed', {
  about: 'An import ended before all of its files were read.',
  subject: ({ data_group_id }) => data_group_id,
  data: z.object({ ...about, error: z.string().meta({ description: 'The cause.' }) }),
  example: {
    ...example,
    message: 'Import failed: no descriptor of the data group matches the file lager.txt.',
    error: 'no descriptor of the data group matches the file lager.txt.',
  },
});

export const IMPEX_EVENTS = [importCompleted, importFailed] as const;
