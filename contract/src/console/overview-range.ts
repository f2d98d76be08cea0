import { LIMITS } from '../shared/limits.ts';
import { Problem } from '../shared/problem.ts';

const A_DAY_MS = 24 * 3_600_000;

/** The range of an overview's counts; `to` is exclusive. */
export interface OverviewRange {
  readonly from: Date;
  readonly to: Date;
}

/**
 * The range of an overview's query: by default `to` is now, and `from` a day before `to`.
 *
 * @throws Problem `invalid_parameter` for a range that ends before it begins, or is too long to be counted
 */
export function overviewRange(query: { from?: string | undefined; to?: string | undefined }, now: Date): OverviewRange {
  const to = query.to === undefined ? now : new Date(query.to);
  const from = query.from === undefined ? new Date(to.getTime() - A_DAY_MS) : new Date(query.from);
  const left = query.to === undefined ? ', which is now where it is left out' : '';
  if (from > to) throw refused(`from is after to${left}.`);
  if (to.getTime() - from.getTime() > LIMITS.overviewDays * A_DAY_MS)
    throw refused(`from is more than ${LIMITS.overviewDays} days before to${left}.`);
  return { from, to };
}

function refused(message: string): Problem {
  return new Problem('invalid_parameter', message, { errors: [{ path: 'from', code: 'invalid_range', message }] });
}
