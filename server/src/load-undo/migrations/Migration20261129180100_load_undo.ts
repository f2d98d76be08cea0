import { Migration } from '@mikro-orm/migrations';

/** Requests to undo loads. */
export class Migration20261129180100_load_undo extends Migration {
  override up(): void {
    this.addSql(`create table load_undo (
      job_id bigint primary key references job (id) on delete cascade,
      load_id bigint not null,
      validate_only boolean not null
    )`);
    this.addSql('create index load_undo_load_idx on load_undo (load_id)');
  }
}
