import { Migration } from '@mikro-orm/migrations';

/** How many deliveries a redelivery has done again: the progress of its job begins anew with each try. */
export class Migration20261129163400_redelivery_count extends Migration {
  override up(): void {
    this.addSql('alter table webhook_redelivery add column done bigint not null default 0');
  }
}
