import { Migration } from '@mikro-orm/migrations';

/** Indexes to count the batches of one partner, however many others have. */
export class Migration20261129176200_batch_counts extends Migration {
  override up(): void {
    for (const statement of INDEXES) this.addSql(statement);
  }
}

const INDEXES = [
  `create index operations_batch_partner_created_idx on operations_batch (partner_id, created_at)`,
  `create index operations_batch_partner_failed_idx on operations_batch (partner_id, created_at) where failed > 0`,
];
