import { jobSubjectId } from '@commerce-integration/contract';
import { JOB_MESSAGES } from '@commerce-integration/contract/rules';
import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';
import { recordEvent } from '../events/record-event.ts';
import { jobRules } from './define-job.ts';
import type { Job } from './job.entity.ts';

/** Fails a job for good. @param cause the end of a sentence that tells a partner what to fix */
export async function failJob(em: UnitOfWork, job: Job, cause: string): Promise<void> {
  job.status = 'failed';
  job.error = cause;
  job.message = JOB_MESSAGES.failed(job.jobType, cause);
  finish(job);
  await em.flush();
  const data = { ...aboutJob(job), status: 'failed' as const, error: cause };
  await recordEvent(sqlOf(em), { type: 'job.failed', partnerId: job.partnerId, data });
  await jobRules(job.jobType).failed?.(em, job);
}

/** Ends a job whose cancellation was requested. */
export async function endCancelled(em: UnitOfWork, job: Job): Promise<void> {
  job.status = 'cancelled';
  job.message = JOB_MESSAGES.cancelled(job.jobType);
  finish(job);
  await em.flush();
  await recordCancelled(em, job);
  await jobRules(job.jobType).cancelled?.(em, job);
}

/** Returns a job to the queue because its process is shutting down; this does not count as a failed try. */
export function giveBackJob(job: Job): void {
  job.status = 'queued';
  job.message = JOB_MESSAGES.queued(job.jobType);
  job.tries -= 1;
  job.startedAt = null;
  job.rowsDone = 0;
}

export function recordCancelled(em: UnitOfWork, job: Job): Promise<void> {
  const data = { ...aboutJob(job), status: 'cancelled' as const };
  return recordEvent(sqlOf(em), { type: 'job.cancelled', partnerId: job.partnerId, data });
}

/** The payload that all events about the end of a job share. */
export function aboutJob(job: Job) {
  return {
    job_id: job.publicId(),
    job_type: job.jobType,
    message: job.message,
    ...jobSubjectId(job.subject()),
  };
}

function finish(job: Job): void {
  job.runRequestedAt = null;
  job.cancelRequestedAt = null;
  job.finishedAt = new Date();
}
