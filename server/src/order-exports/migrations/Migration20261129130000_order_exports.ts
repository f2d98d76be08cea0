import { DEFAULT_EXPORT_FLAGS } from '@commerce-integration/contract';
import { Migration } from '@mikro-orm/migrations';

/** Order exporters, the flags of orders, and the log of exports. */
export class Migration20261129130000_order_exports extends Migration {
  override up(): void {
    for (const statement of ORDER_EXPORTS) this.addSql(statement);
  }
}

const ORDER_EXPORTS = [
  `create sequence order_exporter_id_seq`,
  `create table order_exporter (
    id bigint primary key default nextval('order_exporter_id_seq'),
    partner_id bigint references partner (id),
    name text not null,
    kind text not null,
    flag text not null,
    sales_channel_id bigint,
    min_total numeric(16, 4),
    currency text,
    format text,
    url text,
    method text,
    header_names text[] not null,
    headers text,
    secret text,
    file_name text,
    priority integer not null,
    next_flag text,
    max_orders integer not null,
    max_wait_seconds integer not null,
    retry_attempts integer not null,
    retry_first_seconds integer not null,
    retry_max_seconds integer not null,
    enabled boolean not null,
    circuit text not null default 'closed',
    failure_count integer not null default 0,
    failing_since timestamptz(3),
    last_error text,
    held_until timestamptz(3),
    -- Of the next file or request.
    next_number bigint not null default 1,
    created_at timestamptz(3) not null,
    updated_at timestamptz(3) not null
  ) with (fillfactor = 50)`,
  `create index order_exporter_partner_idx on order_exporter (partner_id, id)`,

  // Which state sets which flag. Belongs to the operator.
  `create table order_export_flag_rule (
    flag_subject text not null,
    status text not null,
    flag text not null,
    place integer not null,
    primary key (flag_subject, status)
  )`,
  ...DEFAULT_EXPORT_FLAGS.map(
    ({ on, status, flag }, place) =>
      `insert into order_export_flag_rule values ('${on}', '${status}', '${flag}', ${place})`,
  ),

  // Flags that no worker has assigned to exporters yet.
  `create table order_export_flag (
    id bigint generated always as identity primary key,
    partner_id bigint not null,
    order_id bigint not null,
    -- The delivery whose state has set it; null for the state of the order.
    delivery_id bigint,
    flag text not null,
    -- Whether the chain began because something was cancelled: it goes on although the order is cancelled.
    of_cancelled boolean not null,
    created_at timestamptz(3) not null
  )`,

  `create sequence order_export_id_seq`,
  `create table order_export (
    id bigint primary key default nextval('order_export_id_seq'),
    -- The partner of the exporter; null for the operator's.
    partner_id bigint,
    exporter_id bigint,
    order_id bigint not null,
    order_partner_id bigint not null,
    delivery_id bigint,
    delivery_ids bigint[] not null default '{}',
    flag text not null,
    next_flag text,
    of_cancelled boolean not null,
    -- The place among the exports of the order for this flag, which are done one after the other.
    rank integer not null,
    is_last boolean not null,
    -- Sent without others: after a request with several orders was refused.
    alone boolean not null default false,
    status text not null,
    attempts integer not null default 0,
    batch_id bigint,
    batch_ids bigint[] not null default '{}',
    error text,
    reason text,
    decided_by text,
    due_at timestamptz,
    created_at timestamptz(3) not null,
    ended_at timestamptz(3)
  ) with (fillfactor = 60)`,
  // An exporter exports an order at most once for a flag, however often the flag is set.
  `create unique index order_export_once_idx
    on order_export (order_id, flag, exporter_id, delivery_id) nulls not distinct`,
  `create index order_export_due_idx on order_export (exporter_id, due_at, id)
    where status = 'queued' and batch_id is null and due_at is not null`,
  `create index order_export_batch_idx on order_export (batch_id) where batch_id is not null and ended_at is null`,
  `create index order_export_open_idx on order_export (status, id)
    where status in ('failed', 'waiting_approval', 'blocked')`,
  `create index order_export_exporter_idx on order_export (exporter_id, id)`,
  `create index order_export_partner_idx on order_export (partner_id, id)`,
  `create index order_export_ended_idx on order_export (ended_at) where ended_at is not null`,

  // Orders that are sent together in a file or request. A retry sends the same orders.
  `create sequence order_export_batch_id_seq`,
  `create table order_export_batch (
    id bigint primary key default nextval('order_export_batch_id_seq'),
    partner_id bigint,
    exporter_id bigint not null,
    number bigint not null,
    file_key text,
    attempts integer not null,
    is_running boolean not null,
    -- When it is tried next; while it is under way, the time after which another process takes it over.
    due_at timestamptz,
    created_at timestamptz(3) not null,
    ended_at timestamptz(3)
  ) with (fillfactor = 60)`,
  `create index order_export_batch_due_idx on order_export_batch (exporter_id, due_at) where ended_at is null`,
  `create index order_export_batch_ended_idx on order_export_batch (ended_at) where ended_at is not null`,

  `create table order_export_attempt (
    batch_id bigint not null,
    partner_id bigint,
    attempt integer not null,
    duration_ms integer not null,
    orders integer not null,
    request_digest text,
    response_code integer,
    response_body text,
    response_digest text,
    error text,
    at timestamptz(3) not null
  ) partition by range (at)`,
  `create index order_export_attempt_batch_idx on order_export_attempt (batch_id, attempt)`,
  `create table order_export_attempt_default partition of order_export_attempt default`,

  `create table order_export_replay (
    job_id bigint primary key references job (id) on delete cascade,
    filter jsonb not null,
    created_at timestamptz(3) not null
  )`,
];
