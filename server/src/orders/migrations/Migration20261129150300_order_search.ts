import { Migration } from '@mikro-orm/migrations';

/** An index to find a partner's orders by the beginning of the buyer's reference. */
export class Migration20261129150300_order_search extends Migration {
  override up(): void {
    for (const statement of INDEXES) this.addSql(statement);
  }
}

const INDEXES = [
  `create index sales_order_reference_prefix_idx on sales_order
    (partner_id, lower(customer_reference) text_pattern_ops) where customer_reference is not null`,
];
