import { Migration } from '@mikro-orm/migrations';

/** Order updates, the feeds that couriers push them to, and the pushes. */
export class Migration20261129150000_order_updates extends Migration {
  override up(): void {
    for (const statement of TABLES) this.addSql(statement);
  }
}

const TABLES = [
  `create sequence order_update_feed_id_seq`,
  `create table order_update_feed (
    id bigint primary key default nextval('order_update_feed_id_seq'),
    partner_id bigint not null references partner,
    name text not null,
    carrier text,
    authentication text not null,
    header text not null,
    -- Encrypted.
    secret text not null,
    -- As the contract shows it.
    mapping jsonb not null,
    created_at timestamptz(3) not null,
    updated_at timestamptz(3) not null
  )`,
  `create index order_update_feed_partner_idx on order_update_feed (partner_id, id)`,

  `create sequence order_update_push_id_seq`,
  // No foreign key to the feed: pushes are kept after it is deleted.
  `create table order_update_push (
    id bigint primary key default nextval('order_update_push_id_seq'),
    partner_id bigint not null references partner,
    feed_id bigint not null,
    content_type text not null,
    payload bytea not null,
    -- SHA-256 of content type and payload.
    digest bytea not null,
    is_mapped boolean not null default false,
    created_at timestamptz(3) not null default now(),
    unique (feed_id, digest)
  )`,
  `create index order_update_push_waiting_idx on order_update_push (partner_id, id) where not is_mapped`,
  `create index order_update_push_created_idx on order_update_push (created_at)`,

  `create sequence order_update_id_seq`,
  `create table order_update (
    id bigint primary key default nextval('order_update_id_seq'),
    partner_id bigint not null references partner,
    update_id text not null,
    feed_id bigint,
    push_id bigint,
    -- The place of its notice in what was pushed, from 0.
    push_entry integer,
    -- SHA-256 of what it says.
    digest text,
    -- As the contract shows it; null while what was pushed could not be mapped.
    content jsonb,
    occurred_at timestamptz(3) not null,
    status text not null,
    code text,
    message text,
    order_id bigint,
    created_at timestamptz(3) not null default now(),
    finished_at timestamptz(3),
    unique (partner_id, update_id)
  )`,
  `create index order_update_queued_idx on order_update (partner_id, occurred_at, id)
    where status = 'queued' and content is not null`,
  `create index order_update_partner_idx on order_update (partner_id, id)`,
  `create index order_update_parked_idx on order_update (id) where status = 'parked'`,
  `create index order_update_waiting_idx on order_update (order_id) where status = 'parked'`,
  `create index order_update_order_idx on order_update (order_id, id) where order_id is not null`,
  `create index order_update_created_idx on order_update (created_at)`,
  `create unique index order_update_push_idx on order_update (push_id, push_entry) where push_id is not null`,
];
