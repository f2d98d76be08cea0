import { Problem, type WorkedJobType } from '@commerce-integration/contract';
import { LockMode } from '@mikro-orm/core';
import type { UnitOfWork } from '../database/orm.ts';
import type { JobQueue } from '../queue/job-queue.ts';
import type { Job } from './job.entity.ts';
import { getJob } from './jobs.queries.ts';
import { workName } from './work-name.ts';

/** The lane a job runs in: the jobs of a lane run one after the other. */
export function laneOf(jobType: WorkedJobType, partnerId: number): string {
  return `${jobType}:${partnerId}`;
}

/**
 * Puts a job into the queue; a finished one is run again. Of two calls at once, one wins.
 *
 * @throws Problem `not_found`, `job_not_runnable`, `job_already_running`
 */
export async function requestRun(em: UnitOfWork, queue: JobQueue, jobId: string): Promise<Job> {
  const job = await getJob(em, jobId);
  // A batch starts by itself, once: what it has done must not be done again.
  const jobType = job.jobType;
  if (jobType !== 'validation') throw new Problem('job_not_runnable', 'Only validation jobs can be run');
  await em.refresh(job, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (job.isUnderWay()) throw new Problem('job_already_running', `Job ${jobId} is ${job.status} already.`);
  em.assign(job, {
    status: 'queued',
    message: `${workName(job)} queued.`,
    runRequestedAt: new Date(),
    cancelRequestedAt: null,
    startedAt: null,
    finishedAt: null,
    tries: 0,
    rowsTotal: null,
    rowsDone: 0,
    result: null,
    error: null,
  });
  await em.flush();
  await queue.enqueue(em, jobType, { lane: laneOf(jobType, job.partnerId) });
  return job;
}
