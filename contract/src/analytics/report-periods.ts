import { LIMITS } from '../shared/limits.ts';
import { Problem } from '../shared/problem.ts';
import type { Granularity } from './analytics.ts';

export type PeriodUnit = 'hour' | 'day' | 'week' | 'month' | 'year';

/** Periods of a series that is asked for without its begin. */
const PERIODS_SHOWN = 30;

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** The first moment that reports know; nothing was sold before. In milliseconds since 1970. */
export const YEAR_1 = Date.parse('0001-01-01T00:00:00Z');

/** The unit of each granularity, and how long its longest period is, in milliseconds. */
const KINDS: Record<Granularity, { unit: PeriodUnit; longest: number }> = {
  hourly: { unit: 'hour', longest: 2 * HOUR_MS },
  daily: { unit: 'day', longest: 26 * HOUR_MS },
  weekly: { unit: 'week', longest: 7 * DAY_MS + 2 * HOUR_MS },
  monthly: { unit: 'month', longest: 31 * DAY_MS + 2 * HOUR_MS },
  yearly: { unit: 'year', longest: 366 * DAY_MS + 2 * HOUR_MS },
};

/** A range in milliseconds since 1970; `from` is null for one that has no begin. */
interface Range {
  from: number | null;
  to: number;
}

/** The periods of a series, in milliseconds since 1970; none where the range is empty. */
export interface SeriesPeriods {
  from: number;
  to: number;
  /** The first moment of each period; that of the first one may come before the range. */
  starts: number[];
  /** Between which moments each period counts: one more than periods, all within the range. */
  bounds: number[];
}

/**
 * Where the periods of a series are to be looked for, told before any is made: whatever the range is, the way from
 * `since` to its end has at most a few times `LIMITS.reportPeriods` periods. A range without a begin is looked at for as
 * long as the periods shown of it can last.
 *
 * @throws Problem `range_too_long`
 */
export function periodSearch({ from, to }: Range, granularity: Granularity): { unit: PeriodUnit; since: number } {
  const { unit, longest } = KINDS[granularity];
  if (from !== null && (to - from) / longest > LIMITS.reportPeriods) throw rangeTooLong(granularity);
  return { unit, since: Math.max(YEAR_1, from ?? to - (PERIODS_SHOWN + 2) * longest) };
}

/**
 * The periods of a series, of the starts found between `periodSearch`'s `since` and the range's end. Of a range without
 * a begin, the last 30.
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
