import type { Pool } from 'pg';
import { recordFeedActivityOn } from '../../src/analytics/record-feed-activity.ts';
import { PARTNERS } from './seed-orders.ts';

const WORKERS = 8;
const TWO_YEARS_MS = 2 * 365.25 * 24 * 3_600_000;

/** Feeds of all partners, and a load of each, spread over the two years before `end`, counted as the server counts them. */
export async function seedFeeds(pool: Pool, loads: number, end: Date): Promise<void> {
  await pool.query(
    `insert into feed (id, partner_id, file_name, mode, validate_only, status, object_key, bucket, uploaded_at, created_at)
     select n, n % $3::bigint + 1, 'feed.csv', 'incremental', false, 'uploaded', 'key', 'bucket', at, at
     from generate_series(1, $1::bigint) n,
       lateral (select $2::timestamptz - interval '2 years' * ((n - 0.5) / $1::bigint) as at) moment`,
    [loads, end, PARTNERS],
  );
  await pool.query(
    `insert into job (job_type, number, status, message, partner_id, feed_id, finished_at, result, created_at)
     select 'validation', id, 'completed', 'done', partner_id, id, uploaded_at + interval '1 second',
       jsonb_build_object('processed', id % 1000, 'inserted', id % 10, 'updated', id % 100, 'skipped', id % 7), uploaded_at
     from feed`,
  );
  await pool.query('vacuum analyze feed, job');
  await Promise.all(
    Array.from({ length: WORKERS }, async (_, worker) => {
      for (let n = 1 + worker; n <= loads; n += WORKERS) await recordLoad(pool, n, loads, end);
    }),
  );
  await pool.query('vacuum analyze feed_activity');
}

async function recordLoad(pool: Pool, n: number, loads: number, end: Date): Promise<void> {
  const partnerId = (n % PARTNERS) + 1;
  const uploaded = end.getTime() - TWO_YEARS_MS * ((n - 0.5) / loads);
  const counts = { processed: n % 1000, inserted: n % 10, updated: n % 100, skipped: n % 7 };
  const result = { ...counts, unchanged: 0, duplicates: 0, removed: 0 };
  await recordFeedActivityOn(pool, { partnerId, at: new Date(uploaded), done: 'uploaded' });
  await recordFeedActivityOn(pool, { partnerId, at: new Date(uploaded + 1_000), done: 'loaded', result });
}
