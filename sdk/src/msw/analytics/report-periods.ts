import { type Granularity, Problem } from '@commerce-integration/contract';
import { periodSearch, type SeriesPeriods, seriesPeriods, YEAR_1 } from '@commerce-integration/contract/rules';
import { firstMoment, localDate, periodStarts } from './time-zones.ts';

/** The range that a report was asked for: times with an offset, or dates, which begin at midnight in the time zone. */
interface AskedRange {
  from?: string | undefined;
  to?: string | undefined;
  timezone: string;
}

/** The periods of a report. `from` is null for one since the beginning. */
export type ReportPeriods = Omit<SeriesPeriods, 'from'> & { from: number | null };

const YEAR_10000 = Date.parse('+010000-01-01T00:00:00Z');

/** The one period of a report that sums up its whole range. @throws Problem `invalid_parameter` */
export function wholeRange(asked: AskedRange): ReportPeriods {
  const { from, to } = resolve(asked);
  const begin = from ?? YEAR_1 - 86_400_000;
  return from === to ? { from, to, starts: [], bounds: [] } : { from, to, starts: [begin], bounds: [begin, to] };
}

/** The periods of a series. Without `from`, the last 30 of them. @throws Problem `invalid_parameter`, `range_too_long` */
export function periodsOf(asked: AskedRange, granularity: Granularity): SeriesPeriods {
  const range = resolve(asked);
  const { from, to } = range;
  const { unit, since } = periodSearch(range, granularity);
  if (from === to) return { from, to, starts: [], bounds: [] };
  return seriesPeriods(range, periodStarts(asked.timezone, unit, since, to), granularity);
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
