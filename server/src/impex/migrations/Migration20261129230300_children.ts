import { Migration } from '@mikro-orm/migrations';

/** Rows within the rows of a file are listed by themselves. */
export class Migration20261129230300_children extends Migration {
  override up(): void {
    this.addSql('alter table data_import_file add column children text');
  }
}
