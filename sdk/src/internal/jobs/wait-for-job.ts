import { isTerminal, JOB_STATUSES } from '@commerce-integration/contract';
import { JobFailedError, WaitTimeoutError } from '../../errors/wait-errors.ts';
import type { Page } from '../endpoints/page.ts';
import { LONG_POLL_SECONDS } from '../generated/constants.ts';
import type { Answer } from '../transport/answer.ts';
import type { Logger } from '../transport/logger.ts';
import type { Job, JobError } from '../types/wire-types.ts';
import { type WaitForJobOptions, waitPlan } from './wait-options.ts';
import { Watch } from './watch.ts';

/** The calls that waiting for a job needs. */
export interface JobReader {
  get(jobId: string, waitSeconds: number, signal: AbortSignal | undefined): Promise<Answer<Job>>;
  /** The first rejected values of a load. */
  firstErrors(jobId: string, signal: AbortSignal | undefined): Promise<Page<JobError>>;
  readonly logger: Logger;
}

/**
 * Waits until a job has ended. Polls at once, then after growing pauses. The API itself waits during a pause and
 * answers when the job ends; the client only sleeps if the API did not wait. Polls are retried like any read.
 *
 * @throws JobFailedError, WaitTimeoutError, AbortError; ApiError as a read of the job does
 */
export async function waitForJob(jobs: JobReader, jobId: string, options: WaitForJobOptions = {}): Promise<Job> {
  const plan = waitPlan(options);
  const watch = new Watch<Job>(
    {
      name: `Job ${jobId}`,
      statuses: JOB_STATUSES,
      longestHoldMs: LONG_POLL_SECONDS * 1_000,
      logger: jobs.logger,
      get: (holdMs, signal) => jobs.get(jobId, holdMs / 1_000, signal),
      isOver: ({ status }) => isTerminal(status),
      timeout: ({ last, ...facts }) => {
        const said = last ? ` Last: "${last.message}"` : '';
        const advice = waitsToBeRun(last)
          ? `The job was not started: start it with POST /jobs/${jobId}/run.`
          : 'The job continues: wait again, or cancel it.';
        return new WaitTimeoutError(`Job ${jobId} had not ended`, `${said} ${advice}`, {
          ...facts,
          lastJob: last,
          lastOrder: undefined,
        });
      },
    },
    plan,
  );
  const job = await watch.untilOver();
  if (job.status === 'completed' || !plan.throwOnFailure) return job;
  throw await failureOf(jobs, job, plan.signal);
}

/** Whether the job is a load that was never started: one that is in the queue has a place there. */
function waitsToBeRun(job: Job | undefined): boolean {
  return job?.status === 'queued' && job.job_type === 'validation' && job.queue_position === undefined;
}

/** The error of a job that did not complete, with its first rejected values where they can be read. */
async function failureOf(jobs: JobReader, job: Job, signal: AbortSignal | undefined): Promise<JobFailedError> {
  if (job.status !== 'failed') return new JobFailedError(job);
  try {
    return new JobFailedError(job, (await jobs.firstErrors(job.job_id, signal)).items);
  } catch {
    // The failure of the job is more important than an error of reading its rows.
    return new JobFailedError(job);
  }
}
