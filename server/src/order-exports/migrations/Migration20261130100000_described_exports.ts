import { Migration } from '@mikro-orm/migrations';

/** Exporters that write in the layout of a data descriptor. */
export class Migration20261130100000_described_exports extends Migration {
  override up(): void {
    for (const statement of STATEMENTS) this.addSql(statement);
  }
}

const STATEMENTS = [
  // In place of a format.
  `alter table order_exporter add column descriptor_id bigint`,
  `create index order_exporter_descriptor_idx on order_exporter (descriptor_id) where descriptor_id is not null`,
  // The version in which a file or a request is written, so that it is the same when it is tried again.
  `alter table order_export_batch add column descriptor_id bigint, add column descriptor_version integer`,
];
