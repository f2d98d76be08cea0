import { Migration } from '@mikro-orm/migrations';

/** A partner's failed deliveries are counted without reading those of others. */
export class Migration20261129190000_failed_deliveries_of_partner extends Migration {
  override up(): void {
    this.addSql(`create index webhook_delivery_partner_failed_idx on webhook_delivery (partner_id, created_at)
      where failed_at is not null`);
  }
}
