import { Migration } from '@mikro-orm/migrations';

/** Partners' own numbers of their customers. */
export class Migration20261129230200_customer_external_ids extends Migration {
  override up(): void {
    this.addSql('alter table customer add column external_id text');
    // Customers of the operator have no partner, and count as those of one.
    this.addSql(`create unique index customer_external_id_key on customer (partner_id, external_id)
      nulls not distinct where external_id is not null`);
  }
}
