import { nameKey } from '@commerce-integration/contract/rules';
import { Migration } from '@mikro-orm/migrations';
import type { FeatureMigration } from '../database/migrations.ts';

const BATCH = 1_000;

/**
 * Adds the key by which partners are found and kept unique as a column, computed by the same function that looks them
 * up: PostgreSQL folds letter case differently from JavaScript.
 *
 * Existing partners that now share a key, such as `Acme Corp` and `Acme Corp.`, remain two. The older one gets the key,
 * and so the name refers to it. A later one gets a key that no name has (followed by a line end and its number): it is
 * found by its ID until it is renamed.
 */
class Migration20261128120000_partner_name_keys extends Migration {
  override async up(): Promise<void> {
    await this.execute('alter table partner add column name_key text');
    let last = '0';
    for (;;) {
      const partners = await this.#after(last);
      if (partners.length === 0) break;
      last = partners.at(-1)?.id ?? last;
      await this.execute(
        `update partner set name_key = made.key from json_to_recordset(?::json) as made(id bigint, key text)
         where partner.id = made.id`,
        [JSON.stringify(partners.map(({ id, name }) => ({ id, key: nameKey(name) })))],
      );
    }
    await this.execute(
      `update partner set name_key = name_key || chr(10) || id
       where exists (select from partner older where older.name_key = partner.name_key and older.id < partner.id)`,
    );
    await this.execute('alter table partner alter column name_key set not null');
    await this.execute('drop index partner_name_key');
    await this.execute('create unique index partner_name_key on partner (name_key)');
  }

  async #after(id: string): Promise<{ id: string; name: string }[]> {
    const text = `select id, name from partner where id > ? order by id limit ${BATCH}`;
    return (await this.execute(text, [id])) as { id: string; name: string }[];
  }
}

/** The weight of a partner among those whose jobs are queued. */
class Migration20261129230100_job_weight extends Migration {
  override up(): void {
    this.addSql(
      'alter table partner add column job_weight integer not null default 1 check (job_weight between 1 and 10)',
    );
  }
}

export const PARTNERS_MIGRATIONS: readonly FeatureMigration[] = [
  { name: '20261128120000_partner_name_keys', class: Migration20261128120000_partner_name_keys },
  { name: '20261129230100_job_weight', class: Migration20261129230100_job_weight },
];
