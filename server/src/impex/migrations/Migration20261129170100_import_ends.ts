import { Migration } from '@mikro-orm/migrations';

/** Imports are kept for a time after their end. */
export class Migration20261129170100_import_ends extends Migration {
  override up(): void {
    for (const statement of STATEMENTS) this.addSql(statement);
  }
}

const STATEMENTS = [
  'alter table data_import add column ended_at timestamptz(3)',
  `update data_import set ended_at = job.finished_at from job where job.id = data_import.job_id`,
  'create index data_import_ended_idx on data_import (ended_at) where ended_at is not null',
  'alter table data_import_file drop constraint data_import_file_import_id_fkey',
  `alter table data_import_file add constraint data_import_file_import_id_fkey
    foreign key (import_id) references data_import on delete cascade`,
];
