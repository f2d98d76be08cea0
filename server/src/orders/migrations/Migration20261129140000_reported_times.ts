import { Migration } from '@mikro-orm/migrations';

/** When the fields of deliveries were reported: news that come late change no field that has later ones. */
export class Migration20261129140000_reported_times extends Migration {
  override up(): void {
    this.addSql(`alter table delivery add column reported_at jsonb not null default '{}'`);
    // A delivery and its first parcel may be new together, and are written in any order.
    this.addSql('alter table shipment alter constraint shipment_delivery_id_fkey deferrable initially deferred');
  }
}
