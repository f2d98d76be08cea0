import { GRANULARITIES, LIMITS, type Page, type PeriodSales } from '@commerce-integration/contract';
import { expect, it } from 'vitest';
import { startTestServer } from './support/server.ts';

const server = await startTestServer({ WORKER: 'off' });

/** Bytes that sorts and series of this server's database have put on disk. */
async function bytesOnDisk(): Promise<number> {
  const found = await server.pool.query<{ bytes: string }>(
    'select temp_bytes as bytes from pg_stat_database where datname = current_database()',
  );
  return Number(found.rows[0]?.bytes);
}

const series = (query: string) => server.call<Page<PeriodSales>>(`/analytics/sales-over-time?currency=USD&${query}`);

it.each(GRANULARITIES)('the number of %s periods up to any moment is bounded', async (granularity) => {
  const ends = ['0001-01-01', '0001-01-05', '0026-11-28', '2000-01-01', '2199-12-31', '9999-12-31'];
  const answers = await Promise.all(
    ends.flatMap((to) =>
      ['UTC', 'Pacific/Apia'].map((zone) => series(`to=${to}&granularity=${granularity}&timezone=${zone}`)),
    ),
  );
  for (const { status, body } of answers) {
    expect([200, 400], JSON.stringify(body)).toContain(status);
    if (status === 200) expect(body.items.length).toBeLessThanOrEqual(30);
  }
  expect(await bytesOnDisk()).toBe(0);
});

it.each(['hourly', 'daily'])('%s periods of too long a range are refused before any is computed', async (by) => {
  for (const from of ['0001-01-01', '2000-01-01']) {
    for (const to of ['2199-12-31', '9999-12-31T23:59:59-14:00']) {
      const { status, body } = await series(`from=${from}&to=${to}&granularity=${by}`);
      expect(status, JSON.stringify(body)).toBe(400);
    }
  }
  expect(await bytesOnDisk()).toBe(0);
});

it('returns the longest allowed series', async () => {
  const to = new Date(Date.parse('2026-01-01T00:00:00Z') + LIMITS.reportPeriods * 3_600_000).toISOString();
  const { status, body } = await series(`from=2026-01-01T00:00:00Z&to=${to}&granularity=hourly`);
  expect(status).toBe(200);
  expect(body.items).toHaveLength(LIMITS.reportPeriods);
});
