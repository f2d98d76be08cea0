import { describe, expect, it } from 'vitest';
import { LIMITS } from '../shared/limits.ts';
import { GRANULARITIES } from './analytics.ts';
import { periodSearch, seriesPeriods, YEAR_1 } from './report-periods.ts';

const at = (time: string) => Date.parse(time);
const YEAR_10000 = at('+010000-01-01T00:00:00Z');
const SHORTEST_MS = { hourly: 1_800_000, daily: 79_200_000, weekly: 6e8, monthly: 2.4e9, yearly: 3.1e10 };

describe('the search for the periods of a series', () => {
  it.each(GRANULARITIES)('is bounded for every range of %s periods', (granularity) => {
    const edges = [null, YEAR_1, at('0026-11-28T00:00:00Z'), at('2026-01-01T00:00:00Z'), YEAR_10000 - 1];
    for (const from of edges) {
      for (const to of edges) {
        if (to === null || (from !== null && from > to)) continue;
        let since: number;
        try {
          since = periodSearch({ from, to }, granularity).since;
        } catch (error) {
          expect(error).toMatchObject({ code: 'range_too_long', errors: [{ path: 'from', code: 'range_too_long' }] });
          continue;
        }
        expect(since).toBeGreaterThanOrEqual(YEAR_1);
        expect((to - since) / SHORTEST_MS[granularity]).toBeLessThanOrEqual(4 * LIMITS.reportPeriods);
      }
    }
  });

  it('refuses only ranges with too many periods even if each has its maximum length', () => {
    const from = at('2026-01-01T00:00:00Z');
    const longest = LIMITS.reportPeriods * 26 * 3_600_000;
    expect(periodSearch({ from, to: from + longest }, 'daily')).toEqual({ unit: 'day', since: from });
    expect(() => periodSearch({ from, to: from + longest + 1 }, 'daily')).toThrow('more than 10000 daily periods');
  });
});

describe('the search in each unit', () => {
  const HOUR = 3_600_000;
  const from = at('2026-01-01T00:00:00Z');

  it.each([
    ['hourly', 'hour', 2],
    ['daily', 'day', 26],
    ['weekly', 'week', 170],
    ['monthly', 'month', 746],
    ['yearly', 'year', 8_786],
  ] as const)('of %s periods is bounded by the longest %s, which has %i hours', (granularity, unit, hours) => {
    const to = from + LIMITS.reportPeriods * hours * HOUR;
    expect(periodSearch({ from, to }, granularity)).toEqual({ unit, since: from });
    expect(() => periodSearch({ from, to: to + 1 }, granularity)).toThrow(`more than 10000 ${granularity} periods`);
    // Without a start, the last 30 periods are shown, and up to two partial ones at the ends.
    expect(periodSearch({ from: null, to: YEAR_10000 }, granularity).since).toBe(YEAR_10000 - 32 * hours * HOUR);
    expect(periodSearch({ from: null, to: YEAR_1 + 1 }, granularity).since).toBe(YEAR_1);
  });
});

describe('the periods of a series', () => {
  it('are counted again when they are known', () => {
    const from = at('2026-01-01T00:00:00Z');
    const hours = (count: number) => Array.from({ length: count }, (_, hour) => from + hour * 3_600_000);
    const range = { from, to: from + 20_000 * 3_600_000 };
    expect(seriesPeriods(range, hours(10_000), 'hourly').starts).toHaveLength(10_000);
    expect(() => seriesPeriods(range, hours(10_001), 'hourly')).toThrow('more than 10000 hourly periods');
  });

  it('are the last 30 of a range without a start', () => {
    const starts = Array.from({ length: 32 }, (_, day) => at('2026-01-01T00:00:00Z') + day * 86_400_000);
    const to = at('2026-02-01T12:00:00Z');
    const series = seriesPeriods({ from: null, to }, starts, 'daily');
    expect(series).toEqual({ from: starts[2], to, starts: starts.slice(2), bounds: [...starts.slice(2), to] });
    expect(seriesPeriods({ from: null, to }, [], 'daily')).toEqual({ from: to, to, starts: [], bounds: [to, to] });
  });
});
