import { Migration } from '@mikro-orm/migrations';
import type { FeatureMigration } from '../database/migrations.ts';
import { Migration20261129110000_webhooks } from './migrations/Migration20261129110000_webhooks.ts';
import { Migration20261129163200_webhook_queue } from './migrations/Migration20261129163200_webhook_queue.ts';

/**
 * Creates a delivery of each event for every active subscription that wants it, in the statement that records the
 * event: the deliveries exist if, and only if, the event does. The subscriptions are only read, since orders of one
 * partner must not wait for each other. It is a trigger because each connection keeps its plan: planning the join again
 * for each event took a tenth of an order's time.
 *
 * Tenancy: a subscription gets the events of its partner; one of the operator, those of all partners.
 */
class Migration20261129120500_delivery_trigger extends Migration {
  override up(): void {
    this.addSql(`create function write_webhook_deliveries() returns trigger language plpgsql
      set plan_cache_mode = force_generic_plan as $$
      begin
        insert into webhook_delivery
          (webhook_id, partner_id, event_id, event_at, event_type, event_partner_id, due_at, created_at)
        select w.id, w.partner_id, e.id, e.occurred_at, e.event_type, e.partner_id, e.occurred_at, e.occurred_at
        from new_event e join webhook w on (w.partner_id = e.partner_id or w.partner_id is null)
          and w.status = 'active' and w.events && array['*', e.event_type]
        where not e.is_test
        order by e.id;
        return null;
      end $$`);
    this.addSql(`create trigger event_deliveries after insert on event
      referencing new table as new_event for each statement execute function write_webhook_deliveries()`);
  }
}

/** An index to count the deliveries that have failed in a range of time. */
class Migration20261129150600_failed_deliveries extends Migration {
  override up(): void {
    this.addSql(`create index webhook_delivery_failed_idx on webhook_delivery (created_at) where status = 'failed'`);
  }
}

/** The progress of a redelivery: the next try of an interrupted job continues after it. */
class Migration20261129163100_redelivery_progress extends Migration {
  override up(): void {
    this.addSql('alter table webhook_redelivery add column last_id bigint not null default 0');
  }
}

/** The number of deliveries that a redelivery has sent again: the progress of its job restarts with each try. */
class Migration20261129163400_redelivery_count extends Migration {
  override up(): void {
    this.addSql('alter table webhook_redelivery add column done bigint not null default 0');
  }
}

/** Counts a partner's failed deliveries without reading those of others. */
class Migration20261129190000_failed_deliveries_of_partner extends Migration {
  override up(): void {
    this.addSql(`create index webhook_delivery_partner_failed_idx on webhook_delivery (partner_id, created_at)
      where failed_at is not null`);
  }
}

/** Until when a receiver has asked by `Retry-After` to receive nothing: sending again does not shorten that wait. */
class Migration20261130220000_retry_after extends Migration {
  override up(): void {
    this.addSql('alter table webhook add column retry_after_until timestamptz(3)');
  }
}

/**
 * Lists of failed deliveries, and calls that send them again, read by number: of all partners, of one, or of one
 * subscription. The time indexes that the overview uses to count a range do not sort by number.
 */
class Migration20261130221000_failed_deliveries_by_number extends Migration {
  override up(): void {
    for (const [name, columns] of [
      // Also chosen for a subscription or partner with many deliveries: its columns avoid reading the rows of others.
      ['webhook_delivery_failed_id_idx', 'id, webhook_id, partner_id'],
      ['webhook_delivery_partner_failed_id_idx', 'partner_id, id'],
      ['webhook_delivery_webhook_failed_id_idx', 'webhook_id, id'],
    ])
      this.addSql(`create index ${name} on webhook_delivery (${columns}) where failed_at is not null`);
  }
}

export const WEBHOOKS_MIGRATIONS: readonly FeatureMigration[] = [
  { name: '20261129110000_webhooks', class: Migration20261129110000_webhooks },
  { name: '20261129120500_delivery_trigger', class: Migration20261129120500_delivery_trigger },
  { name: '20261129150600_failed_deliveries', class: Migration20261129150600_failed_deliveries },
  { name: '20261129163100_redelivery_progress', class: Migration20261129163100_redelivery_progress },
  { name: '20261129163200_webhook_queue', class: Migration20261129163200_webhook_queue },
  { name: '20261129163400_redelivery_count', class: Migration20261129163400_redelivery_count },
  {
    name: '20261129190000_failed_deliveries_of_partner',
    class: Migration20261129190000_failed_deliveries_of_partner,
  },
  { name: '20261130220000_retry_after', class: Migration20261130220000_retry_after },
  { name: '20261130221000_failed_deliveries_by_number', class: Migration20261130221000_failed_deliveries_by_number },
];
