import { Migration } from '@mikro-orm/migrations';

/** Indexes to count the parked updates of one partner, however many others have. */
export class Migration20261129176500_update_counts extends Migration {
  override up(): void {
    for (const statement of INDEXES) this.addSql(statement);
  }
}

const INDEXES = [
  `create index order_update_partner_parked_idx on order_update (partner_id, id) where status = 'parked'`,
];
