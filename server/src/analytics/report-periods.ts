import { type Granularity, Problem } from '@commerce-integration/contract';
import { periodSearch, type SeriesPeriods, seriesPeriods, YEAR_1 } from '@commerce-integration/contract/rules';
import type { UnitOfWork } from '../database/orm.ts';
import type { Range } from './calendar-segments.ts';
import { momentOf, periodStarts } from './time-zone-periods.ts';

/** The requested range of a report: times with an offset, or dates, which begin at midnight in the time zone. */
export interface AskedRange {
  from?: string | undefined;
  to?: string | undefined;
  /** IANA name. */
  timezone: string;
}

/** The half-open range of a report, in milliseconds since 1970. */
export interface ReportRange {
  /** Null for a report since the beginning. */
  from: number | null;
  to: number;
}

/**
 * The periods of a series; without `from`, the last 30. Their number is limited before any is computed.
 *
 * @throws Problem `invalid_parameter`; `range_too_long`
 */
export async function periodsOf(em: UnitOfWork, asked: AskedRange, granularity: Granularity): Promise<SeriesPeriods> {
  const range = await rangeOf(em, asked);
  const { from, to } = range;
  const { unit, since } = periodSearch(range, granularity);
  if (from === to) return { from, to, starts: [], bounds: [] };
  return seriesPeriods(range, await periodStarts(em, asked.timezone, unit, since, to), granularity);
}

/**
 * The requested range of a report. Without `to`, it ends now.
 *
 * @throws Problem `invalid_parameter`
 */
export async function rangeOf(em: UnitOfWork, { from, to, timezone }: AskedRange): Promise<ReportRange> {
  // Includes orders of the current millisecond.
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

/** The range of a report as a range of time, with bounds instead of nulls. */
export function boundsOf({ from, to }: ReportRange): Range {
  return { from: from ?? YEAR_1, to };
}
