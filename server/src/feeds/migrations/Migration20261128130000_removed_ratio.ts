import { Migration } from '@mikro-orm/migrations';

/** Adds the share of a partner's products that a full feed may discontinue. */
export class Migration20261128130000_removed_ratio extends Migration {
  override up(): void {
    this.addSql(`alter table feed add column max_removed_ratio double precision not null default 0.5`);
  }
}
