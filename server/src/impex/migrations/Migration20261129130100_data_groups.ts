import { Migration } from '@mikro-orm/migrations';

/** Data descriptors with their versions, data groups, and imports with their files. */
export class Migration20261129130100_data_groups extends Migration {
  override up(): void {
    for (const statement of [...DESCRIPTORS, ...GROUPS, ...IMPORTS]) this.addSql(statement);
  }
}

const DESCRIPTORS = [
  `create sequence data_descriptor_id_seq`,
  `create table data_descriptor (
    id bigint primary key default nextval('data_descriptor_id_seq'),
    partner_id bigint not null references partner,
    entity text not null,
    version integer not null,
    definition jsonb not null,
    created_at timestamptz(3) not null,
    updated_at timestamptz(3) not null
  )`,
  `create index data_descriptor_partner_idx on data_descriptor (partner_id, id)`,
  // No foreign key: the versions that imports used are kept after the descriptor is deleted.
  `create table data_descriptor_version (
    descriptor_id bigint not null,
    version integer not null,
    partner_id bigint not null references partner,
    definition jsonb not null,
    created_at timestamptz(3) not null,
    primary key (descriptor_id, version)
  )`,
];

const GROUPS = [
  `create sequence data_group_id_seq`,
  `create table data_group (
    id bigint primary key default nextval('data_group_id_seq'),
    partner_id bigint not null references partner,
    name text not null,
    descriptors jsonb not null,
    on_error text not null check (on_error in ('skip_row', 'rollback_file', 'stop_group')),
    max_error_ratio double precision,
    validate_only boolean not null,
    created_at timestamptz(3) not null,
    updated_at timestamptz(3) not null
  )`,
  `create index data_group_partner_idx on data_group (partner_id, id)`,
];

const IMPORTS = [
  `create sequence data_import_id_seq`,
  // No foreign key to the group: imports of a deleted group remain, as its jobs do.
  `create table data_import (
    id bigint primary key default nextval('data_import_id_seq'),
    partner_id bigint not null references partner,
    group_id bigint not null,
    job_id bigint not null unique references job,
    file_name text not null,
    object_key text not null,
    etag text not null,
    size_bytes bigint not null,
    descriptors jsonb not null,
    on_error text not null,
    max_error_ratio double precision,
    validate_only boolean not null,
    listed_at timestamptz(3),
    created_at timestamptz(3) not null
  )`,
  `create index data_import_group_idx on data_import (group_id, id)`,

  // In the order of import. A file that is still pending when the job has ended was not imported.
  `create table data_import_file (
    import_id bigint not null references data_import,
    number integer not null,
    file_name text not null,
    -- Its name in the archive; null where the import is one file.
    entry text,
    -- Null where no descriptor matches its name.
    descriptor_id bigint,
    version integer,
    status text not null check (status in ('pending', 'completed', 'failed', 'unmatched')),
    processed bigint not null default 0,
    inserted bigint not null default 0,
    updated bigint not null default 0,
    unchanged bigint not null default 0,
    skipped bigint not null default 0,
    error text,
    primary key (import_id, number)
  )`,
];
