import type { Page, PeriodSales } from '@commerce-integration/contract';
import { describe, expect, it } from 'vitest';
import { PastSales } from './support/sales.ts';
import { startTestServer } from './support/server.ts';

const server = await startTestServer({ WORKER: 'off' });
await server.partner('Acme Corp');
const past = await PastSales.open(server);

type Period = [start: string, orders: number];

/** The periods of a range with the number of orders in each; times without seconds. */
async function periods(timezone: string, granularity: string, from: string, to: string): Promise<Period[]> {
  const query = new URLSearchParams({ timezone, granularity, from, to, currency: 'USD' });
  const answer = await server.call<Page<PeriodSales>>(`/analytics/sales-over-time?${query}`);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body.items.map((item) => [item.period_start.replace(':00.000Z', 'Z'), item.order_count]);
}

/** An order at the first moment of each period, and one just before its end. */
async function sellAtEdgesOf(...starts: string[]): Promise<void> {
  for (const start of starts) {
    await past.sellAt(start);
    await past.sellAt(new Date(Date.parse(start) - 1).toISOString());
  }
}

function hours(of: Period[]): number[] {
  return of.map(([start], place) => {
    const next = of[place + 1]?.[0] ?? start;
    return (Date.parse(next) - Date.parse(start)) / 3_600_000;
  });
}

describe('a day in New York', () => {
  it('has 23 hours in spring, without the skipped hour', async () => {
    await sellAtEdgesOf('2026-03-08T05:00Z', '2026-03-09T04:00Z');
    expect(await periods('America/New_York', 'daily', '2026-03-07', '2026-03-10')).toEqual([
      ['2026-03-07T05:00Z', 1],
      ['2026-03-08T05:00Z', 2],
      ['2026-03-09T04:00Z', 1],
    ]);
    const byHour = await periods('America/New_York', 'hourly', '2026-03-08', '2026-03-09');
    expect(byHour).toHaveLength(23);
    expect(byHour.filter(([, orders]) => orders > 0)).toEqual([
      ['2026-03-08T05:00Z', 1],
      ['2026-03-09T03:00Z', 1],
    ]);
  });

  it('has 25 hours in autumn, with the repeated hour twice', async () => {
    await sellAtEdgesOf('2025-11-02T04:00Z', '2025-11-02T06:00Z', '2025-11-03T05:00Z');
    expect(await periods('America/New_York', 'daily', '2025-11-01', '2025-11-04')).toEqual([
      ['2025-11-01T04:00Z', 1],
      ['2025-11-02T04:00Z', 4],
      ['2025-11-03T05:00Z', 1],
    ]);
    const byHour = await periods('America/New_York', 'hourly', '2025-11-02', '2025-11-03');
    expect(byHour).toHaveLength(25);
    expect(byHour.slice(0, 3)).toEqual([
      ['2025-11-02T04:00Z', 1],
      ['2025-11-02T05:00Z', 1],
      ['2025-11-02T06:00Z', 1],
    ]);
  });

  it('belongs to weeks, months and years of its own time zone', async () => {
    expect(await periods('America/New_York', 'weekly', '2025-10-27', '2025-11-10')).toEqual([
      ['2025-10-27T04:00Z', 5],
      ['2025-11-03T05:00Z', 1],
    ]);
    expect((await periods('America/New_York', 'monthly', '2025-10-01', '2025-12-01')).map(([start]) => start)).toEqual([
      '2025-10-01T04:00Z',
      '2025-11-01T04:00Z',
    ]);
    await sellAtEdgesOf('2023-01-01T05:00Z');
    expect(await periods('America/New_York', 'yearly', '2022-01-01', '2024-01-01')).toEqual([
      ['2022-01-01T05:00Z', 1],
      ['2023-01-01T05:00Z', 1],
    ]);
  });
});

describe('a day whose midnight does not exist', () => {
  it.each([
    ['America/Santiago', '2024-09-07', '2024-09-10', '2024-09-08T04:00Z'],
    ['Asia/Beirut', '2024-03-30', '2024-04-02', '2024-03-30T22:00Z'],
  ])('begins in %s with its first existing moment', async (timezone, from, to, start) => {
    await sellAtEdgesOf(start);
    const days = await periods(timezone, 'daily', from, to);
    expect(hours(days)).toEqual([24, 23, 0]);
    expect(days[1]).toEqual([start, 1]);
    expect(days[0]?.[1]).toBe(1);
    const [first] = await periods(timezone, 'daily', new Date(Date.parse(start)).toISOString(), to);
    expect(first).toEqual([start, 1]);
  });
});

