import { attributeKey } from '@commerce-integration/contract/feed-file';
import { Migration } from '@mikro-orm/migrations';
import type { FeatureMigration } from '../database/migrations.ts';
import { Migration20261129180000_field_changes } from './migrations/Migration20261129180000_field_changes.ts';
import { Migration20261129240000_product_search } from './migrations/Migration20261129240000_product_search.ts';

/** Records when changes of products became visible. */
export class Migration20261128130100_catalogue_changes extends Migration {
  override up(): void {
    // The time of a change, taken once everything it changes is locked, and rounded up to the next millisecond. Times
    // are stored in milliseconds, so anything before the locks has an earlier time, and anything that waits for them
    // has this time or a later one.
    this.addSql(`create function change_moment() returns timestamptz language plpgsql volatile as $$
    declare moment timestamptz := date_trunc('milliseconds', clock_timestamp()) + interval '1 millisecond';
    begin
      while clock_timestamp() < moment loop
        perform pg_sleep(extract(epoch from moment - clock_timestamp()));
      end loop;
      return moment;
    end $$`);
    // A row for each transaction that changed products: the earliest time that it wrote to them, and the time of its
    // commit, before which its writes were invisible.
    this.addSql(`create table catalogue_change (
    id bigint generated always as identity primary key,
    partner_id bigint not null,
    changed_at timestamptz(3) not null,
    seen_at timestamptz(3)
  )`);
    this.addSql(`create index catalogue_change_seen_idx on catalogue_change (seen_at)`);
    this.addSql(`create index catalogue_change_partner_idx on catalogue_change (partner_id, changed_at)`);
    // Runs at the commit. Rows without a commit time belong to this transaction, since others cannot see such rows.
    this.addSql(`create function note_catalogue_change_seen() returns trigger language plpgsql as $$
    begin
      if exists (select from catalogue_change where id = new.id and seen_at is null) then
        update catalogue_change set seen_at = change_moment() where seen_at is null;
      end if;
      return null;
    end $$`);
    this.addSql(`create constraint trigger catalogue_change_seen after insert on catalogue_change
    deferrable initially deferred for each row execute function note_catalogue_change_seen()`);
  }
}

interface NameRow {
  partner_id: string;
  name: string;
}

/** One spelling for each attribute of a partner's products, whatever the case in feeds. */
export class Migration20261128130200_attribute_names extends Migration {
  override async up(): Promise<void> {
    await this.execute(`create table attribute_name (
      partner_id bigint not null,
      -- The name without its case.
      key text not null,
      name text not null,
      primary key (partner_id, key)
    )`);
    // The spelling that most products use comes first.
    const names = (await this.execute(
      `select partner_id, name from product, jsonb_object_keys(attributes) as name
       group by partner_id, name order by partner_id, count(*) desc, name`,
    )) as NameRow[];
    const first = new Map<string, string>();
    for (const { partner_id, name } of names) {
      const key = attributeKey(name);
      const place = `${partner_id} ${key}`;
      const spelling = first.get(place);
      const chosen = spelling ?? (key === 'external_id' ? key : name);
      if (spelling === undefined) {
        first.set(place, chosen);
        await this.execute('insert into attribute_name (partner_id, key, name) values (?, ?, ?)', [
          partner_id,
          key,
          chosen,
        ]);
      }
      if (chosen !== name) await this.execute(RENAME, [chosen, name, name, partner_id, name]);
    }
  }
}

/** A product that has both spellings keeps the value of the chosen one. */
const RENAME = `update product set attributes = jsonb_build_object(?::text, attributes -> ?::text) || (attributes - ?::text)
  where partner_id = ? and jsonb_exists(attributes, ?)`;

/**
 * Finds products by availability. Most products are in stock and are found in any sort order, so they are not indexed,
 * which would slow down loads.
 */
class Migration20261130020000_availability_index extends Migration {
  override up(): void {
    this.addSql(
      `create index product_availability_idx on product (availability, id, partner_id) where availability <> 'in_stock'`,
    );
  }
}

/** Finds the price of a product at a time among changes of availability, without slowing down loads. */
export class Migration20261130110100_price_changes extends Migration {
  override up(): void {
    this.addSql(`create index product_change_price_idx on product_change (product_id, changed_at, id)
      where (price_from, currency_from) is distinct from (price_to, currency_to)`);
  }
}

export const CATALOG_MIGRATIONS: readonly FeatureMigration[] = [
  { name: '20261128130100_catalogue_changes', class: Migration20261128130100_catalogue_changes },
  { name: '20261128130200_attribute_names', class: Migration20261128130200_attribute_names },
  { name: '20261129180000_field_changes', class: Migration20261129180000_field_changes },
  { name: '20261129240000_product_search', class: Migration20261129240000_product_search },
  { name: '20261130020000_availability_index', class: Migration20261130020000_availability_index },
  { name: '20261130110100_price_changes', class: Migration20261130110100_price_changes },
];
