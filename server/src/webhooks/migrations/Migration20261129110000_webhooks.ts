import { Migration } from '@mikro-orm/migrations';

/** Subscriptions, and their deliveries and attempts in day partitions. */
export class Migration20261129110000_webhooks extends Migration {
  override up(): void {
    for (const statement of WEBHOOKS) this.addSql(statement);
  }
}

const WEBHOOKS = [
  `create sequence webhook_id_seq`,
  `create table webhook (
    id bigint primary key default nextval('webhook_id_seq'),
    partner_id bigint references partner (id),
    url text not null,
    events text[] not null,
    description text,
    ordered boolean not null,
    max_in_flight integer not null,
    header_names text[] not null,
    headers text,
    secret text not null,
    old_secret text,
    old_secret_valid_until timestamptz(3),
    status text not null,
    disabled_reason text,
    circuit text not null default 'closed',
    failure_count integer not null default 0,
    failing_since timestamptz(3),
    last_error text,
    warned_percent integer not null default 0,
    held_until timestamptz(3),
    next_sequence bigint not null default 1,
    created_at timestamptz(3) not null,
    updated_at timestamptz(3) not null
  ) with (fillfactor = 70)`,
  `create index webhook_partner_idx on webhook (partner_id, id)`,
  `create sequence webhook_delivery_id_seq`,
  // No foreign key to the subscription: it would lock the subscription's row in the transaction of each event.
  `create table webhook_delivery (
    id bigint not null default nextval('webhook_delivery_id_seq'),
    webhook_id bigint not null,
    partner_id bigint,
    event_id bigint not null,
    event_at timestamptz(3) not null,
    event_type text not null,
    event_partner_id bigint,
    sequence bigint,
    status text not null default 'pending',
    attempts integer not null default 0,
    tries integer not null default 0,
    due_at timestamptz,
    claimed_until timestamptz,
    response_code integer,
    error text,
    created_at timestamptz(3) not null
  ) partition by range (created_at)`,
  `create index webhook_delivery_id_idx on webhook_delivery (id)`,
  // Waiting deliveries in the order in which they are sent. Excludes deliveries that have ended.
  `create index webhook_delivery_due_idx on webhook_delivery (webhook_id, due_at, id) where status = 'pending'`,
  `create index webhook_delivery_webhook_idx on webhook_delivery (webhook_id, id)`,
  `create index webhook_delivery_partner_idx on webhook_delivery (partner_id, id)`,
  `create index webhook_delivery_event_idx on webhook_delivery (event_id)`,
  `create table webhook_delivery_default partition of webhook_delivery default`,
  `create table webhook_attempt (
    delivery_id bigint not null,
    partner_id bigint,
    attempt integer not null,
    duration_ms integer not null,
    request_headers jsonb not null,
    response_code integer,
    response_headers jsonb,
    response_body text,
    error text,
    at timestamptz(3) not null
  ) partition by range (at)`,
  `create index webhook_attempt_delivery_idx on webhook_attempt (delivery_id, attempt)`,
  `create table webhook_attempt_default partition of webhook_attempt default`,
  `create table webhook_redelivery (
    job_id bigint primary key references job (id) on delete cascade,
    filter jsonb not null,
    created_at timestamptz(3) not null
  )`,
];
