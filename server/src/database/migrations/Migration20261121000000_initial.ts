import { Migration } from '@mikro-orm/migrations';
import { API_KEY_CHANNEL } from '../announcer.ts';

/**
 * Partners, keys, feeds, jobs, the catalogue. Times have milliseconds, as on the wire: cursors compare them exactly.
 */
export class Migration20261121000000_initial extends Migration {
  override up(): void {
    for (const statement of [...PARTNERS, ...FEEDS_AND_JOBS, ...CATALOGUE, ...SERVICE]) this.addSql(statement);
  }
}

const PARTNERS = [
  `create sequence partner_id_seq`,
  `create table partner (
    id bigint primary key default nextval('partner_id_seq'),
    name text not null,
    status text not null default 'active' check (status in ('active', 'paused', 'offboarded')),
    contact_email text,
    feed_type text,
    default_file_format text,
    default_currency text,
    created_at timestamptz(3) not null,
    updated_at timestamptz(3) not null
  )`,
  // Names are unique regardless of case: an upload for "acme corp" must not register a second Acme Corp.
  `create unique index partner_name_key on partner (lower(name))`,

  `create sequence api_key_id_seq`,
  `create table api_key (
    id bigint primary key default nextval('api_key_id_seq'),
    partner_id bigint references partner,
    name text not null,
    scopes text[] not null,
    secret_hash bytea not null unique,
    secret_hint text not null,
    expires_at timestamptz(3),
    created_at timestamptz(3) not null,
    revoked_at timestamptz(3)
  )`,
  `create index api_key_partner_idx on api_key (partner_id, id)`,

  // Processes cache which partner a key belongs to until they are notified of a change.
  `create function announce_key_change() returns trigger language plpgsql as $$
    begin perform pg_notify('${API_KEY_CHANNEL}', ''); return null; end $$`,
  `create trigger api_key_changed after update or delete on api_key
    for each statement execute function announce_key_change()`,
  `create trigger partner_changed after update of name or delete on partner
    for each statement execute function announce_key_change()`,
];

const FEEDS_AND_JOBS = [
  `create sequence feed_id_seq`,
  `create table feed (
    id bigint primary key default nextval('feed_id_seq'),
    partner_id bigint not null references partner,
    file_name text not null,
    content_type text,
    size_bytes bigint,
    sha256 text,
    delimiter text,
    mode text not null check (mode in ('incremental', 'full')),
    validate_only boolean not null,
    max_error_ratio double precision,
    status text not null check (status in ('pending_upload', 'uploaded', 'rejected')),
    object_key text not null,
    bucket text not null,
    duplicate_of_id bigint references feed,
    multipart_id text,
    upload_expires_at timestamptz(3),
    uploaded_at timestamptz(3),
    created_at timestamptz(3) not null
  )`,
  `create index feed_partner_idx on feed (partner_id, id)`,
  `create index feed_sha256_idx on feed (partner_id, sha256, id)`,

  // The primary key is not the public ID, because jobs of all types share the table: the public ID is type and number.
  `create sequence job_id_seq`,
  `create sequence submission_job_number_seq`,
  `create sequence validation_job_number_seq`,
  `create table job (
    id bigint primary key default nextval('job_id_seq'),
    job_type text not null,
    number bigint not null,
    status text not null check (status in ('queued', 'running', 'completed', 'failed', 'cancelled')),
    message text not null,
    partner_id bigint references partner,
    feed_id bigint references feed,
    run_requested_at timestamptz(3),
    cancel_requested_at timestamptz(3),
    started_at timestamptz(3),
    finished_at timestamptz(3),
    attempt integer not null default 0,
    -- Starts since the last request to run: a job that keeps killing its workers is given up.
    tries integer not null default 0,
    rows_total bigint,
    rows_done bigint not null default 0,
    result jsonb,
    error text,
    created_at timestamptz(3) not null,
    unique (job_type, number)
  )`,
  `create index job_feed_idx on job (feed_id, job_type)`,
  `create index job_partner_idx on job (partner_id, id)`,
  // For the worker's query: jobs that were asked to run and have not finished.
  `create index job_waiting_idx on job (job_type, partner_id, feed_id) where run_requested_at is not null`,

  // No foreign key: checking it for each row would double the time of a feed in which every row is invalid. Jobs are
  // never deleted.
  `create table job_error (
    job_id bigint not null,
    line bigint not null,
    position smallint not null,
    severity text not null,
    sku text,
    "column" text,
    code text not null,
    message text not null,
    value text,
    primary key (job_id, line, position)
  )`,
  `create table job_change (
    job_id bigint not null references job on delete cascade,
    position integer not null,
    sku text not null,
    field text not null,
    from_value text,
    to_value text,
    primary key (job_id, position)
  )`,
];

const CATALOGUE = [
  `create sequence product_id_seq`,
  // No foreign keys: checking them for each row would add seconds to a load of a million rows, and the only writer of
  // this table (the load) locks its partner and feed while it writes. Neither is ever deleted.
  `create table product (
    id bigint primary key default nextval('product_id_seq'),
    partner_id bigint not null,
    feed_id bigint,
    sku text not null,
    product_name text not null,
    description text,
    brand text,
    category text,
    price numeric(16, 4),
    currency text,
    availability text,
    attributes jsonb not null default '{}',
    created_at timestamptz(3) not null,
    updated_at timestamptz(3) not null
  )`,
  `create unique index product_partner_sku_key on product (partner_id, sku)`,
  // One index for each sort order. The partner comes last, so that a partner's list is filtered inside the index.
  `create index product_created_idx on product (created_at, id, partner_id)`,
  `create index product_updated_idx on product (updated_at, id, partner_id)`,
  `create index product_price_idx on product (price, id, partner_id)`,
  `create index product_name_idx on product (product_name, id, partner_id)`,
  `create index product_brand_idx on product (brand, id, partner_id)`,
  `create index product_category_idx on product (category, id, partner_id)`,
  `create index product_feed_idx on product (feed_id, id)`,

  `create table product_change (
    id bigint generated always as identity primary key,
    product_id bigint not null,
    partner_id bigint not null,
    feed_id bigint not null,
    job_id bigint not null,
    changed_at timestamptz(3) not null,
    price_from numeric(16, 4),
    price_to numeric(16, 4),
    currency_from text,
    currency_to text,
    availability_from text,
    availability_to text
  )`,
  `create index product_change_product_idx on product_change (product_id, id)`,
];

const SERVICE = [
  `create table idempotency_key (
    owner_id bigint not null,
    key text not null,
    operation text not null,
    claim uuid not null,
    fingerprint text,
    response text,
    claimed_at timestamptz(3) not null,
    created_at timestamptz(3) not null,
    primary key (owner_id, key)
  )`,
  `create index idempotency_key_created_idx on idempotency_key (created_at)`,
  `create table event (
    id bigint generated always as identity primary key,
    event_type text not null,
    partner_id bigint,
    data jsonb not null,
    occurred_at timestamptz(3) not null
  )`,
  `create index event_occurred_idx on event (occurred_at)`,
];
