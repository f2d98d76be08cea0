import { Migration } from '@mikro-orm/migrations';
import type { FeatureMigration } from '../database/migrations.ts';
import { Migration20261129130000_order_exports } from './migrations/Migration20261129130000_order_exports.ts';

/** Columns for the deletion of exporters, for retries by a call, and for resuming replays. */
class Migration20261129163000_export_groups extends Migration {
  override up(): void {
    // Attempts since it was last requested: a retry by a call gets all attempts that the exporter allows.
    this.addSql(`alter table order_export add column tries integer not null default 0`);
    this.addSql(`update order_export set tries = attempts where attempts > 0 and ended_at is null`);
    // Its exporter's next flag when it ended: the exporter may be deleted while others of the flag still follow.
    this.addSql(`alter table order_export add column kept_next_flag text`);
    // Whether others follow is derived from the order's exports for the flag: exporters come and go meanwhile.
    this.addSql(`alter table order_export drop column is_last`);
    // The last export that was queued again: the next try of the job continues after it.
    this.addSql(`alter table order_export_replay add column last_id bigint not null default 0`);
  }
}

/** Indexes to count one partner's exports, independent of those of others. */
class Migration20261129176400_export_counts extends Migration {
  override up(): void {
    this.addSql(
      `create index order_export_partner_open_idx on order_export (partner_id, status) where status in ('waiting_approval', 'blocked', 'failed')`,
    );
  }
}

/** The number of exports that a replay has repeated: the progress of its job restarts with each try. */
class Migration20261129163300_replay_count extends Migration {
  override up(): void {
    this.addSql('alter table order_export_replay add column done bigint not null default 0');
  }
}

/** Exporters that use the layout of a data descriptor. */
class Migration20261130100000_described_exports extends Migration {
  override up(): void {
    // In place of a format.
    this.addSql(`alter table order_exporter add column descriptor_id bigint`);
    this.addSql(
      `create index order_exporter_descriptor_idx on order_exporter (descriptor_id) where descriptor_id is not null`,
    );
    // The version in which a file or a request is written, so that a retry writes the same.
    this.addSql(
      `alter table order_export_batch add column descriptor_id bigint, add column descriptor_version integer`,
    );
  }
}

/** Indexes of the lists by status and by time, independent of the number of completed exports. */
class Migration20261130231100_export_lists extends Migration {
  override up(): void {
    // Replaces the indexes on three states. Most exports are completed, and the newest of those are found without an
    // index.
    this.addSql(`create index order_export_status_idx on order_export (status, id) where status <> 'completed'`);
    this.addSql(
      `create index order_export_partner_status_idx on order_export (partner_id, status, id) where status <> 'completed'`,
    );
    this.addSql('drop index order_export_open_idx');
    this.addSql('drop index order_export_partner_open_idx');
    this.addSql('create index order_export_created_idx on order_export (created_at)');
  }
}

/** Deleted exporters whose pending exports are cleared in steps. */
class Migration20261130231300_deleted_exporters extends Migration {
  override up(): void {
    this.addSql(`create table order_exporter_deleted (
      id bigint primary key,
      partner_id bigint,
      next_flag text,
      -- The last export that was cleared.
      after_id bigint not null default 0
    )`);
  }
}

export const ORDER_EXPORTS_MIGRATIONS: readonly FeatureMigration[] = [
  { name: '20261129130000_order_exports', class: Migration20261129130000_order_exports },
  { name: '20261129163000_export_groups', class: Migration20261129163000_export_groups },
  { name: '20261129163300_replay_count', class: Migration20261129163300_replay_count },
  { name: '20261129176400_export_counts', class: Migration20261129176400_export_counts },
  { name: '20261130100000_described_exports', class: Migration20261130100000_described_exports },
  { name: '20261130231100_export_lists', class: Migration20261130231100_export_lists },
  { name: '20261130231300_deleted_exporters', class: Migration20261130231300_deleted_exporters },
];
