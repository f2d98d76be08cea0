import { Migration } from '@mikro-orm/migrations';

/** What becomes of exports when exporters are deleted, failures are tried again by a call, and a replay goes on. */
export class Migration20261129163000_export_groups extends Migration {
  override up(): void {
    for (const statement of EXPORT_GROUPS) this.addSql(statement);
  }
}

const EXPORT_GROUPS = [
  // Attempts since it was last asked for: a retry by a call has all attempts that the exporter allows.
  `alter table order_export add column tries integer not null default 0`,
  `update order_export set tries = attempts where attempts > 0 and ended_at is null`,
  // The next flag of its exporter when it ended: the exporter may be deleted while others of the flag still follow.
  `alter table order_export add column kept_next_flag text`,
  // Whether others follow is read from the exports of the order for the flag: exporters come and go meanwhile.
  `alter table order_export drop column is_last`,
  // The last export that was queued again: a try of the job goes on behind it.
  `alter table order_export_replay add column last_id bigint not null default 0`,
];
