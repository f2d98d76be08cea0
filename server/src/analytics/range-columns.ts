import type { Range } from './calendar-segments.ts';
import { isoTime } from './time-zone-periods.ts';

/**
 * Signed ranges of time as values for `unnest`: an array for each column asked for, then those of the beginnings, the
 * ends and the signs. Empty ranges are left out.
 */
export function columnsOf<T extends Range & { sign: number }>(
  all: readonly T[],
  ...first: ((range: T) => number)[]
): string[] {
  const columns: ((range: T) => number | string)[] = [
    ...first,
    ({ from }) => isoTime(from),
    ({ to }) => isoTime(to),
    ({ sign }) => sign,
  ];
  const ranges = all.filter(({ from, to }) => from < to);
  return columns.map((column) => `{${ranges.map(column).join(',')}}`);
}
