import { Migration } from '@mikro-orm/migrations';
import type { FeatureMigration } from '../database/migrations.ts';

/** The category trees of partners. */
class Migration20261129220000_categories extends Migration {
  override up(): void {
    this.addSql(`create sequence category_id_seq`);
    this.addSql(`create table category (
    id bigint primary key default nextval('category_id_seq'),
    partner_id bigint not null references partner,
    code text not null,
    name text not null,
    -- Checked at the end of the transaction: an import takes out categories with those below them.
    parent_id bigint references category deferrable initially deferred,
    created_at timestamptz(3) not null,
    updated_at timestamptz(3) not null,
    constraint category_code_key unique (partner_id, code)
  )`);
    this.addSql(`create index category_partner_idx on category (partner_id, id)`);
    this.addSql(`create index category_parent_idx on category (parent_id) where parent_id is not null`);
  }
}

export const CATEGORIES_MIGRATIONS: readonly FeatureMigration[] = [
  { name: '20261129220000_categories', class: Migration20261129220000_categories },
];
