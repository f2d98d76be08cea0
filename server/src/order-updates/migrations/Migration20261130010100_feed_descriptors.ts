import { Migration } from '@mikro-orm/migrations';

/** Feeds whose files a data descriptor reads, in place of a mapping. */
export class Migration20261130010100_feed_descriptors extends Migration {
  override up(): void {
    for (const statement of STATEMENTS) this.addSql(statement);
  }
}

const STATEMENTS = [
  `alter table order_update_feed
    alter column mapping drop not null,
    add column data_descriptor_id bigint references data_descriptor,
    add constraint order_update_feed_reads check ((mapping is null) <> (data_descriptor_id is null))`,
  `create index order_update_feed_descriptor_idx on order_update_feed (data_descriptor_id)
    where data_descriptor_id is not null`,
];
