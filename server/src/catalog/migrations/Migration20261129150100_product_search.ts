import { Migration } from '@mikro-orm/migrations';

/** Indexes to find a partner's products by the beginning of their SKU or name, in any letter case. */
export class Migration20261129150100_product_search extends Migration {
  override up(): void {
    for (const statement of INDEXES) this.addSql(statement);
  }
}

const INDEXES = [
  `create index product_sku_prefix_idx on product (partner_id, lower(sku) text_pattern_ops)`,
  `create index product_name_prefix_idx on product (partner_id, lower(product_name) text_pattern_ops)`,
];
