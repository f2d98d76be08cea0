import { Migration } from '@mikro-orm/migrations';

/** Descriptors and groups that were made for imports say so. */
export class Migration20261129200100_directions extends Migration {
  override up(): void {
    for (const statement of STATEMENTS) this.addSql(statement);
  }
}

const STATEMENTS = [
  `update data_descriptor set definition = definition || '{"direction": "import"}'`,
  `update data_descriptor_version set definition = definition || '{"direction": "import"}'`,
  `alter table data_group add column direction text not null default 'import'
    check (direction in ('import', 'export'))`,
  'alter table data_group alter column direction drop default',
];
