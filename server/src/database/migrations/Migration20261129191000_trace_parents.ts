import { Migration } from '@mikro-orm/migrations';

/** Events and jobs keep the position in the trace of the request that has caused them. */
export class Migration20261129191000_trace_parents extends Migration {
  override up(): void {
    this.addSql('alter table event add column trace_parent text');
    this.addSql('alter table job add column trace_parent text');
  }
}
