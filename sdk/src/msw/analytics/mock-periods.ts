import { type Granularity, Problem } from '@commerce-integration/contract';
import {
  type PeriodUnit,
  periodSearch,
  type SeriesPeriods,
  seriesPeriods,
  YEAR_1,
} from '@commerce-integration/contract/rules';

// Moments are in milliseconds since 1970; a local time is counted as if it were one in UTC.

/** The requested range of a report: times with an offset, or dates, which begin at midnight in the time zone. */
interface AskedRange {
  from?: string | undefined;
  to?: string | undefined;
  timezone: string;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const YEAR_10000 = Date.parse('+010000-01-01T00:00:00Z');

/** The range of a report; `from` is null for one since the beginning. @throws Problem `invalid_parameter` */
export function rangeOf({ from, to, timezone }: AskedRange, now: number): { from: number | null; to: number } {
  // Includes orders of the current millisecond.
  const end = to === undefined ? now + 1 : momentOf(to, timezone);
  const begin = from === undefined ? null : momentOf(from, timezone);
  if (begin === null || begin <= end) return { from: begin, to: end };
  const message = `from is after to${to === undefined ? ', which is now where it is left out' : ''}.`;
  throw new Problem('invalid_parameter', message, { errors: [{ path: 'from', code: 'invalid_range', message }] });
}

/**
 * The periods of a series. Without `from`, the last 30 of them. @throws Problem `invalid_parameter`, `range_too_long`
 */
export function periodsOf(asked: AskedRange, granularity: Granularity, now: number): SeriesPeriods {
  const range = rangeOf(asked, now);
  const { from, to } = range;
  const { unit, since } = periodSearch(range, granularity);
  if (from === to) return { from, to, starts: [], bounds: [] };
  return seriesPeriods(range, periodStarts(asked.timezone, unit, since, to), granularity);
}

/** The moment of a date, which begins at midnight in the time zone, or of an RFC 3339 time. */
function momentOf(written: string, zone: string): number {
  const isDate = /^\d{4}-\d\d-\d\d$/.test(written);
  // Rounded up to milliseconds, the precision of orders' times.
  const time = Date.parse(written) + (/\.\d{3}\d*[1-9]/.test(written) ? 1 : 0);
  return Math.min(Math.max(isDate ? firstMoment(time, zone) : time, YEAR_1), YEAR_10000 - 1);
}

/** The starts of all periods that overlap the range between two moments, in order. */
function periodStarts(zone: string, unit: PeriodUnit, from: number, to: number): number[] {
  const made: number[] = [];
  if (unit === 'hour') made.push(...hours(zone, from, to));
  else {
    const last = localTime(to, zone) + 3 * HOUR;
    for (let local = startOf(unit, localTime(from, zone)); local <= last; local = startOf(unit, local, 1)) {
      made.push(firstMoment(local, zone));
    }
  }
  const starts = [...new Set(made)].filter((start) => start < to).sort((a, b) => a - b);
  return starts.slice(
    Math.max(
      0,
      starts.findLastIndex((start) => start <= from),
    ),
  );
}

/** Hours are steps of real time. Checked every half hour, since some clocks change by half an hour. */
function hours(zone: string, from: number, to: number): number[] {
  const starts: number[] = [];
  let before: number | undefined;
  for (let moment = from - mod(localTime(from, zone), HOUR) - 2 * HOUR; moment <= to; moment += HOUR / 2) {
    const local = localTime(moment, zone);
    const hour = local - mod(local, HOUR);
    if (mod(local, HOUR) < 60_000 || (before !== undefined && hour !== before)) starts.push(moment);
    before = hour;
  }
  return starts;
}

/** The start of the period that contains a local time, or of a later one. Weeks begin on Monday. */
function startOf(unit: Exclude<PeriodUnit, 'hour'>, local: number, further = 0): number {
  const date = new Date(local);
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  if (unit === 'year') return localDate(year + further, 0, 1);
  if (unit === 'month') return localDate(year, month + further, 1);
  if (unit === 'week') return localDate(year, month, day - ((date.getUTCDay() + 6) % 7) + 7 * further);
  return localDate(year, month, day + further);
}

/** The moment at which the clocks first show a local time, or skip it. */
function firstMoment(local: number, zone: string): number {
  const offsets = [local - DAY, local + DAY].map((near) => localTime(near, zone) - near);
  const candidates = offsets.map((offset) => local - offset).sort((a, b) => a - b);
  return candidates.find((moment) => localTime(moment, zone) === local) ?? candidates[1] ?? local;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** The local time of a time zone at a moment. */
function localTime(moment: number, zone: string): number {
  const [numeric, h23] = ['numeric', 'h23'] as const;
  const date = { year: numeric, month: numeric, day: numeric, hour: numeric, minute: numeric, second: numeric };
  const options = { timeZone: zone, calendar: 'iso8601', hourCycle: h23, ...date };
  const clock = clocks.get(zone) ?? new Intl.DateTimeFormat('en-US', options);
  clocks.set(zone, clock);
  const parts = Object.fromEntries(clock.formatToParts(moment).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return localDate(year, month - 1, day) + hour * HOUR + minute * 60_000 + second * 1_000 + mod(moment, 1_000);
}

/** `Date.UTC` would read the years 0 to 99 as 1900 to 1999. */
function localDate(year: number, month: number, day: number): number {
  return new Date(0).setUTCFullYear(year, month, day);
}

function mod(value: number, by: number): number {
  return ((value % by) + by) % by;
}
