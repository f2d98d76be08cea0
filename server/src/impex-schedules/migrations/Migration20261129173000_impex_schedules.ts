import { Migration } from '@mikro-orm/migrations';

/** The schedules of data groups, with their runs and the files of these. */
export class Migration20261129173000_impex_schedules extends Migration {
  override up(): void {
    for (const statement of [...SCHEDULES, ...RUNS]) this.addSql(statement);
  }
}

const SCHEDULES = [
  // It has the number of its group, and is deleted with it.
  `create table data_schedule (
    id bigint primary key references data_group on delete cascade,
    partner_id bigint not null references partner,
    cron text not null,
    timezone text not null,
    source_type text not null check (source_type in ('bucket', 'https')),
    prefix text,
    url text,
    header_names text[] not null,
    headers text,
    -- Of the file that was fetched last.
    etag text,
    last_modified text,
    -- The ETags of files that were still changing when they were last looked at, by their keys.
    left_alone jsonb not null,
    paused_at timestamptz(3),
    next_run_at timestamptz(3) not null,
    -- When the last run failed; null where it did not.
    failed_at timestamptz(3),
    created_at timestamptz(3) not null,
    updated_at timestamptz(3) not null,
    check ((prefix is not null) = (source_type = 'bucket') and (url is not null) = (source_type = 'https'))
  )`,
  `create index data_schedule_partner_idx on data_schedule (partner_id, id)`,
  `create unique index data_schedule_prefix_idx on data_schedule (partner_id, prefix) where prefix is not null`,
  `create index data_schedule_due_idx on data_schedule (next_run_at) where paused_at is null`,
  `create index data_schedule_failed_idx on data_schedule (failed_at) where failed_at is not null`,
];

const RUNS = [
  `create sequence data_schedule_run_id_seq`,
  // No foreign key to schedule or group: if they are deleted, a run still ends normally and stays in the list.
  `create table data_schedule_run (
    id bigint primary key default nextval('data_schedule_run_id_seq'),
    partner_id bigint not null references partner,
    group_id bigint not null,
    scheduled_at timestamptz(3) not null,
    trigger text not null check (trigger in ('schedule', 'catch_up', 'request')),
    source_type text not null check (source_type in ('bucket', 'https')),
    prefix text,
    status text not null check (status in ('running', 'completed', 'failed')),
    message text not null,
    error text,
    started_at timestamptz(3) not null,
    ended_at timestamptz(3),
    -- When its files were chosen.
    listed_at timestamptz(3),
    -- When a worker takes it next: it is then waiting, or its worker has died.
    due_at timestamptz(3) not null,
    claim integer not null default 0,
    -- Failures in a row of a source or a storage that could not be reached.
    failures integer not null default 0,
    unique (group_id, scheduled_at)
  )`,
  `create index data_schedule_run_group_idx on data_schedule_run (group_id, id)`,
  `create unique index data_schedule_run_open_idx on data_schedule_run (group_id) where ended_at is null`,
  `create index data_schedule_run_due_idx on data_schedule_run (due_at) where ended_at is null`,
  `create index data_schedule_run_ended_idx on data_schedule_run (ended_at)`,

  // In the order of import.
  `create table data_schedule_file (
    run_id bigint not null references data_schedule_run on delete cascade,
    number integer not null,
    partner_id bigint not null references partner,
    file_name text not null,
    -- Its key where it was found; null for a file that was fetched from an address.
    found_key text,
    etag text,
    status text not null check (status in ('waiting', 'importing', 'imported', 'failed')),
    -- The number of the job of its import.
    job_number bigint,
    moved_to text,
    -- Whether it still has to be moved there.
    moves boolean not null default false,
    error text,
    primary key (run_id, number)
  )`,
  `create index data_schedule_file_moved_idx on data_schedule_file (moved_to) where moved_to is not null`,
];
