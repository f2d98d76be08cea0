import { isTerminal, isWorked, Problem } from '@commerce-integration/contract';
import { JOB_MESSAGES } from '@commerce-integration/contract/rules';
import { LockMode } from '@mikro-orm/core';
import type { UnitOfWork } from '../database/orm.ts';
import { jobRules } from './define-job.ts';
import { recordCancelled } from './finish-job.ts';
import type { Job } from './job.entity.ts';
import { getJob } from './jobs.queries.ts';

/**
 * Cancels a job. A job that has not started is cancelled at once; for a running one, cancellation is requested, and its
 * worker stops at the next safe point.
 *
 * @throws Problem `not_found`, `job_already_finished`
 */
export async function cancelJob(em: UnitOfWork, jobId: string): Promise<Job> {
  const job = await getJob(em, jobId);
  await em.refresh(job, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (isTerminal(job.status)) throw new Problem('job_already_finished', `Job ${jobId} is already ${job.status}.`);
  const now = new Date();
  if (job.status === 'running' || isHalfDone(job)) {
    job.cancelRequestedAt ??= now;
    job.message = JOB_MESSAGES.cancelling();
  } else {
    em.assign(job, {
      status: 'cancelled',
      message: JOB_MESSAGES.cancelled(job.jobType),
      runRequestedAt: null,
      finishedAt: now,
    });
    await em.flush();
    await recordCancelled(em, job);
    if (isWorked(job.jobType)) await jobRules(job.jobType).cancelled?.(em, job);
  }
  return job;
}

/** Whether an earlier try may have committed part of the work, so that a worker must end the job. */
function isHalfDone(job: Job): boolean {
  return isWorked(job.jobType) && jobRules(job.jobType).isResumable === true && job.attempt > 0;
}
