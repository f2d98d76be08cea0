import { Migration } from '@mikro-orm/migrations';

/** Which object was checked for a feed. */
export class Migration20261128110000_uploads extends Migration {
  override up(): void {
    for (const statement of FEEDS) this.addSql(statement);
  }
}

const FEEDS = [
  // Of the object that was checked: whatever is put there later is not it. Feeds from before have none.
  `alter table feed add column etag text`,
];
