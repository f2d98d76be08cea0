import type { UndoResult } from '../shared/job-results.ts';
import type { JobStatus } from '../shared/job-statuses.ts';
import type { JobType } from '../shared/job-types.ts';
import { Problem } from '../shared/problem.ts';
import { formatJobId } from './job-ids.ts';

/** @throws Problem `job_not_undoable` for a job that is no load, or has not completed */
export function assertUndoable(job: { jobType: JobType; number: number; status: JobStatus }): void {
  const id = formatJobId(job.jobType, job.number);
  if (job.jobType !== 'validation')
    throw new Problem('job_not_undoable', `Job ${id} cannot be undone: only the loads of validation jobs can.`);
  if (job.status !== 'completed')
    throw new Problem('job_not_undoable', `Job ${id} cannot be undone: it is ${job.status}.`);
}

/** The result of an undo, as a sentence. */
export function undoMessage(result: UndoResult, validateOnly: boolean): string {
  const { processed, reversed, kept, errored } = result;
  const counts = `Products of the load: ${processed}. Reversed: ${reversed}. Kept: ${kept}. Errored: ${errored}.`;
  return validateOnly ? `Undo checked; nothing was written. ${counts}` : `Undo completed. ${counts}`;
}
