import { Migration } from '@mikro-orm/migrations';
import type { FeatureMigration } from '../database/migrations.ts';

/**
 * Finds the version of a price list at a time. A later version is never set before an earlier one, so the index also
 * finds the latest version, and replaces the one by ID.
 */
class Migration20261130110000_price_list_times extends Migration {
  override up(): void {
    this.addSql(
      'create index price_list_version_time_idx on price_list_version (product_id, sales_channel_id, set_at, id)',
    );
    this.addSql('drop index price_list_version_list_idx');
  }
}

export const PRICES_MIGRATIONS: readonly FeatureMigration[] = [
  { name: '20261130110000_price_list_times', class: Migration20261130110000_price_list_times },
];
