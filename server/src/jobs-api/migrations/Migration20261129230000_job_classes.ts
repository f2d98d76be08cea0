import { Migration } from '@mikro-orm/migrations';

/** Jobs of two classes, which take turns within each. */
export class Migration20261129230000_job_classes extends Migration {
  override up(): void {
    for (const statement of STATEMENTS) this.addSql(statement);
  }
}

const STATEMENTS = [
  `alter table job
     add column size_class text check (size_class in ('small', 'large')),
     add column queue_class text check (queue_class in ('small', 'large')),
     add column queue_turn bigint`,
  // The turns of a class: the latest that runs, the first that waits, and those before a job.
  `create index job_turn_idx on job (queue_class, status, queue_turn) where run_requested_at is not null`,
  `create index job_partner_turn_idx on job (partner_id, queue_class, queue_turn) where run_requested_at is not null`,
  // How long the latest jobs of a class took.
  `create index job_class_finished_idx on job (queue_class, finished_at) where status = 'completed'`,
  // Feeds that wait to be run: the others were asked for already, or run again as large ones.
  `update job set size_class = case when exists (
     select from feed where feed.id = job.subject_id and feed.file_name !~* '[.]gz$' and feed.size_bytes <= 10485760
   ) then 'small' else 'large' end
   where status = 'queued' and job_type = 'validation' and subject_type = 'feed'`,
];
