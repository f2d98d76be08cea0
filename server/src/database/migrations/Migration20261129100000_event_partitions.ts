import { Migration } from '@mikro-orm/migrations';

/**
 * Events become a table of day partitions, with an ID that partners see, their subject, and the transaction that
 * recorded them, by which a reader finds what has become visible. The events of the last 30 days are kept.
 */
export class Migration20261129100000_event_partitions extends Migration {
  override up(): void {
    for (const statement of STATEMENTS) this.addSql(statement);
  }
}

const STATEMENTS = [
  `alter table event rename to event_before`,
  `drop index event_occurred_idx`,
  `create sequence event_number_seq`,
  `create table event (
    id bigint not null default nextval('event_number_seq'),
    event_type text not null,
    partner_id bigint,
    subject_id text not null,
    data jsonb not null,
    is_test boolean not null default false,
    transaction_id xid8 not null default pg_current_xact_id(),
    occurred_at timestamptz(3) not null
  ) partition by range (occurred_at)`,
  `create index event_id_idx on event (id)`,
  `create index event_partner_idx on event (partner_id, id)`,
  `create index event_type_idx on event (event_type, id)`,
  `create index event_subject_idx on event (subject_id, id)`,
  `create index event_transaction_idx on event (transaction_id, id)`,
  `create table event_default partition of event default`,
  `insert into event (id, event_type, partner_id, subject_id, data, occurred_at)
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
   from event_before where occurred_at > now() - interval '30 days'`,
  `select setval('event_number_seq', coalesce((select max(id) from event_before), 0) + 1, false)`,
  `drop table event_before`,
];
