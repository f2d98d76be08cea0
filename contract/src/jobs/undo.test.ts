import { describe, expect, it } from 'vitest';
import { JOB_STATUSES } from '../shared/job-statuses.ts';
import { JOB_TYPES, type JobType } from '../shared/job-types.ts';
import { assertUndoable, nothingToUndo, undoMessage } from './undo.ts';

const RESULT = { processed: 6, reversed: 3, removed: 1, discontinued: 1, kept: 2, errored: 1 };

/** The states in which a job of a type can be undone. */
function undoable(jobType: JobType): string[] {
  return JOB_STATUSES.filter((status) => {
    try {
      assertUndoable({ jobType, number: 7, status });
      return true;
    } catch (error) {
      expect(error).toMatchObject({ code: 'job_not_undoable' });
      return false;
    }
  });
}

describe('the undo of a job', () => {
  it('is for loads and imports that have ended', () => {
    expect(undoable('validation').sort()).toEqual(['cancelled', 'completed', 'failed']);
    expect(undoable('import').sort()).toEqual(['cancelled', 'completed', 'failed']);
    for (const type of JOB_TYPES) if (type !== 'validation' && type !== 'import') expect(undoable(type)).toEqual([]);
  });

  it('is refused with the reason', () => {
    expect(() => assertUndoable({ jobType: 'undo', number: 7, status: 'completed' })).toThrow(
      'Job JU00007 cannot be undone: only validation jobs and import jobs can.',
    );
    expect(() => assertUndoable({ jobType: 'import', number: 7, status: 'running' })).toThrow(
      'Job JI00007 cannot be undone: it is running.',
    );
    const job = { jobType: 'import', number: 7, status: 'completed' } as const;
    const reasons = 'it changed no product, was undone already, or ended more than 30 days ago.';
    expect(nothingToUndo(job, [])).toMatchObject({
      code: 'job_not_undoable',
      message: `Job JI00007 has nothing to undo: ${reasons}`,
    });
    expect(nothingToUndo(job, ['price', 'category']).message).toBe(
      `Job JI00007 has nothing to undo: ${reasons} Rows of these entities were imported and cannot be undone: price, category.`,
    );
  });

  it('reports what it did, and what it left', () => {
    const counts = 'Products of the load: 6. Reversed: 3. Kept: 2. Errored: 1.';
    expect(undoMessage(RESULT, false, [])).toBe(`Undo completed. ${counts}`);
    expect(undoMessage(RESULT, true, ['price'])).toBe(
      `Undo checked; nothing was written. ${counts} Rows of these entities were imported and cannot be undone: price.`,
    );
  });
});
