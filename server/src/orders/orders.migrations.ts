import { Migration } from '@mikro-orm/migrations';
import type { FeatureMigration } from '../database/migrations.ts';
import { Migration20261121130000_customers_and_orders } from './migrations/Migration20261121130000_customers_and_orders.ts';
import { Migration20261129120000_order_lifecycle } from './migrations/Migration20261129120000_order_lifecycle.ts';

/** When the fields of deliveries were reported: a late update does not overwrite fields with newer reports. */
class Migration20261129140000_reported_times extends Migration {
  override up(): void {
    this.addSql(`alter table delivery add column reported_at jsonb not null default '{}'`);
    // A delivery and its first parcel may be created together, in any order.
    this.addSql('alter table shipment alter constraint shipment_delivery_id_fkey deferrable initially deferred');
  }
}

/** An index to find a partner's orders by a prefix of the buyer's reference. */
class Migration20261129150300_order_search extends Migration {
  override up(): void {
    this.addSql(`create index sales_order_reference_prefix_idx on sales_order
    (partner_id, lower(customer_reference) text_pattern_ops) where customer_reference is not null`);
  }
}

/** Indexes to count one partner's orders in progress, independent of the orders of others. */
class Migration20261129176300_order_counts extends Migration {
  override up(): void {
    this.addSql(
      `create index sales_order_partner_open_idx on sales_order (partner_id, status) where status in ('waiting_approval', 'in_progress', 'partially_shipped')`,
    );
    this.addSql(
      `create index sales_order_partner_failed_idx on sales_order (partner_id) where fulfillment_status = 'failed'`,
    );
  }
}

/**
 * Indexes of the lists by status, for all partners and for one, independent of the number of other orders. They replace
 * those on the states of orders in progress. The first fulfilment state has no index, so that a new order updates only
 * one pair.
 */
class Migration20261201012000_order_lists extends Migration {
  override up(): void {
    this.addSql(`create index sales_order_status_idx on sales_order (status, id)`);
    this.addSql(`create index sales_order_partner_status_idx on sales_order (partner_id, status, id)`);
    this.addSql(`create index sales_order_fulfillment_idx on sales_order (fulfillment_status, id)
    where fulfillment_status <> 'unfulfilled'`);
    this.addSql(`create index sales_order_partner_fulfillment_idx on sales_order (partner_id, fulfillment_status, id)
    where fulfillment_status <> 'unfulfilled'`);
    this.addSql('drop index sales_order_open_idx');
    this.addSql('drop index sales_order_partner_open_idx');
    this.addSql('drop index sales_order_failed_idx');
    this.addSql('drop index sales_order_partner_failed_idx');
  }
}

export const ORDERS_MIGRATIONS: readonly FeatureMigration[] = [
  { name: '20261121130000_customers_and_orders', class: Migration20261121130000_customers_and_orders },
  { name: '20261129120000_order_lifecycle', class: Migration20261129120000_order_lifecycle },
  { name: '20261129140000_reported_times', class: Migration20261129140000_reported_times },
  { name: '20261129150300_order_search', class: Migration20261129150300_order_search },
  { name: '20261129176300_order_counts', class: Migration20261129176300_order_counts },
  { name: '20261201012000_order_lists', class: Migration20261201012000_order_lists },
];
