import { Migration } from '@mikro-orm/migrations';

/** Indexes to count the jobs that were finished in a range of time, and those that nobody has run yet. */
export class Migration20261129150500_job_counts extends Migration {
  override up(): void {
    for (const statement of INDEXES) this.addSql(statement);
  }
}

const INDEXES = [
  `create index job_finished_idx on job (status, finished_at) where finished_at is not null`,
  // Whether a partner's later job of the type has succeeded.
  `create index job_completed_idx on job (partner_id, job_type, finished_at) where status = 'completed'`,
  `create index job_not_run_idx on job (created_at) where status = 'queued' and run_requested_at is null`,
];
