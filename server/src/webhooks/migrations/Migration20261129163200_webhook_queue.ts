import { Migration } from '@mikro-orm/migrations';

/**
 * Keeps waiting deliveries in a small table next to the log. Claims write only to that table. Each attempt updates the
 * row of the log once, in place, because the outcome changes none of its indexes.
 */
export class Migration20261129163200_webhook_queue extends Migration {
  override up(): void {
    for (const statement of QUEUE) this.addSql(statement);
  }
}

const QUEUE = [
  `create table webhook_queue (
    delivery_id bigint primary key,
    webhook_id bigint not null,
    partner_id bigint,
    event_id bigint not null,
    event_at timestamptz(3) not null,
    sequence bigint,
    -- Attempts so far, and those since it was last sent again by a call.
    attempts integer not null default 0,
    tries integer not null default 0,
    due_at timestamptz not null,
    claimed_until timestamptz,
    -- Of the delivery: with it, its row is found in one partition.
    created_at timestamptz(3) not null
  ) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000,
    autovacuum_vacuum_cost_delay = 0)`,
  `create index webhook_queue_due_idx on webhook_queue (webhook_id, due_at, delivery_id)`,
  `create index webhook_queue_created_idx on webhook_queue (created_at)`,
  `insert into webhook_queue
     (delivery_id, webhook_id, partner_id, event_id, event_at, sequence, attempts, tries, due_at, claimed_until, created_at)
   select id, webhook_id, partner_id, event_id, event_at, sequence, attempts, tries, due_at, claimed_until, created_at
   from webhook_delivery where status = 'pending' and due_at is not null`,
  `create or replace function write_webhook_deliveries() returns trigger language plpgsql
    set plan_cache_mode = force_generic_plan as $$
    begin
      with new_delivery as (
        insert into webhook_delivery
          (webhook_id, partner_id, event_id, event_at, event_type, event_partner_id, due_at, created_at)
        select w.id, w.partner_id, e.id, e.occurred_at, e.event_type, e.partner_id, e.occurred_at, e.occurred_at
        from new_event e join webhook w on (w.partner_id = e.partner_id or w.partner_id is null)
          and w.status = 'active' and w.events && array['*', e.event_type]
        where not e.is_test
        order by e.id
        returning id, webhook_id, partner_id, event_id, event_at, created_at
      )
      insert into webhook_queue (delivery_id, webhook_id, partner_id, event_id, event_at, due_at, created_at)
      select id, webhook_id, partner_id, event_id, event_at, created_at, created_at from new_delivery;
      return null;
    end $$`,
  `drop index webhook_delivery_due_idx`,
  `drop index webhook_delivery_failed_idx`,
  // Set only for failures, so that a success changes no index.
  `alter table webhook_delivery add column failed_at timestamptz(3), drop column claimed_until, drop column tries`,
  `update webhook_delivery set failed_at = created_at where status = 'failed'`,
  `create index webhook_delivery_failed_idx on webhook_delivery (created_at) where failed_at is not null`,
];
