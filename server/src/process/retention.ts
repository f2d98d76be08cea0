import type { Pool } from 'pg';
import { inTransaction } from '../database/in-transaction.ts';
import { LOCKS, tryLockUntilCommit } from '../database/locks.ts';
import type { Retention, RetentionSettings } from '../feature/define-feature.ts';
import { forEachInParallel } from '../storage/for-each-in-parallel.ts';
import type { ObjectStore } from '../storage/object-store.ts';

/** The most rows that one statement deletes, so that it is short and holds few locks. */
const STEP = 5_000;
/** Owners whose rows one statement looks at. */
const OWNERS = 500;
/** Objects that are deleted before their rows are. */
const OBJECTS = 500;

interface Clock {
  now: Date;
  signal: AbortSignal;
  settings: Partial<RetentionSettings>;
}

/**
 * Deletes rows whose retention period has ended, in bounded steps, and their objects before them. Skips a table that
 * another process is cleaning.
 */
export async function deleteExpiredRows(
  pool: Pool,
  store: ObjectStore,
  retention: Retention,
  clock: Clock,
): Promise<void> {
  const before = new Date(clock.now.getTime() - keptHours(retention, clock.settings) * 3_600_000);
  const step = stepOf(pool, store, retention, before);
  for (let isDone = false; !isDone && !clock.signal.aborted; ) isDone = await step();
}

/** Deletes one step's rows. @returns whether the table is done: no rows are left, or another process is cleaning it */
function stepOf(pool: Pool, store: ObjectStore, retention: Retention, before: Date): () => Promise<boolean> {
  const { owner, objectKey } = retention;
  if (objectKey !== undefined) return () => deleteWithObjects(pool, store, { ...retention, objectKey }, before);
  if (owner === undefined) return () => deleteByAge(pool, retention, before);
  let after = '0';
  return async () => {
    const step = await deleteOfOwners(pool, { ...retention, owner }, before, after);
    if (step === null) return true;
    // After a full step, the same owners may have more rows.
    if (step.deleted < STEP) after = step.last;
    return step.deleted < STEP && !step.goes_on;
  };
}

/** The retention period in hours: the operator's setting, or else the declared default. */
function keptHours({ hours, setBy }: Retention, settings: Partial<RetentionSettings>): number {
  const days = setBy && settings[setBy];
  return days === undefined ? hours : days * 24;
}

/** Tenancy: rows of all partners, selected by age alone. */
function deleteByAge(pool: Pool, { table, since }: Retention, before: Date): Promise<boolean> {
  return inTransaction(pool, async (client) => {
    if (!(await tryLockUntilCommit(client, LOCKS.retention))) return true;
    const { rowCount } = await client.query(
      `delete from ${table} where ctid = any(array(select ctid from ${table} where ${since} < $1 limit $2))`,
      [before, STEP],
    );
    return (rowCount ?? 0) < STEP;
  });
}

interface OwnersStep {
  deleted: number;
  /** The last owner that was looked at. */
  last: string;
  /** Whether later owners may also have ended long enough ago. */
  goes_on: boolean;
}

/**
 * Deletes rows of the next batch of owners. Skips owners that have not ended long enough ago. An owner ends after it
 * was created, so owners created after `before` are not read: of a table of a billion rows, only the part with old
 * owners.
 *
 * @returns null where another process holds the lock
 *
 * Tenancy: rows of all partners, selected by age alone.
 */
function deleteOfOwners(
  pool: Pool,
  { table, since, owner }: Retention & Required<Pick<Retention, 'owner'>>,
  before: Date,
  after: string,
): Promise<OwnersStep | null> {
  const next = (than: string) =>
    `select ${owner.column} from ${table} where ${owner.column} > ${than} order by ${owner.column} limit 1`;
  return inTransaction(pool, async (client) => {
    if (!(await tryLockUntilCommit(client, LOCKS.retention))) return null;
    const { rows } = await client.query<OwnersStep>(
      `with recursive owned (id) as (
        (${next('$3::bigint')}) union all select (${next('owned.id')}) from owned where owned.id is not null
      ),
      looked_at as materialized (select id from owned where id is not null limit ${OWNERS}),
      deleted as (
        delete from ${table} where ctid = any(array(
          select expired.ctid from looked_at join ${owner.table} on ${owner.table}.id = looked_at.id
            join ${table} expired on expired.${owner.column} = looked_at.id
          where ${owner.table}.${since} < $1 limit $2))
        returning 1
      )
      select (select count(*) from deleted)::integer as deleted, coalesce(max(id), $3::bigint) as last,
        count(*) = ${OWNERS} and coalesce((select created_at < $1 from ${owner.table} where id = max(looked_at.id)), true)
          as goes_on
      from looked_at`,
      [before, STEP, after],
    );
    return rows[0] ?? null;
  });
}

/**
 * Deletes objects, then the rows whose objects are gone. Several processes may run this at once: deleting an object
 * twice is harmless.
 *
 * @returns whether the table is done: no rows are left, or an object could not be deleted
 *
 * Tenancy: rows of all partners, selected by age alone.
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
  const gone = await forEachInParallel(rows, async ({ key }) => {
    if (key !== null) await store.delete(key);
  });
  await pool.query(`delete from ${table} where ctid = any($1::tid[]) and ${since} < $2`, [
    gone.map(({ place }) => place),
    before,
  ]);
  return rows.length < OBJECTS || gone.length < rows.length;
}
