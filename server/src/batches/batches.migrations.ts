import { Migration } from '@mikro-orm/migrations';
import type { FeatureMigration } from '../database/migrations.ts';
import { Migration20261121160000_operations_batches } from './migrations/Migration20261121160000_operations_batches.ts';

/** Adds notes about the archive of a batch, and an index to find the batches that were created from an upload. */
class Migration20261128140000_batch_notes extends Migration {
  override up(): void {
    this.addSql(`alter table operations_batch add column notes jsonb not null default '[]'`);
    this.addSql(`create index operations_batch_upload_idx on operations_batch (upload_id, id)`);
  }
}

/** Indexes to find batches by a prefix of their name, and those with failed operations. */
class Migration20261129150400_batch_search extends Migration {
  override up(): void {
    this.addSql(`create index operations_batch_name_prefix_idx on operations_batch (partner_id, lower(name) text_pattern_ops)
    where name is not null`);
    this.addSql(`create index operations_batch_created_idx on operations_batch (created_at)`);
    this.addSql(`create index operations_batch_failed_idx on operations_batch (created_at) where failed > 0`);
    this.addSql(
      `create index operations_batch_retry_idx on operations_batch (retry_of_id) where retry_of_id is not null`,
    );
  }
}

/** Indexes to count one partner's batches, independent of those of others. */
class Migration20261129176200_batch_counts extends Migration {
  override up(): void {
    this.addSql(`create index operations_batch_partner_created_idx on operations_batch (partner_id, created_at)`);
    this.addSql(
      `create index operations_batch_partner_failed_idx on operations_batch (partner_id, created_at) where failed > 0`,
    );
  }
}

export const BATCHES_MIGRATIONS: readonly FeatureMigration[] = [
  { name: '20261121160000_operations_batches', class: Migration20261121160000_operations_batches },
  { name: '20261128140000_batch_notes', class: Migration20261128140000_batch_notes },
  { name: '20261129150400_batch_search', class: Migration20261129150400_batch_search },
  { name: '20261129176200_batch_counts', class: Migration20261129176200_batch_counts },
];
