import type { Pool } from 'pg';

const SAFETY_MS = 60_000;

/**
 * A time before which no delivery that waits was created, so that only partitions from then on are looked at. Those that
 * are written later are younger.
 *
 * Tenancy: of all partners; only a time.
 */
export async function oldestPending(pool: Pool): Promise<Date> {
  const { rows } = await pool.query<{ since: string }>(
    `select since from (
       select '-infinity'::timestamptz as since, date_trunc('day', now(), 'UTC') - interval '31 days' as until
       union all
       select day, day + interval '1 day'
       from generate_series(date_trunc('day', now(), 'UTC') - interval '31 days', now(), interval '1 day') day
     ) days
     where exists (
       select 1 from webhook_delivery d
       where d.status = 'pending' and d.created_at >= days.since and d.created_at < days.until limit 1
     )
     order by since limit 1`,
  );
  const since = rows[0]?.since;
  if (since === undefined) return new Date(Date.now() - SAFETY_MS);
  return since === '-infinity' ? new Date(0) : new Date(Math.min(new Date(since).getTime(), Date.now() - SAFETY_MS));
}

/**
 * Whether any delivery waits, due or not.
 *
 * Tenancy: of all partners; only whether there is one.
 */
export async function isAnyPending(pool: Pool, since: Date): Promise<boolean> {
  const { rows } = await pool.query(
    `select 1 from webhook_delivery where status = 'pending' and created_at >= $1 limit 1`,
    [since],
  );
  return rows.length > 0;
}
