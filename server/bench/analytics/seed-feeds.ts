import type { Pool } from 'pg';
import { FEED_GRAINS } from '../../src/analytics/grains.ts';
import { PARTNERS } from './seed-orders.ts';

/** Feeds of all partners, and a load of each, spread over the two years before `end`. */
export async function seedFeeds(pool: Pool, loads: number, end: Date): Promise<void> {
  await pool.query(
    `insert into feed (id, partner_id, file_name, mode, validate_only, status, object_key, bucket, uploaded_at, created_at)
     select n, n % $3::bigint + 1, 'feed.csv', 'incremental', false, 'uploaded', 'key', 'bucket', at, at
     from generate_series(1, $1::bigint) n,
       lateral (select $2::timestamptz - interval '2 years' * ((n - 0.5) / $1::bigint) as at) moment`,
    [loads, end, PARTNERS],
  );
  await pool.query(
    `insert into job (job_type, number, status, message, partner_id, subject_type, subject_id, concurrency_key,
       finished_at, result, created_at)
     select 'validation', id, 'completed', 'done', partner_id, 'feed', id, 'validation:' || partner_id,
       uploaded_at + interval '1 second',
       jsonb_build_object('processed', id % 1000, 'inserted', id % 10, 'updated', id % 100, 'skipped', id % 7), uploaded_at
     from feed`,
  );
  // Inserted as `recordFeedActivity` does, but in one statement.
  await pool.query(
    `insert into feed_activity
     select grain, partner_id, bucket, sum(feeds), sum(loads), 0, sum(processed), sum(inserted), sum(updated), sum(skipped)
     from (
       select partner_id, uploaded_at as at, 1 as feeds, 0 as loads, 0 as processed, 0 as inserted, 0 as updated, 0 as skipped
       from feed
       union all
       select partner_id, finished_at, 0, 1, number % 1000, number % 10, number % 100, number % 7 from job
     ) done cross join lateral (
       values ${FEED_GRAINS.map(({ code, bucketSql }) => `(${code}, ${bucketSql('at')})`).join(', ')}
     ) grains (grain, bucket)
     group by grain, partner_id, bucket order by grain, bucket, partner_id`,
  );
  await pool.query('vacuum analyze feed, job, feed_activity');
}
