import { Migration } from '@mikro-orm/migrations';

/** An index to count the deliveries that have failed in a range of time. */
export class Migration20261129150600_failed_deliveries extends Migration {
  override up(): void {
    for (const statement of INDEXES) this.addSql(statement);
  }
}

const INDEXES = [`create index webhook_delivery_failed_idx on webhook_delivery (created_at) where status = 'failed'`];
