import { isWorked, JOB_TYPE_DECLARATIONS } from '@commerce-integration/contract';
import type { UnitOfWork } from '../database/orm.ts';
import { nextNumber } from '../database/sequences.ts';
import type { JobQueue } from '../queue/job-queue.ts';
import { currentTraceParent } from '../tracing/span.ts';
import { jobRules, type NewJob } from './define-job.ts';
import { enqueueJob } from './enqueue-job.ts';
import { Job } from './job.entity.ts';
import { classOf } from './job-class.ts';
import { numberSequence } from './jobs.queries.ts';

/**
 * Creates a job. A job without work is completed at once; one that runs on request waits for that request; any other is
 * queued in the transaction of the unit of work.
 *
 * @param queue required for a job that is queued
 */
export async function createJob(em: UnitOfWork, newJob: NewJob, queue?: JobQueue): Promise<Job> {
  const { type, partnerId, subjectId, createdAt } = newJob;
  const { firstMessage, runsOnRequest, subject } = JOB_TYPE_DECLARATIONS[type];
  const isQueued = isWorked(type) && !runsOnRequest;
  const job = em.create(Job, {
    partnerId,
    subjectType: newJob.subjectType ?? subject,
    subjectId,
    jobType: type,
    number: await nextNumber(em, numberSequence(type)),
    concurrencyKey: concurrencyKeyOf(newJob),
    message: firstMessage,
    createdAt,
    tries: 0,
    rowsDone: 0,
    traceParent: currentTraceParent() ?? null,
    ...(isWorked(type)
      ? { status: 'queued', attempt: 0, sizeClass: classOf(newJob), runRequestedAt: isQueued ? createdAt : null }
      : { status: 'completed', attempt: 1, startedAt: createdAt, finishedAt: createdAt }),
  });
  await em.flush();
  if (isQueued) {
    if (!queue) throw new Error(`A job of the type ${type} starts by itself: it needs the queue`);
    await enqueueJob(em, queue, job);
  }
  return job;
}

function concurrencyKeyOf(job: NewJob): string {
  const ofPartner = `${job.type}:${job.partnerId}`;
  return isWorked(job.type) ? (jobRules(job.type).concurrencyKey?.(job) ?? ofPartner) : ofPartner;
}
