import { jobsContract, LIMITS } from '@commerce-integration/contract';
import { defineFeature, type Feature } from '../feature/define-feature.ts';
import { routesOf } from '../http/routes.ts';
import { Job } from '../jobs/job.entity.ts';
import { queueJobsWithoutMessage } from '../jobs/queue-jobs-without-message.ts';
import type { ObjectStore } from '../storage/object-store.ts';
import { JobWatcher } from './job-watcher.ts';
import { JOB_GAUGES } from './jobs.gauges.ts';
import { JOB_INVARIANTS } from './jobs.invariants.ts';
import { jobsOverview, workersHealth } from './jobs.overview.ts';
import { type JobRouteParts, jobsRoutes } from './jobs.routes.ts';
import { jobSearch } from './jobs.search.ts';
import { Migration20261128150000_job_subjects } from './migrations/Migration20261128150000_job_subjects.ts';
import { Migration20261129130000_job_error_files } from './migrations/Migration20261129130000_job_error_files.ts';
import { Migration20261129150500_job_counts } from './migrations/Migration20261129150500_job_counts.ts';
import { Migration20261129170000_job_claims } from './migrations/Migration20261129170000_job_claims.ts';
import { Migration20261129176100_partner_job_counts } from './migrations/Migration20261129176100_partner_job_counts.ts';
import { Migration20261129230000_job_classes } from './migrations/Migration20261129230000_job_classes.ts';

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
    migrations: [
      { name: '20261128150000_job_subjects', class: Migration20261128150000_job_subjects },
      { name: '20261129150500_job_counts', class: Migration20261129150500_job_counts },
      { name: '20261129130000_job_error_files', class: Migration20261129130000_job_error_files },
      { name: '20261129170000_job_claims', class: Migration20261129170000_job_claims },
      { name: '20261129176100_partner_job_counts', class: Migration20261129176100_partner_job_counts },
      { name: '20261129230000_job_classes', class: Migration20261129230000_job_classes },
    ],
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
