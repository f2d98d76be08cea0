import { isTerminal, Problem } from '@commerce-integration/contract';
import { LockMode } from '@mikro-orm/core';
import type { UnitOfWork } from '../database/orm.ts';
import { recordCancelled } from './finish-job.ts';
import type { Job } from './job.entity.ts';
import { getJob } from './jobs.queries.ts';
import { workName } from './work-name.ts';

/**
 * Cancels a job: one that has not started never will; one that has is asked to stop, and a worker does so at the next
 * safe point.
 *
 * @throws Problem `not_found`, `job_already_finished`
 */
export async function cancelJob(em: UnitOfWork, jobId: string): Promise<Job> {
  const job = await getJob(em, jobId);
  await em.refresh(job, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (isTerminal(job.status)) throw new Problem('job_already_finished', `Job ${jobId} is ${job.status} already.`);
  const now = new Date();
  if (job.status === 'running' || job.isHalfDone()) {
    job.cancelRequestedAt ??= now;
    job.message = 'Cancelling.';
  } else {
    em.assign(job, {
      status: 'cancelled',
      message: `${workName(job)} cancelled.`,
      runRequestedAt: null,
      finishedAt: now,
    });
    await em.flush();
    await recordCancelled(em, job);
  }
  return job;
}
