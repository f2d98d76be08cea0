import { Migration } from '@mikro-orm/migrations';
import { Migration20261121000000_initial } from './migrations/Migration20261121000000_initial.ts';
import type { FeatureMigration } from './migrations.ts';

/**
 * Adds the ETag of the checked object, indexes to find open uploads, and the position of the search for orphaned
 * objects.
 */
class Migration20261128110000_uploads extends Migration {
  override up(): void {
    // The ETag of the object that was checked, so that a later replacement is noticed. Older feeds have none.
    this.addSql(`alter table feed add column etag text`);
    // A partial index: only the few uploads from which nothing was created yet.
    this.addSql(`create index feed_open_idx on feed (upload_expires_at, id) where status = 'pending_upload'`);
    this.addSql(
      `create index feed_open_partner_idx on feed (partner_id, upload_expires_at) where status = 'pending_upload'`,
    );
    this.addSql(`drop index batch_upload_unused_idx`);
    this.addSql(`create index batch_upload_open_idx on batch_upload (expires_at, id) where used_at is null`);
    this.addSql(
      `create index batch_upload_open_partner_idx on batch_upload (partner_id, expires_at) where used_at is null`,
    );
    this.addSql(`create table bucket_search (
    name text primary key,
    -- The last key that was looked at; empty before the first.
    position text not null,
    -- Until then it is one process's own.
    claimed_until timestamptz not null
  )`);
  }
}

/**
 * Events become a table of day partitions, with an ID that partners see, their subject, and the transaction that
 * recorded them, by which a reader finds what has become visible. The events of the last 30 days are kept.
 */
class Migration20261129100000_event_partitions extends Migration {
  override up(): void {
    this.addSql(`alter table event rename to event_before`);
    this.addSql(`drop index event_occurred_idx`);
    this.addSql(`create sequence event_number_seq`);
    this.addSql(`create table event (
    id bigint not null default nextval('event_number_seq'),
    event_type text not null,
    partner_id bigint,
    subject_id text not null,
    data jsonb not null,
    is_test boolean not null default false,
    transaction_id xid8 not null default pg_current_xact_id(),
    occurred_at timestamptz(3) not null
  ) partition by range (occurred_at)`);
    this.addSql(`create index event_id_idx on event (id)`);
    this.addSql(`create index event_partner_idx on event (partner_id, id)`);
    this.addSql(`create index event_type_idx on event (event_type, id)`);
    this.addSql(`create index event_subject_idx on event (subject_id, id)`);
    this.addSql(`create index event_transaction_idx on event (transaction_id, id)`);
    this.addSql(`create table event_default partition of event default`);
    this.addSql(`insert into event (id, event_type, partner_id, subject_id, data, occurred_at)
   select id, event_type, partner_id, coalesce(
     case when event_type like 'feed.%' then data ->> 'feed_id'
          when event_type like 'job.%' then data ->> 'job_id'
          when event_type = 'product.price.changed' then coalesce(data ->> 'job_id', data #>> '{product_ids,0}')
          when event_type = 'price_list.changed' then data ->> 'product_id'
          when event_type = 'order.created' then data ->> 'order_id'
          when event_type = 'operations_batch.completed' then data ->> 'batch_id'
          when event_type like 'customer.%' then data ->> 'customer_id'
          when event_type = 'partner.updated' then data ->> 'partner_id' end, 'EV' || lpad(id::text, 5, '0')),
     data, occurred_at
   from event_before where occurred_at > now() - interval '30 days'`);
    this.addSql(`select setval('event_number_seq', coalesce((select max(id) from event_before), 0) + 1, false)`);
    this.addSql(`drop table event_before`);
  }
}

/** Events and jobs keep the position in the trace of the request that has caused them. */
class Migration20261129191000_trace_parents extends Migration {
  override up(): void {
    this.addSql('alter table event add column trace_parent text');
    this.addSql('alter table job add column trace_parent text');
  }
}

/**
 * Until when each API key may have written, for processes that read from a replica. Not logged: a mark counts for seconds,
 * and is made while a call waits for it. Updates stay in their page.
 */
class Migration20261129230500_api_key_writes extends Migration {
  override up(): void {
    this.addSql(
      'create unlogged table api_key_write (api_key_id bigint primary key, until timestamptz not null) with (fillfactor = 50)',
    );
  }
}

export const PLATFORM_MIGRATIONS: readonly FeatureMigration[] = [
  { name: '20261121000000_initial', class: Migration20261121000000_initial },
  { name: '20261128110000_uploads', class: Migration20261128110000_uploads },
  { name: '20261129100000_event_partitions', class: Migration20261129100000_event_partitions },
  { name: '20261129191000_trace_parents', class: Migration20261129191000_trace_parents },
  { name: '20261129230500_api_key_writes', class: Migration20261129230500_api_key_writes },
];
