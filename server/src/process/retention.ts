import type { Pool } from 'pg';
import { inTransaction } from '../database/in-transaction.ts';
import { LOCKS, tryLockUntilCommit } from '../database/locks.ts';
import type { Retention, RetentionSettings } from '../feature/define-feature.ts';
import type { ObjectStore } from '../storage/object-store.ts';
import { forEachOf } from '../uploads/for-each-of.ts';

/** Rows that one statement deletes at the most: it is short, and locks few. */
const STEP = 5_000;
/** Owners whose rows one statement looks at. */
const OWNERS = 100;
/** Objects that are deleted before their rows are. */
const OBJECTS = 500;

interface Clock {
  now: Date;
  signal: AbortSignal;
  settings: Partial<RetentionSettings>;
}

/**
 * Deletes the rows that have been kept for as long as they are to be, in bounded steps; before them their objects. Where
 * another process is at a step of any table, it goes on alone.
 */
export async function deleteExpiredRows(
  pool: Pool,
  store: ObjectStore,
  retention: Retention,
  clock: Clock,
): Promise<void> {
  const before = new Date(clock.now.getTime() - keptHours(retention, clock.settings) * 3_600_000);
  for (let isDone = false; !isDone && !clock.signal.aborted; ) {
    isDone =
      retention.objectKey === undefined
        ? await deleteSome(pool, retention, before)
        : await deleteWithObjects(pool, store, { ...retention, objectKey: retention.objectKey }, before);
  }
}

/** For how long the rows are kept: as the operator has set it, or else as it is declared. */
function keptHours({ hours, setBy }: Retention, settings: Partial<RetentionSettings>): number {
  const days = setBy && settings[setBy];
  return days === undefined ? hours : days * 24;
}

/** @returns whether nothing is left, or another process goes on */
function deleteSome(pool: Pool, retention: Retention, before: Date): Promise<boolean> {
  return inTransaction(pool, async (client) => {
    if (!(await tryLockUntilCommit(client, LOCKS.retention))) return true;
    const { rowCount } = await client.query(deletionOf(retention), [before, STEP]);
    return (rowCount ?? 0) < STEP;
  });
}

/**
 * Deletes the rows of one step.
 *
 * Tenancy: of all partners, by their age alone.
 */
function deletionOf({ table, since, owner }: Retention): string {
  if (!owner)
    return `delete from ${table} where ctid = any(array(select ctid from ${table} where ${since} < $1 limit $2))`;
  // The oldest owners come first, so that a table with a billion rows is read no further than they reach.
  return `delete from ${table} where ctid = any(array(
    with recursive owned (id) as (
      (select ${owner.column} from ${table} order by ${owner.column} limit 1)
      union all
      select (select ${owner.column} from ${table} where ${owner.column} > owned.id order by ${owner.column} limit 1)
      from owned where owned.id is not null
    )
    select expired.ctid from (select id from owned where id is not null limit ${OWNERS}) oldest
      join ${owner.table} on ${owner.table}.id = oldest.id and ${owner.table}.${since} < $1
      join ${table} expired on expired.${owner.column} = oldest.id
    limit $2))`;
}

/**
 * Deletes objects, and the rows of those that are gone. Several processes may do the same: an object can be deleted
 * twice.
 *
 * @returns whether nothing is left, or something could not be deleted
 *
 * Tenancy: of all partners, by their age alone.
 */
async function deleteWithObjects(
  pool: Pool,
  store: ObjectStore,
  { table, since, objectKey }: Retention & { objectKey: string },
  before: Date,
): Promise<boolean> {
  const { rows } = await pool.query<{ place: string; key: string | null }>(
    `select ctid::text as place, ${objectKey} as key from ${table} where ${since} < $1 limit $2`,
    [before, OBJECTS],
  );
  const gone = await forEachOf(rows, async ({ key }) => {
    if (key !== null) await store.delete(key);
  });
  await pool.query(`delete from ${table} where ctid = any($1::tid[]) and ${since} < $2`, [
    gone.map(({ place }) => place),
    before,
  ]);
  return rows.length < OBJECTS || gone.length < rows.length;
}
