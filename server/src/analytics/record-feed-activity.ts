import type { LoadResult } from '@commerce-integration/contract';
import type { Queryable } from '../database/queryable.ts';
import { FEED_GRAINS } from './grains.ts';

/** An activity of a partner's feeds at a moment. Loads with `validate_only` do not count. */
export type FeedActivity = { partnerId: number; at: Date } & (
  | { done: 'uploaded' | 'failed' }
  | { done: 'loaded'; result: LoadResult }
);

/** Counts an activity for the report of feeds, in the event's transaction. Locks the partner's sums. */
export async function recordFeedActivity(sql: Queryable, activity: FeedActivity): Promise<void> {
  await sql.query(RECORD, valuesOf(activity));
}

const COUNTS = ['feeds', 'loads', 'loads_failed', 'rows_processed', 'rows_inserted', 'rows_updated', 'rows_skipped'];

const RECORD = `
  insert into feed_activity (grain, partner_id, bucket, ${COUNTS.join(', ')})
  select grain, partner_id, bucket, ${COUNTS.join(', ')}
  from (
    select $1::timestamptz as at, $2::bigint as partner_id, ${COUNTS.map((count, n) => `$${n + 3}::bigint as ${count}`).join(', ')}
  ) done cross join lateral (
    values ${FEED_GRAINS.map(({ code, bucketSql }) => `(${code}, ${bucketSql('at')})`).join(', ')}
  ) grains (grain, bucket)
  order by grain
  on conflict (grain, partner_id, bucket) do update set
    ${COUNTS.map((count) => `${count} = feed_activity.${count} + excluded.${count}`).join(', ')}`;

function valuesOf(activity: FeedActivity): unknown[] {
  const { done, partnerId, at } = activity;
  const rows = done === 'loaded' ? activity.result : { processed: 0, inserted: 0, updated: 0, skipped: 0 };
  const times = (what: FeedActivity['done']) => (done === what ? 1 : 0);
  return [
    at.toISOString(),
    partnerId,
    times('uploaded'),
    times('loaded'),
    times('failed'),
    rows.processed,
    rows.inserted,
    rows.updated,
    rows.skipped,
  ];
}
