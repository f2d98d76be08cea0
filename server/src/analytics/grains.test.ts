import { describe, expect, it } from 'vitest';
import {
  ALL_PARTNERS,
  DAY,
  FEED_GRAINS,
  type Grain,
  HOUR,
  PARTNER_GRAINS,
  PRODUCT_GRAINS,
  QUARTER,
  YEAR,
} from './grains.ts';

const at = (time: string) => Date.parse(time);
const time = (moment: number) => new Date(moment).toISOString();
const HOUR_MS = 3_600_000;
const [MOMENT, , MONTH] = FEED_GRAINS as [Grain, Grain, Grain];

describe('the grains of sums', () => {
  // Stored sums are looked up by these numbers and expressions, so they must never change.
  it.each([
    [MOMENT, 0, 'moment', 't', HOUR_MS],
    [QUARTER, 1, 'quarter hour', "date_bin('15 minutes', t, timestamptz '2000-01-01Z')", HOUR_MS / 4],
    [HOUR, 2, 'hour', "date_bin('60 minutes', t, timestamptz '2000-01-01Z')", HOUR_MS],
    [DAY, 3, 'day', "date_bin('1440 minutes', t, timestamptz '2000-01-01Z')", 24 * HOUR_MS],
    [MONTH, 4, 'month', "date_trunc('month', t, 'UTC')", 30.4375 * 24 * HOUR_MS],
    [YEAR, 5, 'year', "date_trunc('year', t, 'UTC')", 365.25 * 24 * HOUR_MS],
  ])('keep their stored form: %#', (grain, code, name, sql, length) => {
    expect(grain).toMatchObject({ code, name, length });
    expect(grain.bucketSql('t')).toBe(sql);
  });

  it.each([
    [MOMENT, '2024-02-29T13:37:44.123Z', '2024-02-29T13:37:44.123Z', '2024-02-29T13:37:44.124Z'],
    [QUARTER, '2024-02-29T23:59:59.999Z', '2024-02-29T23:45:00.000Z', '2024-03-01T00:00:00.000Z'],
    [HOUR, '2024-02-29T23:59:59.999Z', '2024-02-29T23:00:00.000Z', '2024-03-01T00:00:00.000Z'],
    [DAY, '1969-12-31T23:59:59.999Z', '1969-12-31T00:00:00.000Z', '1970-01-01T00:00:00.000Z'],
    [MONTH, '2024-12-31T23:59:59.999Z', '2024-12-01T00:00:00.000Z', '2025-01-01T00:00:00.000Z'],
    [MONTH, '2024-02-29T00:00:00.000Z', '2024-02-01T00:00:00.000Z', '2024-03-01T00:00:00.000Z'],
    [YEAR, '2024-12-31T23:59:59.999Z', '2024-01-01T00:00:00.000Z', '2025-01-01T00:00:00.000Z'],
    [YEAR, '0050-06-01T00:00:00.000Z', '0050-01-01T00:00:00.000Z', '0051-01-01T00:00:00.000Z'],
  ])('assign each moment to one bucket: %#', (grain, moment, start, next) => {
    expect(time(grain.floor(at(moment)))).toBe(start);
    expect(grain.floor(at(start))).toBe(at(start));
    expect(time(grain.next(at(start)))).toBe(next);
    expect(grain.floor(at(next))).toBe(at(next));
    expect(grain.floor(at(next) - 1)).toBe(at(start));
  });

  it('are listed finest first, each made of whole buckets of the previous one', () => {
    const names = (grains: readonly Grain[]) => grains.map(({ name }) => name);
    expect(names(PARTNER_GRAINS)).toEqual(['quarter hour', 'hour', 'day', 'month', 'year']);
    expect(names(PRODUCT_GRAINS)).toEqual(['quarter hour', 'day', 'month', 'year']);
    expect(names(FEED_GRAINS)).toEqual(['moment', 'day', 'month', 'year']);
  });

  it('use a partner number for all partners that no partner has', () => {
    expect(ALL_PARTNERS).toBe(-1);
  });
});
