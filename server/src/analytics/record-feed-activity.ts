import type { LoadResult } from '@commerce-integration/contract';
import type { UnitOfWork } from '../database/orm.ts';
import { FEED_GRAINS } from './grains.ts';

/** Something that was done with a partner's feed at a moment. `validate_only` loads are none of it. */
export type FeedActivity = { partnerId: number; at: Date } & (
  | { done: 'uploaded' | 'failed' }
  | { done: 'loaded'; result: LoadResult }
);

/** Where set-based work holds a connection of its own. */
interface Queryable {
  query(text: string, values: unknown[]): Promise<unknown>;
}

/** Counts it for the report of feeds, in the unit of work's transaction. Call it last: it holds the partner's sums. */
export async function recordFeedActivity(em: UnitOfWork, activity: FeedActivity): Promise<void> {
  await em.execute(RECORD, valuesOf(activity));
}

/** The same on a connection whose transaction is already open. */
export async function recordFeedActivityOn(connection: Queryable, activity: FeedActivity): Promise<void> {
  const numbered = RECORD.split('?').reduce((text, part, place) => `${text}$${place}${part}`);
  await connection.query(numbered, valuesOf(activity));
}

const COUNTS = ['feeds', 'loads', 'loads_failed', 'rows_processed', 'rows_inserted', 'rows_updated', 'rows_skipped'];

const RECORD = `
  insert into feed_activity (grain, partner_id, bucket, ${COUNTS.join(', ')})
  select grain, partner_id, bucket, ${COUNTS.join(', ')}
  from (
    select ?::timestamptz as at, ?::bigint as partner_id, ${COUNTS.map((count) => `?::bigint as ${count}`).join(', ')}
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
