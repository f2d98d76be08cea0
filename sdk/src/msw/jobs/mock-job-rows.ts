import {
  formatJobId,
  isWorked,
  JOB_TYPE_DECLARATIONS,
  type JobSubject,
  type JobSubjectType,
  type JobType,
  jobSubjectId,
} from '@commerce-integration/contract';
import { recordEvent } from '../store/mock-event-log.ts';
import type { JobRow } from '../store/mock-rows.ts';
import type { MockTables } from '../store/mock-tables.ts';

/** The values of a job to create, with the number of its subject. */
export interface NewJob {
  type: JobType;
  partnerId: number;
  subjectId: number;
  /** Where it is not the one that the contract declares for the type of job. */
  subjectType?: JobSubjectType;
  /** Given by the caller, so that jobs that are created together have the same time. */
  createdAt: Date;
}

/** Creates a job as the server does: completed where no worker runs it, waiting where it runs on request. */
export function newJob(tables: MockTables, values: NewJob): JobRow {
  const { idKind } = JOB_TYPE_DECLARATIONS[values.type];
  const job = jobRow(values, { id: tables.next('job'), number: tables.next(idKind) });
  tables.jobs.set(job.id, job);
  return job;
}

/** A job that is not kept. */
export function jobRow(
  { type, partnerId, subjectId, subjectType, createdAt }: NewJob,
  { id, number }: Pick<JobRow, 'id' | 'number'>,
): JobRow {
  const { firstMessage, runsOnRequest, subject: usual } = JOB_TYPE_DECLARATIONS[type];
  const subject = subjectType ?? usual;
  return {
    id,
    partnerId,
    jobType: type,
    number,
    feedId: subject === 'feed' ? subjectId : null,
    batchId: subject === 'operations_batch' ? subjectId : null,
    webhookId: subject === 'webhook' ? subjectId : null,
    exporterId: subject === 'order_exporter' ? subjectId : null,
    dataGroupId: subject === 'data_group' ? subjectId : null,
    undoneJob: subject === 'validation_job' || subject === 'import_job' ? { type: subject, id: subjectId } : null,
    message: firstMessage,
    createdAt,
    underWay: isWorked(type) && !runsOnRequest,
    cancelRequested: false,
    rowsTotal: null,
    rowsDone: 0,
    result: null,
    error: null,
    errors: [],
    changes: [],
    ...(isWorked(type)
      ? { status: 'queued', startedAt: null, finishedAt: null, attempt: 0 }
      : { status: 'completed', startedAt: createdAt, finishedAt: createdAt, attempt: 1 }),
  };
}

/** The subject of a job. */
export function subjectOf(job: JobRow): JobSubject | null {
  if (job.undoneJob) return job.undoneJob;
  const id = job.feedId ?? job.batchId ?? job.webhookId ?? job.exporterId ?? job.dataGroupId;
  return id === null ? null : { type: JOB_TYPE_DECLARATIONS[job.jobType].subject, id };
}

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
