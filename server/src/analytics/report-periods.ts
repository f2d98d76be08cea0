import { type Granularity, LIMITS, Problem } from '@commerce-integration/contract';
import type { UnitOfWork } from '../database/orm.ts';
import type { Stretch } from './calendar-segments.ts';
import { momentOf, type PeriodUnit, periodStarts, YEAR_1 } from './time-zone-periods.ts';

/** The range that a report was asked for: times with an offset, or dates, which begin at midnight in the time zone. */
export interface AskedRange {
  from?: string | undefined;
  to?: string | undefined;
  /** IANA name. */
  timezone: string;
}

/** The range of a report, in milliseconds since 1970. Half-open. */
export interface ReportRange {
  /** Null for a report since the beginning. */
  from: number | null;
  to: number;
}

/** The periods of a series, in milliseconds since 1970; none where the range is empty. */
export interface ReportPeriods extends ReportRange {
  from: number;
  /** The first moment of each period in the time zone; that of the first one may come before the range. */
  starts: number[];
  /** Between which moments each period counts: one more than periods, all within the range. */
  bounds: number[];
}

/** Periods of a series that is asked for without its begin. */
const PERIODS_SHOWN = 30;

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

interface PeriodKind {
  unit: PeriodUnit;
  /** Of the longest period there is, in milliseconds. */
  longest: number;
}

const KINDS: Record<Granularity, PeriodKind> = {
  hourly: { unit: 'hour', longest: 2 * HOUR_MS },
  daily: { unit: 'day', longest: 26 * HOUR_MS },
  weekly: { unit: 'week', longest: 7 * DAY_MS + 2 * HOUR_MS },
  monthly: { unit: 'month', longest: 31 * DAY_MS + 2 * HOUR_MS },
  yearly: { unit: 'year', longest: 366 * DAY_MS + 2 * HOUR_MS },
};

/**
 * The periods of a series. Without `from`, the last 30 of them.
 *
 * @throws Problem `invalid_parameter`; `range_too_long`
 */
export async function periodsOf(em: UnitOfWork, asked: AskedRange, granularity: Granularity): Promise<ReportPeriods> {
  const { from, to } = await rangeOf(em, asked);
  const { unit, longest } = KINDS[granularity];
  // Said before any period is made: fifty years by the hour are not to be counted one by one.
  if (from !== null && (to - from) / longest > LIMITS.reportPeriods) throw rangeTooLong(granularity);
  if (from === to) return { from, to, starts: [], bounds: [] };
  const since = from ?? to - (PERIODS_SHOWN + 2) * longest;
  const made = await periodStarts(em, asked.timezone, unit, since, to);
  const starts = from === null ? made.slice(-PERIODS_SHOWN) : made;
  if (starts.length > LIMITS.reportPeriods) throw rangeTooLong(granularity);
  const begin = from ?? starts[0] ?? to;
  return { from: begin, to, starts, bounds: [begin, ...starts.slice(1), to] };
}

function rangeTooLong(granularity: Granularity): Problem {
  const message = `The range has more than ${LIMITS.reportPeriods} ${granularity} periods: ask for a shorter range, or for longer periods.`;
  return new Problem('range_too_long', message, { errors: [{ path: 'from', code: 'range_too_long', message }] });
}

/**
 * The range that a report was asked for. Without `to`, it ends now.
 *
 * @throws Problem `invalid_parameter`
 */
export async function rangeOf(em: UnitOfWork, { from, to, timezone }: AskedRange): Promise<ReportRange> {
  // What was ordered in this very millisecond is to be seen.
  const now = Date.now() + 1;
  const moment = (written: string) => momentOf(em, timezone, written);
  const [begin, finish] = await Promise.all([from ? moment(from) : null, to ? moment(to) : now]);
  const range = { from: begin, to: finish };
  if (range.from !== null && range.from > range.to) throw fromAfterTo(to === undefined);
  return range;
}

function fromAfterTo(untilNow: boolean): Problem {
  const message = `from is after to${untilNow ? ', which is now where it is left out' : ''}.`;
  return new Problem('invalid_parameter', message, { errors: [{ path: 'from', code: 'invalid_range', message }] });
}

/** What a range counts, as a stretch of time. */
export function stretchOf({ from, to }: ReportRange): Stretch {
  return { from: from ?? YEAR_1, to };
}
