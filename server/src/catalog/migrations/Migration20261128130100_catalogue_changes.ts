import { Migration } from '@mikro-orm/migrations';

/** Records when changes of products became visible. */
export class Migration20261128130100_catalogue_changes extends Migration {
  override up(): void {
    for (const statement of STATEMENTS) this.addSql(statement);
  }
}

const STATEMENTS = [
  // The time of a change, taken once what it changes is locked, and rounded up to the next millisecond. Times are kept
  // in milliseconds, so whatever happened before the locks has an earlier time, and whatever waits for them this time
  // or a later one.
  `create function change_moment() returns timestamptz language plpgsql volatile as $$
    declare moment timestamptz := date_trunc('milliseconds', clock_timestamp()) + interval '1 millisecond';
    begin
      while clock_timestamp() < moment loop
        perform pg_sleep(extract(epoch from moment - clock_timestamp()));
      end loop;
      return moment;
    end $$`,

  // A row for each transaction that changed products: the earliest time that it wrote to them, and the time of its
  // commit, before which nobody could see what it wrote.
  `create table catalogue_change (
    id bigint generated always as identity primary key,
    partner_id bigint not null,
    changed_at timestamptz(3) not null,
    seen_at timestamptz(3)
  )`,
  `create index catalogue_change_seen_idx on catalogue_change (seen_at)`,
  `create index catalogue_change_partner_idx on catalogue_change (partner_id, changed_at)`,
  // Runs at the commit. Rows without a commit time belong to this transaction, since others cannot see such rows.
  `create function note_catalogue_change_seen() returns trigger language plpgsql as $$
    begin
      if exists (select from catalogue_change where id = new.id and seen_at is null) then
        update catalogue_change set seen_at = change_moment() where seen_at is null;
      end if;
      return null;
    end $$`,
  `create constraint trigger catalogue_change_seen after insert on catalogue_change
    deferrable initially deferred for each row execute function note_catalogue_change_seen()`,
];
