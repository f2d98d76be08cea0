import { Migration } from '@mikro-orm/migrations';

/**
 * Requests to undo several loads of one job. `load_id` stays for requests of one load, so that servers of the version
 * before can go on with those; they refuse the others.
 */
export class Migration20261129250000_undo_of_imports extends Migration {
  override up(): void {
    this.addSql('alter table load_undo add load_ids bigint[], alter load_id drop not null');
  }
}
