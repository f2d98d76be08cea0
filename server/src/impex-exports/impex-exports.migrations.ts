import { Migration } from '@mikro-orm/migrations';
import type { FeatureMigration } from '../database/migrations.ts';

/** Exports of data groups, and their files. */
class Migration20261129200000_data_exports extends Migration {
  override up(): void {
    this.addSql(`create sequence data_export_id_seq`);
    // No foreign key to the group: exports of a deleted group remain, as its jobs do.
    this.addSql(`create table data_export (
    id bigint primary key default nextval('data_export_id_seq'),
    partner_id bigint not null references partner,
    group_id bigint not null,
    job_id bigint not null unique references job,
    descriptors jsonb not null,
    settings jsonb not null,
    created_at timestamptz(3) not null,
    ended_at timestamptz(3)
  )`);
    this.addSql(`create index data_export_ended_idx on data_export (ended_at) where ended_at is not null`);
    // Completed files. No cascading foreign key to the export: each file's object must be deleted before its row.
    this.addSql(`create sequence data_export_file_id_seq`);
    this.addSql(`create table data_export_file (
    id bigint primary key,
    partner_id bigint not null references partner,
    job_id bigint not null references job,
    -- Its place among the files of the export.
    number integer not null,
    file_name text not null,
    descriptor_id bigint not null,
    version integer not null,
    entity text not null,
    rows bigint not null,
    bytes bigint not null,
    object_key text not null,
    written_at timestamptz(3) not null,
    unique (job_id, number)
  )`);
    this.addSql(`create index data_export_file_written_idx on data_export_file (written_at)`);
  }
}

/** Exports that were cancelled before they started had no end time, so they were never deleted. */
class Migration20261130230100_cancelled_exports extends Migration {
  override up(): void {
    this.addSql(
      `update data_export set ended_at = job.finished_at from job
       where job.id = data_export.job_id and data_export.ended_at is null and job.status = 'cancelled'`,
    );
  }
}

export const IMPEX_EXPORTS_MIGRATIONS: readonly FeatureMigration[] = [
  { name: '20261129200000_data_exports', class: Migration20261129200000_data_exports },
  { name: '20261130230100_cancelled_exports', class: Migration20261130230100_cancelled_exports },
];
