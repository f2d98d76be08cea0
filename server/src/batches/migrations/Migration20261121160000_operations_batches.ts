import { Migration } from '@mikro-orm/migrations';

/** Operations batches, their uploads and their jobs. */
export class Migration20261121160000_operations_batches extends Migration {
  override up(): void {
    for (const statement of [...BATCHES, ...JOBS]) this.addSql(statement);
  }
}

const BATCHES = [
  `create sequence batch_upload_id_seq`,
  `create table batch_upload (
    id bigint primary key default nextval('batch_upload_id_seq'),
    partner_id bigint not null references partner,
    object_key text not null,
    expires_at timestamptz(3) not null,
    -- Of the object that a batch was made of: whatever is put there later is not it.
    etag text,
    size_bytes bigint,
    used_at timestamptz(3),
    created_at timestamptz(3) not null
  )`,
  `create index batch_upload_unused_idx on batch_upload (expires_at) where used_at is null`,

  `create sequence operations_batch_id_seq`,
  `create table operations_batch (
    id bigint primary key default nextval('operations_batch_id_seq'),
    partner_id bigint not null references partner,
    upload_id bigint not null references batch_upload,
    batch_type text not null,
    name text,
    on_error text not null check (on_error in ('continue', 'stop', 'rollback')),
    validate_only boolean not null,
    retry_of_id bigint references operations_batch,
    -- When its operations were listed, which is when its archive was found to be good.
    listed_at timestamptz(3),
    total integer not null default 0,
    succeeded integer not null default 0,
    failed integer not null default 0,
    created_at timestamptz(3) not null
  )`,
  `create index operations_batch_partner_idx on operations_batch (partner_id, id)`,

  // In the order of execution. An operation that is still pending when the job has ended was skipped.
  `create table batch_operation (
    batch_id bigint not null references operations_batch,
    position integer not null,
    operation_id text not null,
    status text not null default 'pending' check (status in ('pending', 'succeeded', 'failed')),
    operation_type text,
    error jsonb,
    -- The product that it changed.
    changed_product_id bigint,
    -- Where its file is in the archive.
    data_offset bigint not null,
    packed_bytes integer not null,
    unpacked_bytes integer not null,
    crc32 bigint not null,
    deflated boolean not null,
    primary key (batch_id, position)
  )
  -- Each row is changed once, in its place.
  with (fillfactor = 60)`,
  `create index batch_operation_failed_idx on batch_operation (batch_id, position) where status = 'failed'`,
];

const JOBS = [
  `create sequence operations_batch_job_number_seq`,
  `alter table job add column batch_id bigint references operations_batch`,
  `create unique index job_batch_idx on job (batch_id)`,
  // A batch changes products as well, and has no feed.
  `alter table product_change alter column feed_id drop not null`,
];
