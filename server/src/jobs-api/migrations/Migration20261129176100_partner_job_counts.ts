import { Migration } from '@mikro-orm/migrations';

/** Indexes to count the jobs of one partner, however many others have. */
export class Migration20261129176100_partner_job_counts extends Migration {
  override up(): void {
    for (const statement of INDEXES) this.addSql(statement);
  }
}

const INDEXES = [
  `create index job_partner_finished_idx on job (partner_id, status, finished_at) where finished_at is not null`,
  `create index job_partner_open_idx on job (partner_id, status) where status in ('queued', 'running')`,
];
