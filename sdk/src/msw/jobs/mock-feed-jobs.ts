import type { JobRow } from '../store/mock-rows.ts';
import type { MockTables } from '../store/mock-tables.ts';

/** The two jobs of an uploaded feed: its submission, which is done, and its load, which waits to be run. */
export function newFeedJobs(tables: MockTables, feed: { id: number; partnerId: number }): void {
  const now = new Date();
  const common = {
    partnerId: feed.partnerId,
    feedId: feed.id,
    batchId: null,
    createdAt: now,
    underWay: false,
    cancelRequested: false,
    rowsTotal: null,
    rowsDone: 0,
    result: null,
    error: null,
    errors: [],
    changes: [],
  };
  const submission: JobRow = {
    ...common,
    id: tables.next('job'),
    jobType: 'submission',
    number: tables.next('submissionJob'),
    status: 'completed',
    message: 'Feed upload accepted.',
    startedAt: now,
    finishedAt: now,
    attempt: 1,
  };
  const validation: JobRow = {
    ...common,
    id: tables.next('job'),
    jobType: 'validation',
    number: tables.next('validationJob'),
    status: 'queued',
    message: 'CSV structure validation queued for ETL processing.',
    startedAt: null,
    finishedAt: null,
    attempt: 0,
  };
  for (const job of [submission, validation]) tables.jobs.set(job.id, job);
}
