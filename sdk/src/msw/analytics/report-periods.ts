import { type Granularity, LIMITS, Problem } from '@commerce-integration/contract';
import { firstMoment, localDate, type PeriodUnit, periodStarts } from './time-zones.ts';

/** The range that a report was asked for: times with an offset, or dates, which begin at midnight in the time zone. */
interface AskedRange {
  from?: string | undefined;
  to?: string | undefined;
  timezone: string;
}

/** The periods of a report, in milliseconds since 1970. */
export interface ReportPeriods {
  /** Null for a report since the beginning. */
  from: number | null;
  to: number;
  /** The first moment of each period in the time zone; the first one may come before the range. */
  starts: number[];
  /** Between which moments each period counts: one more than periods, all within the range. */
  bounds: number[];
}

/** Periods of a series that is asked for without its begin. */
const PERIODS_SHOWN = 30;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const YEAR_1 = Date.parse('0001-01-01T00:00:00Z');
const YEAR_10000 = Date.parse('+010000-01-01T00:00:00Z');

/** The unit of each, and how long the longest there is lasts. */
const KINDS: Record<Granularity, { unit: PeriodUnit; longest: number }> = {
  hourly: { unit: 'hour', longest: 2 * HOUR_MS },
  daily: { unit: 'day', longest: 26 * HOUR_MS },
  weekly: { unit: 'week', longest: 7 * DAY_MS + 2 * HOUR_MS },
  monthly: { unit: 'month', longest: 31 * DAY_MS + 2 * HOUR_MS },
  yearly: { unit: 'year', longest: 366 * DAY_MS + 2 * HOUR_MS },
};

/** The one period of a report that sums up its whole range. @throws Problem `invalid_parameter` */
export function wholeRange(asked: AskedRange): ReportPeriods {
  const { from, to } = resolve(asked);
  const begin = from ?? YEAR_1 - DAY_MS;
  return from === to ? { from, to, starts: [], bounds: [] } : { from, to, starts: [begin], bounds: [begin, to] };
}

/** The periods of a series. Without `from`, the last 30 of them. @throws Problem `invalid_parameter`, `range_too_long` */
export function periodsOf(asked: AskedRange, granularity: Granularity): ReportPeriods {
  const { from, to } = resolve(asked);
  const { unit, longest } = KINDS[granularity];
  if (from !== null && (to - from) / longest > LIMITS.reportPeriods) throw rangeTooLong(granularity);
  if (from === to) return { from, to, starts: [], bounds: [] };
  const since = from ?? to - (PERIODS_SHOWN + 2) * longest;
  const made = periodStarts(asked.timezone, unit, since, to);
  const starts = from === null ? made.slice(-PERIODS_SHOWN) : made;
  if (starts.length > LIMITS.reportPeriods) throw rangeTooLong(granularity);
  const begin = from ?? starts[0] ?? to;
  return { from: begin, to, starts, bounds: [begin, ...starts.slice(1), to] };
}

function rangeTooLong(granularity: Granularity): Problem {
  const message = `The range has more than ${LIMITS.reportPeriods} ${granularity} periods: ask for a shorter range, or for longer periods.`;
  return new Problem('range_too_long', message, { errors: [{ path: 'from', code: 'range_too_long', message }] });
}

function resolve({ from, to, timezone }: AskedRange): { from: number | null; to: number } {
  // What was ordered in this very millisecond is to be seen.
  const end = to === undefined ? Date.now() + 1 : momentOf(to, timezone);
  const begin = from === undefined ? null : momentOf(from, timezone);
  if (begin === null || begin <= end) return { from: begin, to: end };
  const message = `from is after to${to === undefined ? ', which is now where it is left out' : ''}.`;
  throw new Problem('invalid_parameter', message, { errors: [{ path: 'from', code: 'invalid_range', message }] });
}

/** The moment that a date, which begins at midnight in the time zone, or an RFC 3339 time means. */
function momentOf(written: string, zone: string): number {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(written)?.map(Number) ?? [];
  const moment =
    year === undefined || month === undefined || day === undefined
      ? timeOf(written)
      : firstMoment(localDate(year, month - 1, day), zone);
  return Math.min(Math.max(moment, YEAR_1), YEAR_10000 - 1);
}

/** Rounded up to what orders are timed in. */
function timeOf(written: string): number {
  return Date.parse(written) + (/\.\d{3}\d*[1-9]/.test(written) ? 1 : 0);
}
