import { Migration } from '@mikro-orm/migrations';
import type { FeatureMigration } from '../database/migrations.ts';
import { Migration20261129150000_order_updates } from './migrations/Migration20261129150000_order_updates.ts';

/**
 * Notices that could not be mapped get IDs of ours: a sender may use the same text for an update of its own, which must
 * not prevent storing the notice.
 */
class Migration20261129160100_update_ids extends Migration {
  override up(): void {
    this.addSql('create unique index order_update_id_idx on order_update (partner_id, update_id, (content is null))');
    this.addSql('alter table order_update drop constraint order_update_partner_id_update_id_key');
  }
}

/** A feed's previous secret, and until when it is accepted. */
class Migration20261129160200_feed_secrets extends Migration {
  override up(): void {
    this.addSql(`alter table order_update_feed
      -- Encrypted.
      add column old_secret text,
      add column old_secret_valid_until timestamptz(3)`);
  }
}

/** Indexes to count one partner's parked updates, independent of those of others. */
class Migration20261129176500_update_counts extends Migration {
  override up(): void {
    this.addSql(
      `create index order_update_partner_parked_idx on order_update (partner_id, id) where status = 'parked'`,
    );
  }
}

/** Feeds whose files are read by a data descriptor instead of a mapping. */
class Migration20261130010100_feed_descriptors extends Migration {
  override up(): void {
    this.addSql(`alter table order_update_feed
    alter column mapping drop not null,
    add column data_descriptor_id bigint references data_descriptor,
    add constraint order_update_feed_reads check ((mapping is null) <> (data_descriptor_id is null))`);
    this.addSql(`create index order_update_feed_descriptor_idx on order_update_feed (data_descriptor_id)
    where data_descriptor_id is not null`);
  }
}

/** Indexes of the lists by status and by feed, independent of the number of applied updates. */
class Migration20261130231000_update_lists extends Migration {
  override up(): void {
    // Replaces the index on parked updates alone. Most updates are applied, and the newest of those are found without
    // an index.
    this.addSql(`create index order_update_status_idx on order_update (status, id) where status <> 'applied'`);
    this.addSql(
      `create index order_update_partner_status_idx on order_update (partner_id, status, id) where status <> 'applied'`,
    );
    this.addSql('drop index order_update_parked_idx');
    this.addSql('drop index order_update_partner_parked_idx');
    this.addSql(`create index order_update_feed_idx on order_update (feed_id, id) where feed_id is not null`);
  }
}

/** Orders whose parked updates are requeued in steps. */
class Migration20261130231200_requeued_orders extends Migration {
  override up(): void {
    this.addSql(`create table order_update_requeue (
    order_id bigint primary key,
    -- The last update that was put back.
    after_id bigint not null
  )`);
    // In the order of requeueing.
    this.addSql(`create index order_update_parked_of_order_idx on order_update (order_id, id) where status = 'parked'`);
    this.addSql('drop index order_update_waiting_idx');
  }
}

export const ORDER_UPDATES_MIGRATIONS: readonly FeatureMigration[] = [
  { name: '20261129150000_order_updates', class: Migration20261129150000_order_updates },
  { name: '20261129160100_update_ids', class: Migration20261129160100_update_ids },
  { name: '20261129160200_feed_secrets', class: Migration20261129160200_feed_secrets },
  { name: '20261129176500_update_counts', class: Migration20261129176500_update_counts },
  { name: '20261130010100_feed_descriptors', class: Migration20261130010100_feed_descriptors },
  { name: '20261130231000_update_lists', class: Migration20261130231000_update_lists },
  { name: '20261130231200_requeued_orders', class: Migration20261130231200_requeued_orders },
];
