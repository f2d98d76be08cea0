import { Migration } from '@mikro-orm/migrations';

/** Indexes to count the orders under way of one partner, however many others have. */
export class Migration20261129176300_order_counts extends Migration {
  override up(): void {
    for (const statement of INDEXES) this.addSql(statement);
  }
}

const INDEXES = [
  `create index sales_order_partner_open_idx on sales_order (partner_id, status) where status in ('waiting_approval', 'in_progress', 'partially_shipped')`,
  `create index sales_order_partner_failed_idx on sales_order (partner_id) where fulfillment_status = 'failed'`,
];
