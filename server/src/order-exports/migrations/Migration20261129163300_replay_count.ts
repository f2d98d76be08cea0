import { Migration } from '@mikro-orm/migrations';

/** How many exports a replay has done again: the progress of its job begins anew with each try. */
export class Migration20261129163300_replay_count extends Migration {
  override up(): void {
    this.addSql('alter table order_export_replay add column done bigint not null default 0');
  }
}
