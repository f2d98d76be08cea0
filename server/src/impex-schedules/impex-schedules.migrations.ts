import { Migration } from '@mikro-orm/migrations';
import type { FeatureMigration } from '../database/migrations.ts';
import { Migration20261129173000_impex_schedules } from './migrations/Migration20261129173000_impex_schedules.ts';

/** Schedules of groups of exports, and their runs. */
class Migration20261129200200_export_runs extends Migration {
  override up(): void {
    // How the files are written, and how long they are kept; null for imports.
    this.addSql('alter table data_schedule add column export_settings jsonb');
    this.addSql('alter table data_schedule drop constraint data_schedule_source_type_check');
    this.addSql('alter table data_schedule drop constraint data_schedule_check');
    this.addSql(`alter table data_schedule add constraint data_schedule_source_type_check
    check (source_type in ('bucket', 'https', 'export'))`);
    this.addSql(`alter table data_schedule add constraint data_schedule_check check (
    (prefix is not null) = (source_type in ('bucket', 'export')) and (url is not null) = (source_type = 'https')
      and (export_settings is not null) = (source_type = 'export'))`);
    // The number of the export's job.
    this.addSql('alter table data_schedule_run add column job_number bigint');
    this.addSql('alter table data_schedule_run drop constraint data_schedule_run_source_type_check');
    this.addSql(`alter table data_schedule_run add constraint data_schedule_run_source_type_check
    check (source_type in ('bucket', 'https', 'export'))`);
    this.addSql('alter table data_schedule_file drop constraint data_schedule_file_status_check');
    this.addSql(`alter table data_schedule_file add constraint data_schedule_file_status_check
    check (status in ('waiting', 'importing', 'imported', 'exported', 'failed'))`);
  }
}

export const IMPEX_SCHEDULES_MIGRATIONS: readonly FeatureMigration[] = [
  { name: '20261129173000_impex_schedules', class: Migration20261129173000_impex_schedules },
  { name: '20261129200200_export_runs', class: Migration20261129200200_export_runs },
];
