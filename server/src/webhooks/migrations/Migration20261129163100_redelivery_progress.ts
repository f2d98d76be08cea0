import { Migration } from '@mikro-orm/migrations';

/** How far a redelivery is: a try of the job that follows one that ended early goes on behind it. */
export class Migration20261129163100_redelivery_progress extends Migration {
  override up(): void {
    this.addSql('alter table webhook_redelivery add column last_id bigint not null default 0');
  }
}