it('a day whose midnight occurs twice begins with the first, as in Havana', async () => {
  await sellAtEdgesOf('2024-11-03T04:00Z');
  const days = await periods('America/Havana', 'daily', '2024-11-02', '2024-11-05');
  expect(hours(days)).toEqual([24, 25, 0]);
  expect(days[1]).toEqual(['2024-11-03T04:00Z', 1]);
});

it('a day that a country skipped is omitted, as in Samoa', async () => {
  const days = await periods('Pacific/Apia', 'daily', '2011-12-29', '2012-01-01');
  expect(days.map(([start]) => start)).toEqual(['2011-12-29T10:00Z', '2011-12-30T10:00Z']);
});

describe('clock changes of half an hour, on Lord Howe', () => {
  it('make days of 23.5 and 24.5 hours', async () => {
    expect(hours(await periods('Australia/Lord_Howe', 'daily', '2025-10-04', '2025-10-07'))).toEqual([24, 23.5, 0]);
    expect(hours(await periods('Australia/Lord_Howe', 'daily', '2025-04-05', '2025-04-08'))).toEqual([24, 24.5, 0]);
  });

  it('make an hour of half an hour in spring, and one of an hour and a half in autumn', async () => {
    await sellAtEdgesOf('2025-10-04T15:30Z', '2025-10-04T16:00Z');
    const spring = await periods('Australia/Lord_Howe', 'hourly', '2025-10-05', '2025-10-06');
    expect(spring.slice(1, 5)).toEqual([
      ['2025-10-04T14:30Z', 1],
      ['2025-10-04T15:30Z', 2],
      ['2025-10-04T16:00Z', 1],
      ['2025-10-04T17:00Z', 0],
    ]);
    const autumn = await periods('Australia/Lord_Howe', 'hourly', '2025-04-06', '2025-04-07');
    expect(hours(autumn).slice(0, 3)).toEqual([1, 1.5, 1]);
  });
});

describe('time zones with offsets of half and three quarters of an hour', () => {
  it.each([
    ['Asia/Kolkata', '2024-06-30T18:30Z', '2024-07-01T18:30Z'],
    ['Asia/Kathmandu', '2024-06-30T18:15Z', '2024-07-01T18:15Z'],
  ])('have exact days and hours in %s', async (timezone, start, end) => {
    await sellAtEdgesOf(start, end);
    const day = await periods(timezone, 'daily', '2024-07-01', '2024-07-02');
    const query = `timezone=${timezone}&from=2024-07-01&to=2024-07-02`;
    const total = await server.call<Page<PeriodSales>>(`/analytics/sales-by-partner?${query}`);
    expect(day).toEqual([[start, total.body.items[0]?.order_count]]);
    const byHour = await periods(timezone, 'hourly', '2024-07-01', '2024-07-02');
    expect(byHour).toHaveLength(24);
    expect([byHour[0]?.[0], byHour.at(-1)?.[1]]).toEqual([start, 1]);
  });
});

it('assigns orders to their periods when they are rolled up, too', async () => {
  const asked: [string, string, string, string][] = [
    ['America/New_York', 'hourly', '2025-11-01', '2025-11-05'],
    ['America/Havana', 'daily', '2024-10-01', '2024-12-01'],
    ['Asia/Kathmandu', 'hourly', '2024-07-01', '2024-07-02'],
    ['Australia/Lord_Howe', 'hourly', '2025-10-04', '2025-10-06'],
    ['America/Santiago', 'weekly', '2024-07-01', '2025-07-02'],
  ];
  const read = () => Promise.all(asked.map((query) => periods(...query)));
  const before = await read();
  expect(await past.rollUp()).toBeGreaterThan(20);
  expect(await read()).toEqual(before);
});

it('without a start, shows the last thirty periods', async () => {
  const to = '2026-03-09T12:34:56Z';
  for (const granularity of ['hourly', 'daily', 'weekly', 'monthly', 'yearly']) {
    const query = `timezone=America/New_York&granularity=${granularity}&to=${to}&currency=USD`;
    const answer = await server.call<Page<PeriodSales> & { from: string }>(`/analytics/sales-over-time?${query}`);
    expect(answer.body.count).toBe(30);
    expect(answer.body.items[0]?.period_start).toBe(answer.body.from);
    expect(Date.parse(answer.body.items.at(-1)?.period_start ?? '')).toBeLessThan(Date.parse(to));
  }
});
