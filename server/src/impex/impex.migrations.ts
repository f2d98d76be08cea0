import { Migration } from '@mikro-orm/migrations';
import type { FeatureMigration } from '../database/migrations.ts';
import { Migration20261129130100_data_groups } from './migrations/Migration20261129130100_data_groups.ts';

/** Imports are kept for some time after their end. */
class Migration20261129170100_import_ends extends Migration {
  override up(): void {
    this.addSql('alter table data_import add column ended_at timestamptz(3)');
    this.addSql(`update data_import set ended_at = job.finished_at from job where job.id = data_import.job_id`);
    this.addSql('create index data_import_ended_idx on data_import (ended_at) where ended_at is not null');
    this.addSql('alter table data_import_file drop constraint data_import_file_import_id_fkey');
    this.addSql(`alter table data_import_file add constraint data_import_file_import_id_fkey
    foreign key (import_id) references data_import on delete cascade`);
  }
}

/** Marks existing descriptors and groups as those of imports. */
class Migration20261129200100_directions extends Migration {
  override up(): void {
    this.addSql(`update data_descriptor set definition = definition || '{"direction": "import"}'`);
    this.addSql(`update data_descriptor_version set definition = definition || '{"direction": "import"}'`);
    this.addSql(`alter table data_group add column direction text not null default 'import'
    check (direction in ('import', 'export'))`);
    this.addSql('alter table data_group alter column direction drop default');
  }
}

/** Rows of imports that are retried after other files of the same import have created what they refer to. */
class Migration20261129220100_unresolved_rows extends Migration {
  override up(): void {
    this.addSql(`alter table data_import_file
    add column entity text,
    -- The entities that its rows refer to.
    add column refers_to text[] not null default '{}',
    -- Whether it, or some of its rows, are tried again.
    add column waits boolean not null default false,
    -- The rows that files of those entities had inserted or changed when it was tried last.
    add column seen bigint not null default 0`);
    this.addSql(`create table data_import_unresolved (
    import_id bigint not null,
    file_number integer not null,
    line bigint not null,
    primary key (import_id, file_number, line),
    foreign key (import_id, file_number) references data_import_file on delete cascade
  )`);
  }
}

/** Nested rows are listed as a separate file. */
class Migration20261129230300_children extends Migration {
  override up(): void {
    this.addSql('alter table data_import_file add column children text');
  }
}

/** Nested rows to retry are stored one by one instead of by line. */
class Migration20261130110000_unresolved_items extends Migration {
  override up(): void {
    // For imports in progress it is unknown which nested rows of a line are meant, so these stay rejected.
    this.addSql(`delete from data_import_unresolved using data_import_file f
   where f.import_id = data_import_unresolved.import_id and f.number = data_import_unresolved.file_number
     and f.children is not null`);
    this.addSql(
      `update data_import_file set waits = false where waits and children is not null and status = 'completed'`,
    );
    this.addSql(`alter table data_import_unresolved
    -- Of a row within a row: its place there, from 0 on.
    add column item integer not null default 0,
    drop constraint data_import_unresolved_pkey,
    add primary key (import_id, file_number, line, item)`);
  }
}

/** Imports that were cancelled before they started had no end time, so they were never deleted. */
class Migration20261130230000_cancelled_imports extends Migration {
  override up(): void {
    this.addSql(
      `update data_import set ended_at = job.finished_at from job
       where job.id = data_import.job_id and data_import.ended_at is null and job.status = 'cancelled'`,
    );
  }
}

export const IMPEX_MIGRATIONS: readonly FeatureMigration[] = [
  { name: '20261129130100_data_groups', class: Migration20261129130100_data_groups },
  { name: '20261129170100_import_ends', class: Migration20261129170100_import_ends },
  { name: '20261129200100_directions', class: Migration20261129200100_directions },
  { name: '20261129220100_unresolved_rows', class: Migration20261129220100_unresolved_rows },
  { name: '20261129230300_children', class: Migration20261129230300_children },
  { name: '20261130110000_unresolved_items', class: Migration20261130110000_unresolved_items },
  { name: '20261130230000_cancelled_imports', class: Migration20261130230000_cancelled_imports },
];
