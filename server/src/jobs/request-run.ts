import { Problem } from '@commerce-integration/contract';
import { assertRunsOnRequest, JOB_MESSAGES } from '@commerce-integration/contract/rules';
import { LockMode } from '@mikro-orm/core';
import type { UnitOfWork } from '../database/orm.ts';
import type { JobQueue } from '../queue/job-queue.ts';
import { currentTraceParent } from '../tracing/span.ts';
import { enqueueJob } from './enqueue-job.ts';
import type { Job } from './job.entity.ts';
import { getJob } from './jobs.queries.ts';

/**
 * Queues a job; a finished job runs again. Of two concurrent calls, one is refused.
 *
 * @throws Problem `not_found`, `job_not_runnable`, `job_already_running`
 */
export async function requestRun(em: UnitOfWork, queue: JobQueue, jobId: string): Promise<Job> {
  const job = await getJob(em, jobId);
  assertRunsOnRequest(job.jobType);
  await em.refresh(job, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (job.isUnderWay()) throw new Problem('job_already_running', `Job ${jobId} is already ${job.status}.`);
  em.assign(job, {
    status: 'queued',
    message: JOB_MESSAGES.queued(job.jobType),
    queueTurn: null,
    runRequestedAt: new Date(),
    cancelRequestedAt: null,
    startedAt: null,
    finishedAt: null,
    tries: 0,
    rowsTotal: null,
    rowsDone: 0,
    result: null,
    error: null,
    traceParent: currentTraceParent() ?? null,
  });
  await em.flush();
  await enqueueJob(em, queue, job);
  return job;
}
