import { type FeedActivity, feedActivitySchema, type Page } from '@commerce-integration/contract';
import { expect, it } from 'vitest';
import { recordFeedActivity } from '../src/analytics/record-feed-activity.ts';
import { startTestServer } from './support/server.ts';

const server = await startTestServer();
const acme = await server.partner('Acme Corp');
const birch = await server.partner('Birch & Co');
const HEADER = 'sku,product_name,price\n';

async function activity(query = '', key?: string): Promise<FeedActivity[]> {
  const answer = await server.call<Page<FeedActivity>>(`/analytics/feeds?${query}`, key ? { key } : {});
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body.items;
}

it('shows the results of feeds by partner', async () => {
  await server.load(`${HEADER}A,One,1\nB,Two,2\nC,,3\n`);
  const again = await server.load(`${HEADER}A,One,9\nB,Two,2\nD,Four,x\nE,Five,5\n`);
  const last = await server.run(again.job_id);
  // A feed with only invalid rows fails; feeds that are only validated do not count.
  const failed = await server.load(`${HEADER},Nameless,\n`);
  expect(failed.status).toBe('failed');
  await server.load(`${HEADER}A,Other,1\n`, { fields: { partner_name: 'Acme Corp', validate_only: 'true' } });
  await server.load(`${HEADER},Nameless,\n`, { fields: { partner_name: 'Acme Corp', validate_only: 'true' } });
  await server.upload(`${HEADER}Z,Zed,1\n`, { fields: { partner_name: 'Birch & Co' } });

  const acmes: FeedActivity = {
    partner_id: acme.id as FeedActivity['partner_id'],
    partner_name: 'Acme Corp',
    feeds: 5,
    loads: 3,
    loads_failed: 1,
    rows_processed: 3 + 4 + 4,
    rows_inserted: 3,
    rows_updated: 1,
    rows_skipped: 1 + 1 + 1,
    error_ratio: 0.2727,
    last_success_at: expect.stringMatching(/Z$/) as unknown as string,
  };
  const birchs = { partner_id: birch.id, feeds: 1, loads: 0, loads_failed: 0, error_ratio: 0, last_success_at: null };
  const all = await activity();
  expect(all).toMatchObject([acmes, birchs]);
  expect(all.map((row) => feedActivitySchema.parse(row))).toEqual(all);
  const success = Date.parse(all[0]?.last_success_at ?? '');
  expect(Math.abs(success - Date.parse(last.finished_at ?? ''))).toBeLessThan(1_000);

  expect(await activity('', birch.key)).toMatchObject([birchs]);
  expect(await activity('partner_name=Acme%20Corp', birch.key)).toEqual([]);
  expect(await activity('partner_name=birch%20%26%20co')).toMatchObject([birchs]);
  expect(await activity('partner_name=Nobody')).toEqual([]);
});

it('counts the activity in a range, however it is split', async () => {
  await server.pool.query('truncate feed_activity');
  const times = Array.from({ length: 300 }, (_, n) => new Date(Date.UTC(2024, 0, 1) + n * 211_234_567));
  const nothing = { inserted: 0, updated: 0, unchanged: 0, skipped: 0, duplicates: 0, removed: 0 };
  for (const [n, at] of times.entries()) {
    const result = { ...nothing, processed: n };
    await recordFeedActivity(server.pool, { partnerId: 1 + (n % 2), at, done: 'loaded', result });
  }
  for (const [from, to] of [
    [10, 250],
    [0, 299],
    [17, 18],
    [100, 101],
  ] as const) {
    const items = await activity(`from=${times[from]?.toISOString()}&to=${times[to]?.toISOString()}`);
    const expected = [0, 1].map((odd) =>
      Array.from({ length: to }, (_, n) => n).filter((n) => n >= from && n % 2 === odd),
    );
    const partners = expected.filter((loads) => loads.length > 0);
    expect(items.map((item) => [item.loads, item.rows_processed, item.last_success_at])).toEqual(
      partners.map((loads) => [
        loads.length,
        loads.reduce((sum, n) => sum + n, 0),
        times[loads.at(-1) ?? 0]?.toISOString(),
      ]),
    );
  }
});
