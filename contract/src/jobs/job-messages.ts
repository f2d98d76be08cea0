import { JOB_TYPE_DECLARATIONS, type JobType } from '../shared/job-types.ts';

const workOf = (jobType: JobType) => JOB_TYPE_DECLARATIONS[jobType].work;

/** What a job's message says when something has happened to it. What a completed job says is its type's own. */
export const JOB_MESSAGES = {
  queued: (jobType: JobType) => `${workOf(jobType)} queued.`,
  started: (jobType: JobType) => `${workOf(jobType)} started.`,
  cancelling: () => 'Cancelling.',
  cancelled: (jobType: JobType) => `${workOf(jobType)} cancelled.`,
  /** @param cause the sentence's end, with its full stop */
  failed: (jobType: JobType, cause: string) => `${workOf(jobType)} failed: ${cause}`,
  /** @param tries how often it was started since it was asked to run */
  interrupted: (jobType: JobType, tries: number, maxTries: number) =>
    `${workOf(jobType)} interrupted; it is tried again (${tries} of ${maxTries} tries so far).`,
} as const;
