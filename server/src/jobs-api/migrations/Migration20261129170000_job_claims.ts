import { Migration } from '@mikro-orm/migrations';

/** Jobs of one concurrency key are claimed in the order in which they were created, whatever they work on. */
export class Migration20261129170000_job_claims extends Migration {
  override up(): void {
    this.addSql('drop index job_waiting_idx');
    this.addSql('create index job_waiting_idx on job (concurrency_key, id) where run_requested_at is not null');
  }
}
