import { Migration } from '@mikro-orm/migrations';
import type { FeatureMigration } from '../database/migrations.ts';

/** Adds the share of a partner's products that a full feed may discontinue. */
class Migration20261128130000_removed_ratio extends Migration {
  override up(): void {
    this.addSql(`alter table feed add column max_removed_ratio double precision not null default 0.5`);
  }
}

/** Indexes to find feeds by a prefix of their file's name, and to count those of a time range. */
class Migration20261129150200_feed_search extends Migration {
  override up(): void {
    this.addSql(`create index feed_file_name_prefix_idx on feed (partner_id, lower(file_name) text_pattern_ops)`);
    this.addSql(`create index feed_uploaded_idx on feed (uploaded_at)`);
    this.addSql(`create index feed_rejected_idx on feed (created_at) where status = 'rejected'`);
  }
}

/** Indexes to count one partner's feeds, independent of those of others. */
class Migration20261129176000_feed_counts extends Migration {
  override up(): void {
    this.addSql(`create index feed_partner_uploaded_idx on feed (partner_id, uploaded_at)`);
    this.addSql(`create index feed_partner_rejected_idx on feed (partner_id, created_at) where status = 'rejected'`);
  }
}

/** Finds feeds by creation time. */
class Migration20261130110300_feed_times extends Migration {
  override up(): void {
    this.addSql('create index feed_created_idx on feed (created_at, id)');
  }
}

/** The announced number of parts of a file. */
class Migration20261201020000_upload_parts extends Migration {
  override up(): void {
    this.addSql('alter table feed add column upload_parts integer');
  }
}

export const FEEDS_MIGRATIONS: readonly FeatureMigration[] = [
  { name: '20261128130000_removed_ratio', class: Migration20261128130000_removed_ratio },
  { name: '20261129150200_feed_search', class: Migration20261129150200_feed_search },
  { name: '20261129176000_feed_counts', class: Migration20261129176000_feed_counts },
  { name: '20261130110300_feed_times', class: Migration20261130110300_feed_times },
  { name: '20261201020000_upload_parts', class: Migration20261201020000_upload_parts },
];
