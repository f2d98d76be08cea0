import { jobsContract, LIMITS } from '@commerce-integration/contract';
import { defineFeature, type Feature, type StoredGauge } from '../feature/define-feature.ts';
import { routesOf } from '../http/routes.ts';
import { Job } from '../jobs/job.entity.ts';
import { queueJobsWithoutMessage } from '../jobs/queue-jobs-without-message.ts';
import type { ObjectStore } from '../storage/object-store.ts';
import { JobWatcher } from './job-watcher.ts';
import { jobSearch, jobsOverview, workersHealth } from './jobs.console.ts';
import { JOB_INVARIANTS } from './jobs.invariants.ts';
import { type JobRouteParts, jobsRoutes } from './jobs.routes.ts';
import { JOBS_API_MIGRATIONS } from './jobs-api.migrations.ts';

// Tenancy: a time of the jobs of all partners, of which it names none.
const JOB_GAUGES: readonly StoredGauge[] = [
  {
    name: 'jobs_oldest_waiting_seconds',
    help: 'How long the oldest job has waited to begin, by whose workers it waits for.',
    labels: ['class'],
    sql: `select queue_class as class, extract(epoch from now() - min(run_requested_at)) as value from job
      where run_requested_at is not null and status = 'queued' and queue_class is not null group by queue_class`,
  },
];

/**
 * The endpoints of jobs.
 *
 * @param rejectedLines makes the function that sends the rejected lines of a job's file; feeds implement it
 * @param rejectedRows makes the function that sends the rejected rows of a file of an import
 * @param requestUndo creates the job that undoes a load
 */
export function jobsApi(
  rejectedLines: (store: ObjectStore) => JobRouteParts['sendRejectedLines'],
  rejectedRows: (store: ObjectStore) => JobRouteParts['sendRejectedRows'],
  requestUndo: JobRouteParts['requestUndo'],
): Feature {
  return defineFeature({
    name: 'jobs',
    invariants: JOB_INVARIANTS,
    tables: ['job', 'job_error', 'job_change'],
    retention: ['job_error', 'job_change'].map((table) => ({
      table,
      since: 'finished_at',
      hours: LIMITS.jobReportDays * 24,
      limit: 'job_report_days',
      setBy: 'JOB_REPORT_DAYS',
      owner: { table: 'job', column: 'job_id' },
    })),
    kept: { job: 'what was done: feeds, batches and imports name their jobs' },
    entities: [Job],
    migrations: JOBS_API_MIGRATIONS,
    gauges: JOB_GAUGES,
    search: [jobSearch],
    schedules: ({ database, queue }) => [
      {
        name: 'queue forgotten jobs',
        everyMs: 60_000,
        startsAtOnce: true,
        run: (stop) => queueJobsWithoutMessage(database, queue, stop),
      },
    ],
    overview: ({ database }) => [jobsOverview, workersHealth(database.pool)],
    routes: ({ units, queue, database, downloads }) => {
      const watcher = new JobWatcher(database.pool);
      const sent = { sendRejectedLines: rejectedLines(downloads), sendRejectedRows: rejectedRows(downloads) };
      const parts = { units, queue, watcher, ...sent, requestUndo };
      return [routesOf(jobsContract, jobsRoutes(parts), { close: () => watcher.close() })];
    },
  });
}
