import { JOB_TYPE_DECLARATIONS, type JobType } from '../shared/job-types.ts';

const workOf = (jobType: JobType) => JOB_TYPE_DECLARATIONS[jobType].work;

/** The messages of a job's states. The message of a completed job depends on its type. */
export const JOB_MESSAGES = {
  queued: (jobType: JobType) => `${workOf(jobType)} queued.`,
  started: (jobType: JobType) => `${workOf(jobType)} started.`,
  cancelling: () => 'Cancelling.',
  cancelled: (jobType: JobType) => `${workOf(jobType)} cancelled.`,
  /** @param cause the end of the sentence, with its full stop */
  failed: (jobType: JobType, cause: string) => `${workOf(jobType)} failed: ${cause}`,
  /** @param tries number of starts since it was asked to run */
  interrupted: (jobType: JobType, tries: number, maxTries: number) =>
    `${workOf(jobType)} interrupted; it is tried again (${tries} of ${maxTries} tries so far).`,
} as const;
