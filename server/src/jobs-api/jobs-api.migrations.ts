import { Migration } from '@mikro-orm/migrations';
import type { FeatureMigration } from '../database/migrations.ts';

/** Stores the subject of a job, of any type, in the same two columns, and adds the concurrency key. */
export class Migration20261128150000_job_subjects extends Migration {
  override up(): void {
    this.addSql(`alter table job
    add column subject_type text,
    add column subject_id bigint,
    -- Jobs of one type with the same key run one after the other.
    add column concurrency_key text`);
    this.addSql(`update job set
    subject_type = case when feed_id is not null then 'feed' when batch_id is not null then 'operations_batch' end,
    subject_id = coalesce(feed_id, batch_id),
    concurrency_key = concat(job_type, ':', partner_id)`);
    // Drops their indexes, too.
    this.addSql(`alter table job drop column feed_id, drop column batch_id`);
    this.addSql(`alter table job
    alter column concurrency_key set not null,
    add constraint job_subject_check check ((subject_type is null) = (subject_id is null))`);
    this.addSql(`create index job_subject_idx on job (subject_id, subject_type, job_type)`);
    // A batch is executed by one job.
    this.addSql(`create unique index job_batch_idx on job (subject_id) where subject_type = 'operations_batch'`);
    // For the worker's query: the next requested job that has not finished.
    this.addSql(
      `create index job_waiting_idx on job (concurrency_key, subject_id, id) where run_requested_at is not null`,
    );
  }
}

/** Indexes to count the jobs that finished in a time range, and those that were never run. */
class Migration20261129150500_job_counts extends Migration {
  override up(): void {
    this.addSql(`create index job_finished_idx on job (status, finished_at) where finished_at is not null`);
    // Whether a later job of the partner and type succeeded.
    this.addSql(`create index job_completed_idx on job (partner_id, job_type, finished_at) where status = 'completed'`);
    this.addSql(
      `create index job_not_run_idx on job (created_at) where status = 'queued' and run_requested_at is null`,
    );
  }
}

/** Lets a job report rows of several files. */
export class Migration20261129130000_job_error_files extends Migration {
  override up(): void {
    this.addSql(`alter table job_error
    -- The file of a job that has several, from 1 on, and its name; 0 for a job of one file.
    add column file_number integer not null default 0,
    add column file_name text`);
    this.addSql(
      `alter table job_error drop constraint job_error_pkey, add primary key (job_id, file_number, line, position)`,
    );
  }
}

/** Jobs of one concurrency key are claimed in the order in which they were created, whatever they work on. */
class Migration20261129170000_job_claims extends Migration {
  override up(): void {
    this.addSql('drop index job_waiting_idx');
    this.addSql('create index job_waiting_idx on job (concurrency_key, id) where run_requested_at is not null');
  }
}

/** Indexes to count one partner's jobs, independent of those of others. */
class Migration20261129176100_partner_job_counts extends Migration {
  override up(): void {
    this.addSql(
      `create index job_partner_finished_idx on job (partner_id, status, finished_at) where finished_at is not null`,
    );
    this.addSql(`create index job_partner_open_idx on job (partner_id, status) where status in ('queued', 'running')`);
  }
}

/** Splits jobs into two classes; partners take turns within each class. */
class Migration20261129230000_job_classes extends Migration {
  override up(): void {
    this.addSql(`alter table job
     add column size_class text check (size_class in ('small', 'large')),
     add column queue_class text check (queue_class in ('small', 'large')),
     add column queue_turn bigint`);
    // The turns of a class: the latest running one, the first waiting one, and those before a job.
    this.addSql(
      `create index job_turn_idx on job (queue_class, status, queue_turn) where run_requested_at is not null`,
    );
    this.addSql(
      `create index job_partner_turn_idx on job (partner_id, queue_class, queue_turn) where run_requested_at is not null`,
    );
    // How long the latest jobs of a class took.
    this.addSql(`create index job_class_finished_idx on job (queue_class, finished_at) where status = 'completed'`);
    // Only feeds that were never run: other jobs were already requested, and count as large if they run again.
    this.addSql(`update job set size_class = case when exists (
     select from feed where feed.id = job.subject_id and feed.file_name !~* '[.]gz$' and feed.size_bytes <= 10485760
   ) then 'small' else 'large' end
   where status = 'queued' and job_type = 'validation' and subject_type = 'feed'`);
  }
}

/**
 * Finds jobs by creation time, and the few that did not succeed; the index of the latter adds no cost to the others.
 */
class Migration20261130110200_job_lists extends Migration {
  override up(): void {
    this.addSql('create index job_created_idx on job (created_at, id)');
    this.addSql(`create index job_unsuccessful_idx on job (status, id) where status in ('failed', 'cancelled')`);
    this.addSql(
      `create index job_partner_unsuccessful_idx on job (partner_id, status, id) where status in ('failed', 'cancelled')`,
    );
  }
}

/** Indexes of the lists by type, for all partners and for one, independent of the number of jobs of other types. */
class Migration20261201012100_job_type_lists extends Migration {
  override up(): void {
    this.addSql('create index job_type_idx on job (job_type, id)');
    this.addSql('create index job_partner_type_idx on job (partner_id, job_type, id)');
  }
}

export const JOBS_API_MIGRATIONS: readonly FeatureMigration[] = [
  { name: '20261128150000_job_subjects', class: Migration20261128150000_job_subjects },
  { name: '20261129130000_job_error_files', class: Migration20261129130000_job_error_files },
  { name: '20261129150500_job_counts', class: Migration20261129150500_job_counts },
  { name: '20261129170000_job_claims', class: Migration20261129170000_job_claims },
  { name: '20261129176100_partner_job_counts', class: Migration20261129176100_partner_job_counts },
  { name: '20261129230000_job_classes', class: Migration20261129230000_job_classes },
  { name: '20261130110200_job_lists', class: Migration20261130110200_job_lists },
  { name: '20261201012100_job_type_lists', class: Migration20261201012100_job_type_lists },
];
