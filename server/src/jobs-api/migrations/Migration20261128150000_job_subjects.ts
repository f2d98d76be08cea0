import { Migration } from '@mikro-orm/migrations';

/** Stores the subject of a job, of any type, in the same two columns, and adds the concurrency key. */
export class Migration20261128150000_job_subjects extends Migration {
  override up(): void {
    for (const statement of SUBJECTS) this.addSql(statement);
  }
}

const SUBJECTS = [
  `alter table job
    add column subject_type text,
    add column subject_id bigint,
    -- Jobs of one type with the same key run one after the other.
    add column concurrency_key text`,
  `update job set
    subject_type = case when feed_id is not null then 'feed' when batch_id is not null then 'operations_batch' end,
    subject_id = coalesce(feed_id, batch_id),
    concurrency_key = concat(job_type, ':', partner_id)`,
  // Drops their indexes, too.
  `alter table job drop column feed_id, drop column batch_id`,
  `alter table job
    alter column concurrency_key set not null,
    add constraint job_subject_check check ((subject_type is null) = (subject_id is null))`,
  `create index job_subject_idx on job (subject_id, subject_type, job_type)`,
  // A batch is executed by one job.
  `create unique index job_batch_idx on job (subject_id) where subject_type = 'operations_batch'`,
  // For the worker's query: the next of the jobs that were asked to run and have not finished.
  `create index job_waiting_idx on job (concurrency_key, subject_id, id) where run_requested_at is not null`,
];
