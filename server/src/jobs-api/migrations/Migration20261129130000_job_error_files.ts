import { Migration } from '@mikro-orm/migrations';

/** Lets a job report rows of several files. */
export class Migration20261129130000_job_error_files extends Migration {
  override up(): void {
    for (const statement of FILES) this.addSql(statement);
  }
}

const FILES = [
  `alter table job_error
    -- The file of a job that has several, from 1 on, and its name; 0 for a job of one file.
    add column file_number integer not null default 0,
    add column file_name text`,
  `alter table job_error drop constraint job_error_pkey, add primary key (job_id, file_number, line, position)`,
];
