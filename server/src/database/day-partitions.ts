import { escapeIdentifier, type Pool } from 'pg';
import { inTransaction } from './in-transaction.ts';
import { LOCKS, lockUntilCommit } from './locks.ts';

// Tables partitioned by day: partitions are created ahead of time and dropped whole. The default partition takes rows
// of days without one, so that a write never fails for a missing partition.

/** A table that has a partition for each day, in UTC. */
export interface DayPartitions {
  readonly table: string;
  /** The partition key column. */
  readonly column: string;
  /** Days that rows are kept. */
  readonly days: number;
  /** Percentage of each page that inserts fill: the rest is left for updates. */
  readonly fillfactor?: number;
  /** The entry of `GET /limits` that states the number of days. */
  readonly limit: string;
}

const DAY_MS = 24 * 3_600_000;
/** Number of days for which partitions are created ahead of time. */
const AHEAD = 7;
/** How long changing a partition may wait for statements that use the table, and thereby block others. */
const LOCK_WAIT = '2s';

/**
 * Creates the partitions of today and the coming days, and drops expired ones.
 *
 * @param now the time that days are counted from
 */
export async function keepDayPartitions(pool: Pool, partitions: DayPartitions, now = new Date()): Promise<void> {
  const existing = await existingDays(pool, partitions.table);
  const today = Math.floor(now.getTime() / DAY_MS);
  const ahead = Array.from({ length: AHEAD + 1 }, (_, days) => today + days);
  for (const day of new Set([...(await daysWithoutPartition(pool, partitions)), ...ahead]))
    if (!existing.has(nameOf(partitions.table, day))) await addDay(pool, partitions, day);
  const oldest = nameOf(partitions.table, today - partitions.days);
  for (const name of await existingDays(pool, partitions.table)) if (name < oldest) await dropDay(pool, name);
}

/** The name of the partition of a day, counted from 1970: `event_20261129`. */
function nameOf(table: string, day: number): string {
  return `${table}_${dateOf(day).replaceAll('-', '')}`;
}

function dateOf(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

async function existingDays(pool: Pool, table: string): Promise<Set<string>> {
  const { rows } = await pool.query<{ name: string }>(
    `select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
     where i.inhparent = to_regclass($1) and c.relname ~ '_[0-9]{8}$'`,
    [table],
  );
  return new Set(rows.map(({ name }) => name));
}

/**
 * The days of rows in the default partition, oldest first. There are some after a migration, or if no process ran for a
 * while.
 */
async function daysWithoutPartition(pool: Pool, { table, column }: DayPartitions): Promise<number[]> {
  const { rows } = await pool.query<{ day: number }>(
    `select distinct floor(extract(epoch from ${escapeIdentifier(column)}) / 86400)::integer as day
     from ${escapeIdentifier(`${table}_default`)} order by 1`,
  );
  return rows.map(({ day }) => day);
}

/** Adds the partition of a day and moves that day's rows from the default partition into it. */
async function addDay(pool: Pool, { table, column, fillfactor = 100 }: DayPartitions, day: number): Promise<void> {
  const [name, from, to] = [nameOf(table, day), `${dateOf(day)} 00:00+00`, `${dateOf(day + 1)} 00:00+00`];
  const [parent, partition, rest] = [table, name, `${table}_default`].map(escapeIdentifier);
  await changePartitions(pool, async (query) => {
    if ((await query(`select 1 where to_regclass('${name}') is not null`)).length > 0) return;
    const range = `${escapeIdentifier(column)} >= '${from}' and ${escapeIdentifier(column)} < '${to}'`;
    await query(`create table ${partition} (like ${parent} including all) with (fillfactor = ${fillfactor})`);
    await query(
      `with moved as (delete from ${rest} where ${range} returning *) insert into ${partition} select * from moved`,
    );
    await query(`alter table ${parent} attach partition ${partition} for values from ('${from}') to ('${to}')`);
  });
}

async function dropDay(pool: Pool, name: string): Promise<void> {
  await changePartitions(pool, (query) => query(`drop table if exists ${escapeIdentifier(name)}`));
}

/** Changes partitions in a transaction that blocks others only briefly. */
async function changePartitions(
  pool: Pool,
  change: (query: (text: string) => Promise<object[]>) => Promise<unknown>,
): Promise<void> {
  await inTransaction(pool, async (client) => {
    await client.query(`set local lock_timeout = '${LOCK_WAIT}'`);
    await lockUntilCommit(client, LOCKS.partitions);
    await change(async (text) => (await client.query<object>(text)).rows);
  });
}
