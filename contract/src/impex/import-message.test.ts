import { expect, it } from 'vitest';
import type { ImportedFile } from '../shared/job-results.ts';
import { importMessage, importResult } from './import-message.ts';

const file = (file_name: string, status: ImportedFile['status'], more: Partial<ImportedFile> = {}): ImportedFile => ({
  file_name,
  data_descriptor_id: 'DD00001',
  version: 1,
  status,
  ...{ processed: 0, inserted: 0, updated: 0, unchanged: 0, skipped: 0 },
  ...more,
});
const rows = { processed: 2, inserted: 2 };

it.each<[string, ImportedFile[], string]>([
  ['each file once', [file('a.csv', 'completed', rows), file('b.csv', 'failed')], 'Files: 2. Failed: 1.'],
  [
    'a file once that failed with the rows within its rows',
    [file('a.csv', 'failed'), file('a.csv', 'failed', { children: 'prices' })],
    'Files: 1. Failed: 1.',
  ],
  [
    'a file once of which several kinds of rows within rows failed',
    [
      file('a.csv', 'completed', rows),
      file('a.csv', 'failed', { children: 'prices' }),
      file('a.csv', 'failed', { children: 'attributes' }),
      file('b.txt', 'unmatched'),
    ],
    'Files: 1. Failed: 1. Matched by no descriptor: 1.',
  ],
])('the message of an import counts %s', (_what, files, counts) => {
  expect(importMessage(importResult(files), false)).toContain(`Import completed. ${counts} Rows: `);
});
