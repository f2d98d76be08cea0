import { describe, expect, it } from 'vitest';
import { jobLinks, loadMessage } from '../src/jobs/job-rules.ts';
import { cursorNumber, toPage, wrongCursor } from '../src/shared/id-cursor.ts';
import type { LoadResult } from '../src/shared/job-results.ts';

describe('a page', () => {
  const page = (rows: number[], limit: number) => toPage(rows, limit, String, (row) => `after ${row}`);

  it('has a cursor if there is a further row: that of the last shown row', () => {
    expect(page([1, 2, 3], 2)).toEqual({ count: 2, items: ['1', '2'], next_cursor: 'after 2' });
    expect(page([1, 2], 2)).toEqual({ count: 2, items: ['1', '2'] });
    expect(page([1], 2)).toEqual({ count: 1, items: ['1'] });
    expect(page([], 2)).toEqual({ count: 0, items: [] });
    expect(page([1], 0)).toEqual({ count: 0, items: [] });
  });

  it('begins after the ID in its cursor', () => {
    expect(cursorNumber(undefined, 'product')).toBeUndefined();
    expect(cursorNumber('PR00042', 'product')).toBe(42);
    expect(cursorNumber('PR123456789012345', 'product')).toBe(123_456_789_012_345);
  });

  it.each([
    '',
    'PR',
    '00042',
    'FD00042',
    'PR0042',
    'PR1234567890123456',
    'PR00042x',
    'PR-00042',
    'PRxPR00042',
    'pr00042',
  ])('refuses the cursor %j', (cursor) => {
    expect(() => cursorNumber(cursor, 'product')).toThrow(wrongCursor());
    expect(wrongCursor()).toMatchObject({
      code: 'invalid_cursor',
      message: "The cursor does not belong to this query: take the previous page's next_cursor.",
    });
  });
});

describe('the links of a job', () => {
  const job = { job_id: 'JV00007', partnerId: 3 };
  const feed = { type: 'feed', id: 2 } as const;

  it('refer to its feed', () => {
    expect(jobLinks({ ...job, job_type: 'submission', subject: feed })).toEqual({
      self: '/jobs/JV00007',
      feed: '/feeds/FD00002',
    });
  });

  it('of a load refer to the possible actions', () => {
    expect(jobLinks({ ...job, job_type: 'validation', subject: feed })).toEqual({
      self: '/jobs/JV00007',
      feed: '/feeds/FD00002',
      run: '/jobs/JV00007/run',
      cancel: '/jobs/JV00007/cancel',
      errors: '/jobs/JV00007/errors',
      errors_csv: '/jobs/JV00007/errors.csv',
      undo: '/jobs/JV00007/undo',
    });
  });

  it('of an undo refer to the job that it undoes', () => {
    const undo = { ...job, job_id: 'JU00001', job_type: 'undo' } as const;
    expect(jobLinks({ ...undo, subject: { type: 'validation_job', id: 7 } }).undone_job).toBe('/jobs/JV00007');
    expect(jobLinks({ ...undo, subject: { type: 'import_job', id: 7 } }).undone_job).toBe('/jobs/JI00007');
  });

  it('of a batch refer to the batch, under its partner', () => {
    expect(jobLinks({ ...job, job_type: 'operations_batch', subject: { type: 'operations_batch', id: 5 } })).toEqual({
      self: '/jobs/JV00007',
      batch: '/org/PT00003/operations-batches/OB00005',
      operations: '/org/PT00003/operations-batches/OB00005/operations',
      errors_zip: '/org/PT00003/operations-batches/OB00005/errors.zip',
      cancel: '/jobs/JV00007/cancel',
    });
  });
});

describe('the message of a load', () => {
  const result: LoadResult = {
    processed: 10,
    inserted: 1,
    updated: 2,
    unchanged: 3,
    skipped: 4,
    duplicates: 1,
    removed: 0,
  };
  const counts = 'Products processed: 10. Inserted: 1. Updated: 2. Unchanged: 3. Skipped: 4.';

  it('counts the changes, and removed products if there are any', () => {
    expect(loadMessage(result, false)).toBe(`ETL processing completed. ${counts}`);
    expect(loadMessage({ ...result, removed: 5 }, false)).toBe(`ETL processing completed. ${counts} Removed: 5.`);
  });

  it('says why nothing was removed', () => {
    const notes = [
      { code: 'empty_rows_skipped', message: '1 row without any value: ignored.', count: 1 },
      { code: 'nothing_removed', message: 'No product was removed.', count: 2 },
    ];
    expect(loadMessage({ ...result, notes }, false)).toBe(
      `ETL processing completed. ${counts} No product was removed.`,
    );
    expect(loadMessage({ ...result, notes: notes.slice(0, 1) }, false)).toBe(`ETL processing completed. ${counts}`);
  });

  it('of a validation says that nothing was written', () => {
    expect(loadMessage({ ...result, removed: 1 }, true)).toBe(
      `Validation completed; nothing was written. ${counts} Removed: 1.`,
    );
    expect(loadMessage(result, true)).toBe(`Validation completed; nothing was written. ${counts}`);
  });
});
