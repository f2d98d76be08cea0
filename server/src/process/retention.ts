import type { Pool } from 'pg';
import type { Retention } from '../feature/define-feature.ts';
import type { ObjectStore } from '../storage/object-store.ts';
import { forEachOf } from '../uploads/for-each-of.ts';

/** Rows that one statement deletes at the most: it is short, and locks few. */
const STEP = 5_000;
/** Objects that are deleted before their rows are. */
const OBJECTS = 500;

interface Expiry {
  readonly now: Date;
  readonly signal: AbortSignal;
}

/**
 * Deletes the rows that have been kept for as long as they are to be, in bounded steps; before them their objects.
 *
 * Tenancy: of all partners, by their age alone.
 */
export async function deleteExpiredRows(
  pool: Pool,
  store: ObjectStore,
  { table, since, hours, objectKey }: Retention,
  { now, signal }: Expiry,
): Promise<void> {
  const before = new Date(now.getTime() - hours * 3_600_000);
  for (let isDone = false; !isDone && !signal.aborted; ) {
    isDone =
      objectKey === undefined
        ? await deleteSome(pool, { table, since, before })
        : await deleteWithObjects(pool, store, { table, since, before, objectKey });
  }
}

interface Expired {
  readonly table: string;
  readonly since: string;
  readonly before: Date;
}

/** @returns whether nothing is left. Tenancy: of all partners, by their age alone. */
async function deleteSome(pool: Pool, { table, since, before }: Expired): Promise<boolean> {
  const { rowCount } = await pool.query(
    `delete from ${table} where ctid = any(array(select ctid from ${table} where ${since} < $1 limit $2))`,
    [before, STEP],
  );
  return (rowCount ?? 0) < STEP;
}

/** @returns whether nothing is left. Tenancy: of all partners, by their age alone. */
async function deleteWithObjects(
  pool: Pool,
  store: ObjectStore,
  { table, since, before, objectKey }: Expired & { objectKey: string },
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
