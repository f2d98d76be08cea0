import { formatId } from '@commerce-integration/contract';
import type { UnitOfWork } from '../database/orm.ts';
import { recordEvent } from '../events/record-event.ts';
import type { Job } from './job.entity.ts';
import type { JobHandler } from './job-handlers.ts';

/** Ends a job that cannot succeed. @param cause a sentence's end that a partner can act on */
export async function failJob(em: UnitOfWork, handler: JobHandler, job: Job, cause: string): Promise<void> {
  job.status = 'failed';
  job.error = cause;
  job.message = `ETL processing failed: ${cause}`;
  finish(job);
  await em.flush();
  await recordEvent(em, { type: 'job.failed', partnerId: job.partnerId, data: jobEventData(job) });
  await handler.failed(em, job);
}

export function markCancelled(job: Job): void {
  job.status = 'cancelled';
  job.message = 'ETL processing cancelled.';
  finish(job);
}

/** Puts a job back into the queue: the process that had it shuts down, which is no fault of the job. */
export function giveBackJob(job: Job): void {
  job.status = 'queued';
  job.message = 'ETL processing queued.';
  job.tries -= 1;
  job.startedAt = null;
  job.rowsDone = 0;
}

export function jobEventData(job: Job): Record<string, unknown> {
  return {
    job_id: job.publicId(),
    job_type: job.jobType,
    status: job.status,
    message: job.message,
    ...(job.feedId ? { feed_id: formatId('feed', job.feedId) } : {}),
  };
}

function finish(job: Job): void {
  job.runRequestedAt = null;
  job.cancelRequestedAt = null;
  job.finishedAt = new Date();
}
