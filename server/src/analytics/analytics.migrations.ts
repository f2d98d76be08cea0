import { Migration } from '@mikro-orm/migrations';
import type { FeatureMigration } from '../database/migrations.ts';
import { Migration20261121140000_sales_rollups } from './migrations/Migration20261121140000_sales_rollups.ts';

/** Recent sales also have negative rows, for cancelled and returned items. */
class Migration20261129130000_reduced_sales extends Migration {
  override up(): void {
    this.addSql(`alter table recent_sales
      -- How many orders it adds: 1 for a new order, -1 where nothing is left of one, 0 where a part is.
      add column orders smallint not null default 1,
      -- The same for each of its products; null for a new order, which counts once for each.
      add column product_orders smallint[]`);
  }
}

export const ANALYTICS_MIGRATIONS: readonly FeatureMigration[] = [
  { name: '20261121140000_sales_rollups', class: Migration20261121140000_sales_rollups },
  { name: '20261129130000_reduced_sales', class: Migration20261129130000_reduced_sales },
];
