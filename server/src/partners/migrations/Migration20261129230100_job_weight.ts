import { Migration } from '@mikro-orm/migrations';

/** How many turns a partner has among those whose jobs wait. */
export class Migration20261129230100_job_weight extends Migration {
  override up(): void {
    this.addSql(
      'alter table partner add column job_weight integer not null default 1 check (job_weight between 1 and 10)',
    );
  }
}
