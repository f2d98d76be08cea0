import { Migration } from '@mikro-orm/migrations';

/** Exports of data groups, and their files. */
export class Migration20261129200000_data_exports extends Migration {
  override up(): void {
    for (const statement of STATEMENTS) this.addSql(statement);
  }
}

const STATEMENTS = [
  `create sequence data_export_id_seq`,
  // No foreign key to the group: the exports of a deleted group stay, as its jobs do.
  `create table data_export (
    id bigint primary key default nextval('data_export_id_seq'),
    partner_id bigint not null references partner,
    group_id bigint not null,
    job_id bigint not null unique references job,
    descriptors jsonb not null,
    settings jsonb not null,
    created_at timestamptz(3) not null,
    ended_at timestamptz(3)
  )`,
  `create index data_export_ended_idx on data_export (ended_at) where ended_at is not null`,

  // Whole files. No foreign key to the export, with which they would end: each has an object that is deleted before it.
  `create sequence data_export_file_id_seq`,
  `create table data_export_file (
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
  )`,
  `create index data_export_file_written_idx on data_export_file (written_at)`,
];
