import { Migration } from '@mikro-orm/migrations';

/** Indexes to count the exports of one partner, however many others have. */
export class Migration20261129176400_export_counts extends Migration {
  override up(): void {
    for (const statement of INDEXES) this.addSql(statement);
  }
}

const INDEXES = [
  `create index order_export_partner_open_idx on order_export (partner_id, status) where status in ('waiting_approval', 'blocked', 'failed')`,
];
