import { Migration } from '@mikro-orm/migrations';

/** Indexes to find batches by the beginning of their name, and those with failed operations. */
export class Migration20261129150400_batch_search extends Migration {
  override up(): void {
    for (const statement of INDEXES) this.addSql(statement);
  }
}

const INDEXES = [
  `create index operations_batch_name_prefix_idx on operations_batch (partner_id, lower(name) text_pattern_ops)
    where name is not null`,
  `create index operations_batch_created_idx on operations_batch (created_at)`,
  `create index operations_batch_failed_idx on operations_batch (created_at) where failed > 0`,
  `create index operations_batch_retry_idx on operations_batch (retry_of_id) where retry_of_id is not null`,
];
