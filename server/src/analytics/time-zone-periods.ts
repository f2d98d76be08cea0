import { Problem } from '@commerce-integration/contract';
import { type PeriodUnit, YEAR_1 } from '@commerce-integration/contract/rules';
import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';

// PostgreSQL determines the days and hours of time zones. Moments are in milliseconds since 1970.

/**
 * The moment of an RFC 3339 time, or of a date, which begins at midnight in the time zone. Rounded up to whole
 * milliseconds, the precision of orders' times.
 *
 * @throws Problem `invalid_parameter` where PostgreSQL does not know the time zone
 */
export async function momentOf(em: UnitOfWork, zone: string, written: string): Promise<number> {
  const isDate = !written.includes('T');
  const moment =
    isDate && zone !== 'UTC'
      ? await midnightOf(em, zone, written)
      : Date.parse(written) + (/\.\d{3}\d*[1-9]/.test(written) ? 1 : 0);
  return Math.min(Math.max(moment, YEAR_1), YEAR_10000 - 1);
}

async function midnightOf(em: UnitOfWork, zone: string, date: string): Promise<number> {
  const { rows } = await inZone(zone, () =>
    sqlOf(em).query<{ moment: string }>(
      `select (extract(epoch from ${firstMoment('day')}) * 1000)::bigint as moment
       from (select $1::text as zone, $2::date::timestamp as day) asked`,
      [zone, date],
    ),
  );
  return Number(rows[0]?.moment);
}

/**
 * The starts of all periods that overlap the range between two moments, in order. PostgreSQL generates them one by one,
 * so the caller must limit their number.
 *
 * @param from not before year 1
 * @throws Problem `invalid_parameter` where PostgreSQL does not know the time zone
 */
export async function periodStarts(
  em: UnitOfWork,
  zone: string,
  unit: PeriodUnit,
  from: number,
  to: number,
): Promise<number[]> {
  const { rows } = await inZone(zone, () =>
    sqlOf(em).query<{ starts: string[] | null }>(unit === 'hour' ? HOURS : longPeriods(unit), [
      zone,
      ...[from, to].map(isoTime),
    ]),
  );
  const starts = (rows[0]?.starts ?? []).map((start) => Math.max(Number(start), YEAR_1));
  // The query begins a little earlier than `from`; the first period is the last one that has started by then.
  const first = starts.findLastIndex((start) => start <= from);
  return starts.slice(Math.max(0, first));
}

/** A moment as a timestamp for PostgreSQL. */
export function isoTime(moment: number): string {
  if (moment >= YEAR_10000) return 'infinity';
  return moment < YEAR_1 ? '-infinity' : new Date(moment).toISOString();
}

const YEAR_10000 = Date.parse('+010000-01-01T00:00:00Z');

/**
 * SQL for the moment at which the clocks of a time zone first show the local time in `column`, or skip it. (Where a
 * local time occurs twice, PostgreSQL alone would take the second.)
 */
function firstMoment(column: string): string {
  const usual = `(${column} at time zone zone)`;
  return `case when (${usual} - interval '2 hours') at time zone zone = ${column} - interval '2 hours' then ${usual}
    else (select min(${usual} - back) from unnest('{0, 30 minutes, 1 hour, 2 hours}'::interval[]) back
      where back = interval '0' or (${usual} - back) at time zone zone = ${column}) end`;
}

const ASKED = '(select $1::text as zone, $2::timestamptz as begin, $3::timestamptz as finish) asked';

function collected(moments: string): string {
  return `select array_agg(start order by start) as starts
    from (select distinct (extract(epoch from start) * 1000)::bigint as start, finish from (${moments}) made where start < finish) made`;
}

/**
 * Days, weeks, months and years begin at a local midnight. Some days do not exist: a country can move across the date
 * line.
 */
function longPeriods(unit: Exclude<PeriodUnit, 'hour'>): string {
  return collected(`select ${firstMoment('local')} as start, finish
    from ${ASKED} cross join lateral generate_series(
      date_trunc('${unit}', begin at time zone zone), finish at time zone zone + interval '3 hours', interval '1 ${unit}'
    ) local`);
}

/**
 * Hours are steps of real time, so that the repeated hour in autumn counts as two. Checked every half hour, since some
 * time zones change their clocks by half an hour.
 */
const HOURS = collected(`select moment as start, finish from (
    select moment, finish, local, lag(local) over (order by moment) as before
    from ${ASKED}
      cross join lateral (select begin at time zone zone as first) at_begin
      cross join lateral generate_series(
        begin - (first - date_trunc('hour', first)) - interval '2 hours', finish, interval '30 minutes') moment
      cross join lateral (select moment at time zone zone as local) at_moment
  ) looked where extract(minute from local) = 0 or date_trunc('hour', local) <> date_trunc('hour', before)`);

/** PostgreSQL may know fewer time zone names than Node does. */
async function inZone<T>(zone: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if ((error as { code?: unknown }).code !== INVALID_PARAMETER_VALUE) throw error;
    const message = `timezone ${zone} is not known here: use another name of the IANA database, such as Europe/Paris.`;
    throw new Problem('invalid_parameter', message, { errors: [{ path: 'timezone', code: 'unknown_zone', message }] });
  }
}

const INVALID_PARAMETER_VALUE = '22023';
