import { Migration } from '@mikro-orm/migrations';

/** Indexes to find feeds by the beginning of their file's name, and to count those of a range of time. */
export class Migration20261129150200_feed_search extends Migration {
  override up(): void {
    for (const statement of INDEXES) this.addSql(statement);
  }
}

const INDEXES = [
  `create index feed_file_name_prefix_idx on feed (partner_id, lower(file_name) text_pattern_ops)`,
  `create index feed_uploaded_idx on feed (uploaded_at)`,
  `create index feed_rejected_idx on feed (created_at) where status = 'rejected'`,
];
