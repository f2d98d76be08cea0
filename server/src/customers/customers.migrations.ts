import { Migration } from '@mikro-orm/migrations';
import type { FeatureMigration } from '../database/migrations.ts';

/** Partners' own numbers of their customers. */
class Migration20261129230200_customer_external_ids extends Migration {
  override up(): void {
    this.addSql('alter table customer add column external_id text');
    // Customers of the operator have no partner, and are treated as those of one.
    this.addSql(`create unique index customer_external_id_key on customer (partner_id, external_id)
      nulls not distinct where external_id is not null`);
  }
}

/** Finds customers by creation time. */
class Migration20261130110400_customer_times extends Migration {
  override up(): void {
    this.addSql('create index customer_created_idx on customer (created_at, id)');
  }
}

export const CUSTOMERS_MIGRATIONS: readonly FeatureMigration[] = [
  { name: '20261129230200_customer_external_ids', class: Migration20261129230200_customer_external_ids },
  { name: '20261130110400_customer_times', class: Migration20261130110400_customer_times },
];
