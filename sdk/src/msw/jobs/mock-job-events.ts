import { formatJobId, jobSubjectId } from '@commerce-integration/contract';
import { recordEvent } from '../store/mock-event-log.ts';
import type { JobRow } from '../store/mock-rows.ts';
import type { MockTables } from '../store/mock-tables.ts';
import { subjectOf } from './mock-job-rows.ts';

/** Records that a job has completed, failed or was cancelled. */
export function recordJobEnd(tables: MockTables, job: JobRow): void {
  const { jobType: job_type, partnerId, status, message, result, error } = job;
  const about = { job_id: formatJobId(job_type, job.number), job_type, message, ...jobSubjectId(subjectOf(job)) };
  if (status === 'completed') {
    const data = { ...about, status, ...(result && { result }) };
    recordEvent(tables, { type: 'job.completed', partnerId, data });
  } else if (status === 'failed') {
    recordEvent(tables, { type: 'job.failed', partnerId, data: { ...about, status, error: error ?? message } });
  } else if (status === 'cancelled') {
    recordEvent(tables, { type: 'job.cancelled', partnerId, data: { ...about, status } });
  }
}
