import { Migration } from '@mikro-orm/migrations';

/** The secret of a feed that was replaced, and until when it is taken. */
export class Migration20261129160200_feed_secrets extends Migration {
  override up(): void {
    this.addSql(`alter table order_update_feed
      -- Encrypted.
      add column old_secret text,
      add column old_secret_valid_until timestamptz(3)`);
  }
}
