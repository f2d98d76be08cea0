import { Migration } from '@mikro-orm/migrations';

/** Rows of imports that are tried again once other files of the same import have brought what they refer to. */
export class Migration20261129220100_unresolved_rows extends Migration {
  override up(): void {
    for (const statement of STATEMENTS) this.addSql(statement);
  }
}

const STATEMENTS = [
  `alter table data_import_file
    add column entity text,
    -- The entities that its rows refer to.
    add column refers_to text[] not null default '{}',
    -- Whether it, or some of its rows, are tried again.
    add column waits boolean not null default false,
    -- The rows that files of those entities had inserted or changed when it was tried last.
    add column seen bigint not null default 0`,
  `create table data_import_unresolved (
    import_id bigint not null,
    file_number integer not null,
    line bigint not null,
    primary key (import_id, file_number, line),
    foreign key (import_id, file_number) references data_import_file on delete cascade
  )`,
];
