import { LIMITS } from '../shared/limits.ts';
import { Problem } from '../shared/problem.ts';
import type { Granularity } from './analytics.ts';

export type PeriodUnit = 'hour' | 'day' | 'week' | 'month' | 'year';

/** Number of periods of a series without a start. */
const PERIODS_SHOWN = 30;

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** The earliest moment of reports, before any sale; in milliseconds since 1970. */
export const YEAR_1 = Date.parse('0001-01-01T00:00:00Z');

/** The unit of each granularity, and the length of its longest period in milliseconds. */
const KINDS: Record<Granularity, { unit: PeriodUnit; longest: number }> = {
  hourly: { unit: 'hour', longest: 2 * HOUR_MS },
  daily: { unit: 'day', longest: 26 * HOUR_MS },
  weekly: { unit: 'week', longest: 7 * DAY_MS + 2 * HOUR_MS },
  monthly: { unit: 'month', longest: 31 * DAY_MS + 2 * HOUR_MS },
  yearly: { unit: 'year', longest: 366 * DAY_MS + 2 * HOUR_MS },
};

/** A range in milliseconds since 1970; `from` is null for a range without a start. */
interface Range {
  from: number | null;
  to: number;
}

/** The periods of a series, in milliseconds since 1970; none for an empty range. */
export interface SeriesPeriods {
  from: number;
  to: number;
  /** The start of each period; the first one may be before the range. */
  starts: number[];
  /** The bounds between which each period counts: one more than there are periods, all within the range. */
  bounds: number[];
}

/**
 * The range in which to look for the periods of a series, computed before any period: from `since` to the range's end
 * there are at most a few times `LIMITS.reportPeriods` periods. For a range without a start, `since` is early enough
 * for the default number of periods.
 *
 * @throws Problem `range_too_long`
 */
export function periodSearch({ from, to }: Range, granularity: Granularity): { unit: PeriodUnit; since: number } {
  const { unit, longest } = KINDS[granularity];
  if (from !== null && (to - from) / longest > LIMITS.reportPeriods) throw rangeTooLong(granularity);
  return { unit, since: Math.max(YEAR_1, from ?? to - (PERIODS_SHOWN + 2) * longest) };
}

/**
 * The periods of a series, from the starts found between `periodSearch`'s `since` and the range's end. For a range
 * without a start, the last 30.
 *
 * @throws Problem `range_too_long`
 */
export function seriesPeriods({ from, to }: Range, found: number[], granularity: Granularity): SeriesPeriods {
  const starts = from === null ? found.slice(-PERIODS_SHOWN) : found;
  if (starts.length > LIMITS.reportPeriods) throw rangeTooLong(granularity);
  const begin = from ?? starts[0] ?? to;
  return { from: begin, to, starts, bounds: [begin, ...starts.slice(1), to] };
}

function rangeTooLong(granularity: Granularity): Problem {
  const message = `The range has more than ${LIMITS.reportPeriods} ${granularity} periods: ask for a shorter range, or for longer periods.`;
  return new Problem('range_too_long', message, { errors: [{ path: 'from', code: 'range_too_long', message }] });
}
