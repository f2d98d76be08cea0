import { zoneOffset } from '../shared/time-zone.ts';
import type { Cron } from './cron.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** The search stops after this many days without a run: the next 29 February may be eight years away. */
const MOST_DAYS = 9 * 366;
const EVERY_HOUR = 24;

/**
 * The next times of a schedule after a moment, in milliseconds since 1970.
 *
 * Clock changes neither double nor skip a run. A schedule with given hours runs once for each time of day: a skipped
 * time runs at the moment of the change, a repeated one the first time. A schedule for every hour follows real time:
 * `30 * * * *` always runs an hour after the previous run.
 */
export function nextRuns(cron: Cron, timezone: string, after: number, count: number): number[] {
  const found: number[] = [];
  // Includes the previous day, whose last hour may be repeated.
  let day = dayOf(after, timezone) - DAY_MS;
  for (let without = 0; without < MOST_DAYS && found.length < count; day += DAY_MS) {
    const last = found.at(-1) ?? after;
    const times = isOn(cron, new Date(day)) ? runsOfDay(cron, timezone, day).filter((time) => time > last) : [];
    found.push(...times);
    without = times.length > 0 ? 0 : without + 1;
  }
  return found.slice(0, count);
}

/** The next time of a schedule after a moment; undefined if there is none. */
export function nextRun(cron: Cron, timezone: string, after: number): number | undefined {
  return nextRuns(cron, timezone, after, 1)[0];
}

/** The local day, as its midnight in UTC. */
function dayOf(at: number, timezone: string): number {
  return Math.floor((at + zoneOffset(at, timezone)) / DAY_MS) * DAY_MS;
}

function isOn({ daysOfMonth, months, daysOfWeek, needsBothDays }: Cron, day: Date): boolean {
  if (!months.includes(day.getUTCMonth() + 1)) return false;
  const isDayOfMonth = daysOfMonth.includes(day.getUTCDate());
  const isDayOfWeek = daysOfWeek.includes(day.getUTCDay());
  return needsBothDays ? isDayOfMonth && isDayOfWeek : isDayOfMonth || isDayOfWeek;
}

/** The times of a day, ascending. */
function runsOfDay(cron: Cron, timezone: string, day: number): number[] {
  const walls = cron.hours.flatMap((hour) => cron.minutes.map((minute) => day + hour * HOUR_MS + minute * MINUTE_MS));
  const [before, after] = [zoneOffset(day - DAY_MS, timezone), zoneOffset(day + 2 * DAY_MS, timezone)];
  // The clocks may have changed on an adjacent day; the result is still right, it only takes longer.
  if (before === after) return walls.map((wall) => wall - before);
  const isEveryHour = cron.hours.length === EVERY_HOUR;
  const times = walls.flatMap((wall) => {
    const shown = [...new Set([wall - before, wall - after])].filter((at) => at + zoneOffset(at, timezone) === wall);
    if (isEveryHour) return shown;
    return shown.length > 0 ? [Math.min(...shown)] : [changeBefore(wall - Math.min(before, after), timezone)];
  });
  return [...new Set(times)].sort((a, b) => a - b);
}

/** The latest clock change within a day before a moment, to the minute. */
function changeBefore(at: number, timezone: string): number {
  const offset = zoneOffset(at, timezone);
  let [low, high] = [at - DAY_MS, at];
  while (high - low > MINUTE_MS) {
    const middle = low + Math.floor((high - low) / 2 / MINUTE_MS) * MINUTE_MS;
    if (zoneOffset(middle, timezone) === offset) high = middle;
    else low = middle;
  }
  return high;
}
