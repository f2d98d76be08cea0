import { Migration } from '@mikro-orm/migrations';

/** Indexes to count the feeds of one partner, however many others have. */
export class Migration20261129176000_feed_counts extends Migration {
  override up(): void {
    for (const statement of INDEXES) this.addSql(statement);
  }
}

const INDEXES = [
  `create index feed_partner_uploaded_idx on feed (partner_id, uploaded_at)`,
  `create index feed_partner_rejected_idx on feed (partner_id, created_at) where status = 'rejected'`,
];
