import { Migration } from '@mikro-orm/migrations';

/**
 * The IDs of notices that could not be mapped are ours: a sender may use the same text for an update of its own, which
 * must not keep the notice from being stored.
 */
export class Migration20261129160100_update_ids extends Migration {
  override up(): void {
    this.addSql('create unique index order_update_id_idx on order_update (partner_id, update_id, (content is null))');
    this.addSql('alter table order_update drop constraint order_update_partner_id_update_id_key');
  }
}
