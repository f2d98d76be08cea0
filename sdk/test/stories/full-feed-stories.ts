import { expect } from 'vitest';
import type { StoryApi } from './story-api.ts';

/** A truncated full feed does not discontinue the rest of the catalogue, unless that is allowed. */
export async function cutOffFullFeedsAreRefused(api: StoryApi): Promise<void> {
  const partner = { partner_name: 'Guarded Inc' };
  const rows = (count: number) => Array.from({ length: count }, (_, row) => `G${row},Good ${row},in stock\n`).join('');
  const feed = (count: number, more = '') => `sku,product_name,availability\n${rows(count)}${more}`;
  await api.load(feed(30, 'OLD,Old,discontinued\n'), { fields: partner });
  const full = { ...partner, mode: 'full' };
  const cut = await api.load(feed(14, 'NEW,New,in stock\nBAD,,\n'), { fields: full });
  expect(cut.body).toMatchObject({ status: 'failed', error: expect.stringContaining('max_removed_ratio=1') });
  await api.get(`/jobs/${cut.body.job_id}/errors`);
  await api.get(`/feeds/${cut.body.feed_id}`);
  const tried = await api.load(feed(14), { fields: { ...full, validate_only: 'true' } });
  expect(tried.body.status).toBe('failed');
  expect((await api.get('/products?partner_name=Guarded%20Inc&availability=in_stock&limit=100')).body.count).toBe(30);
  await api.load(feed(15), { fields: full });
  const strict = await api.load(feed(14), { fields: { ...full, max_removed_ratio: '0' } });
  expect(strict.body.result).toMatchObject({ removed: 1 });
  await api.load(feed(30), { fields: partner });
  const allowed = await api.load(feed(1), { fields: { ...full, max_removed_ratio: '1' } });
  expect(allowed.body.result).toMatchObject({ removed: 29 });
  for (const max_removed_ratio of ['-1', '1.01', 'half']) {
    await api.upload(feed(1), { fields: { ...full, max_removed_ratio } });
  }
  const ticket = { partner_name: 'Guarded Inc', file_name: 'a.csv' };
  const opened = await api.post('/feeds/upload-url', { ...ticket, max_removed_ratio: 0.25 });
  await api.get(`/feeds/${opened.body.feed_id}`);
  await api.post('/feeds/upload-url', { ...ticket, max_removed_ratio: 2 });
}
