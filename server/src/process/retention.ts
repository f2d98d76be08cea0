import type { Pool } from 'pg';
import type { Retention } from '../feature/define-feature.ts';

/** Rows that one statement deletes at most, so that it is short and locks few rows. */
const STEP = 5_000;

/** Deletes the rows whose retention period is over, in bounded steps. */
export async function deleteExpiredRows(
  pool: Pool,
  { table, since, hours }: Retention,
  { now, signal }: { now: Date; signal: AbortSignal },
): Promise<void> {
  const before = new Date(now.getTime() - hours * 3_600_000);
  for (let deleted = STEP; deleted === STEP && !signal.aborted; ) {
    const { rowCount } = await pool.query(
      `delete from ${table} where ctid = any(array(select ctid from ${table} where ${since} < $1 limit $2))`,
      [before, STEP],
    );
    deleted = rowCount ?? 0;
  }
}
