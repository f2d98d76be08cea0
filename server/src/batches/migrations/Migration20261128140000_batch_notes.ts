import { Migration } from '@mikro-orm/migrations';

/** Adds notes about the archive of a batch, and an index to find the batches that were created from an upload. */
export class Migration20261128140000_batch_notes extends Migration {
  override up(): void {
    this.addSql(`alter table operations_batch add column notes jsonb not null default '[]'`);
    this.addSql(`create index operations_batch_upload_idx on operations_batch (upload_id, id)`);
  }
}
