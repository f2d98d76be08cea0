import { Migration } from '@mikro-orm/migrations';

/**
 * Finds products by their availability. Most products are in stock, and are found in the order of any sort: loads do not
 * pay for an index of them.
 */
export class Migration20261130020000_availability_index extends Migration {
  override up(): void {
    this.addSql(
      `create index product_availability_idx on product (availability, id, partner_id) where availability <> 'in_stock'`,
    );
  }
}
