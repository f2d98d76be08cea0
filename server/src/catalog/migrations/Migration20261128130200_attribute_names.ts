import { attributeKey } from '@commerce-integration/contract/feed-file';
import { Migration } from '@mikro-orm/migrations';

interface NameRow {
  partner_id: string;
  name: string;
}

/** One spelling for each attribute of a partner's products, in whatever case feeds name it. */
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

/** A product that has both spellings keeps the value of the spelling that stays. */
const RENAME = `update product set attributes = jsonb_build_object(?::text, attributes -> ?::text) || (attributes - ?::text)
  where partner_id = ? and jsonb_exists(attributes, ?)`;
