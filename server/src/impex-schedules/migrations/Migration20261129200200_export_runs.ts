import { Migration } from '@mikro-orm/migrations';

/** Schedules of groups of exports, and their runs. */
export class Migration20261129200200_export_runs extends Migration {
  override up(): void {
    for (const statement of STATEMENTS) this.addSql(statement);
  }
}

const STATEMENTS = [
  // How the files are written, and for how long they are kept; null for imports.
  'alter table data_schedule add column export_settings jsonb',
  'alter table data_schedule drop constraint data_schedule_source_type_check',
  'alter table data_schedule drop constraint data_schedule_check',
  `alter table data_schedule add constraint data_schedule_source_type_check
    check (source_type in ('bucket', 'https', 'export'))`,
  `alter table data_schedule add constraint data_schedule_check check (
    (prefix is not null) = (source_type in ('bucket', 'export')) and (url is not null) = (source_type = 'https')
      and (export_settings is not null) = (source_type = 'export'))`,
  // The number of the job of an export.
  'alter table data_schedule_run add column job_number bigint',
  'alter table data_schedule_run drop constraint data_schedule_run_source_type_check',
  `alter table data_schedule_run add constraint data_schedule_run_source_type_check
    check (source_type in ('bucket', 'https', 'export'))`,
  'alter table data_schedule_file drop constraint data_schedule_file_status_check',
  `alter table data_schedule_file add constraint data_schedule_file_status_check
    check (status in ('waiting', 'importing', 'imported', 'exported', 'failed'))`,
];
