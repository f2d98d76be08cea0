import { Migration } from '@mikro-orm/migrations';
import type { FeatureMigration } from '../database/migrations.ts';

/** Requests to undo loads. */
class Migration20261129180100_load_undo extends Migration {
  override up(): void {
    this.addSql(`create table load_undo (
      job_id bigint primary key references job (id) on delete cascade,
      load_id bigint not null,
      validate_only boolean not null
    )`);
    this.addSql('create index load_undo_load_idx on load_undo (load_id)');
  }
}

/**
 * Requests to undo several loads of one job. `load_id` remains for requests of one load, so that servers of the
 * previous version can process those; they refuse the others.
 */
class Migration20261129250000_undo_of_imports extends Migration {
  override up(): void {
    this.addSql('alter table load_undo add load_ids bigint[], alter load_id drop not null');
  }
}

export const LOAD_UNDO_MIGRATIONS: readonly FeatureMigration[] = [
  { name: '20261129180100_load_undo', class: Migration20261129180100_load_undo },
  { name: '20261129250000_undo_of_imports', class: Migration20261129250000_undo_of_imports },
];
