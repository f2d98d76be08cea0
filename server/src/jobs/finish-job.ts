import { formatId } from '@commerce-integration/contract';
import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';
import { recordEvent } from '../events/record-event.ts';
import type { Job } from './job.entity.ts';
import type { JobHandler } from './job-handlers.ts';
import { workName } from './work-name.ts';

/** Ends a job that cannot succeed. @param cause a sentence's end that a partner can act on */
export async function failJob(em: UnitOfWork, handler: JobHandler, job: Job, cause: string): Promise<void> {
  job.status = 'failed';
  job.error = cause;
  job.message = `${workName(job)} failed: ${cause}`;
  finish(job);
  await em.flush();
  const data = { ...aboutJob(job), status: 'failed' as const, error: cause };
  await recordEvent(sqlOf(em), { type: 'job.failed', partnerId: job.partnerId, data });
  await handler.failed(em, job);
}

/** Ends a job that is to be cancelled. */
export async function endCancelled(em: UnitOfWork, handler: JobHandler, job: Job): Promise<void> {
  job.status = 'cancelled';
  job.message = `${workName(job)} cancelled.`;
  finish(job);
  await em.flush();
  await recordCancelled(em, job);
  await handler.cancelled(em, job);
}

/** Puts a job back into the queue: the process that had it shuts down, which is no fault of the job. */
export function giveBackJob(job: Job): void {
  job.status = 'queued';
  job.message = `${workName(job)} queued.`;
  job.tries -= 1;
  job.startedAt = null;
  job.rowsDone = 0;
}

export function recordCancelled(em: UnitOfWork, job: Job): Promise<void> {
  const data = { ...aboutJob(job), status: 'cancelled' as const };
  return recordEvent(sqlOf(em), { type: 'job.cancelled', partnerId: job.partnerId, data });
}

/** What every event of a job's end says of it. */
export function aboutJob(job: Job) {
  return {
    job_id: job.publicId(),
    job_type: job.jobType,
    message: job.message,
    ...(job.feedId ? { feed_id: formatId('feed', job.feedId) } : {}),
    ...(job.batchId ? { batch_id: formatId('operationsBatch', job.batchId) } : {}),
  };
}

function finish(job: Job): void {
  job.runRequestedAt = null;
  job.cancelRequestedAt = null;
  job.finishedAt = new Date();
}
