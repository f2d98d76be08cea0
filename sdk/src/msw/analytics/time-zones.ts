import type { PeriodUnit } from '@commerce-integration/contract/rules';

// What a time zone's clocks show, by `Intl`. Moments are in milliseconds since 1970; a local time is counted as if it
// were one in UTC.

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const clocks = new Map<string, Intl.DateTimeFormat>();

/** What the clocks show at a moment. */
function localTime(moment: number, zone: string): number {
  let clock = clocks.get(zone);
  if (!clock) {
    const [numeric, h23] = ['numeric', 'h23'] as const;
    const date = { year: numeric, month: numeric, day: numeric, hour: numeric, minute: numeric, second: numeric };
    clock = new Intl.DateTimeFormat('en-US', { timeZone: zone, calendar: 'iso8601', hourCycle: h23, ...date });
    clocks.set(zone, clock);
  }
  const parts = Object.fromEntries(clock.formatToParts(moment).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return localDate(year, month - 1, day) + hour * HOUR + minute * 60_000 + second * 1_000 + mod(moment, 1_000);
}

/** The moment at which the clocks first show a local time, or, where they are put forward over it, at which they are. */
export function firstMoment(local: number, zone: string): number {
  const offsets = [local - DAY, local + DAY].map((near) => localTime(near, zone) - near);
  const candidates = offsets.map((offset) => local - offset).sort((a, b) => a - b);
  const shown = candidates.find((moment) => localTime(moment, zone) === local);
  if (shown !== undefined) return shown;
  let [before = local, after = local] = candidates;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (localTime(middle, zone) >= local) after = middle;
    else before = middle;
  }
  return after;
}

/** The first moments of all periods that lie, or partly lie, between two moments, in order. */
export function periodStarts(zone: string, unit: PeriodUnit, from: number, to: number): number[] {
  const made = unit === 'hour' ? hours(zone, from, to) : longPeriods(zone, unit, from, to);
  const starts = [...new Set(made)].filter((start) => start < to).sort((a, b) => a - b);
  const first = starts.findLastIndex((start) => start <= from);
  return starts.slice(Math.max(0, first));
}

/** Days, weeks, months and years begin at a local midnight. */
function longPeriods(zone: string, unit: Exclude<PeriodUnit, 'hour'>, from: number, to: number): number[] {
  const starts: number[] = [];
  const last = localTime(to, zone) + 3 * HOUR;
  for (let local = floorTo(unit, localTime(from, zone)); local <= last; local = next(unit, local)) {
    starts.push(firstMoment(local, zone));
  }
  return starts;
}

/**
 * Hours are steps of real time, so that the hour that comes twice in autumn is two. Looked at every half hour, since
 * there are time zones whose clocks are put forward by half an hour.
 */
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

function floorTo(unit: Exclude<PeriodUnit, 'hour'>, local: number): number {
  const date = new Date(local);
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  if (unit === 'year') return localDate(year, 0, 1);
  if (unit === 'month') return localDate(year, month, 1);
  // Weeks begin on Monday.
  return localDate(year, month, unit === 'week' ? day - mod(date.getUTCDay() - 1, 7) : day);
}

function next(unit: Exclude<PeriodUnit, 'hour'>, local: number): number {
  const date = new Date(local);
  if (unit === 'year') return localDate(date.getUTCFullYear() + 1, 0, 1);
  if (unit === 'month') return localDate(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
  return local + (unit === 'week' ? 7 : 1) * DAY;
}

/** Not `Date.UTC`, which takes the years 0 to 99 for those of the 20th century. */
export function localDate(year: number, month: number, day: number): number {
  return new Date(0).setUTCFullYear(year, month, day);
}

function mod(value: number, by: number): number {
  return ((value % by) + by) % by;
}
