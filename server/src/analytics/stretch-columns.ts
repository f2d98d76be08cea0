import type { Stretch } from './calendar-segments.ts';
import { isoTime } from './time-zone-periods.ts';

/**
 * Signed stretches of time as values for `unnest`: an array for each column asked for, then those of the beginnings, the
 * ends and the signs. Empty stretches are left out.
 */
export function columnsOf<T extends Stretch & { sign: number }>(
  all: readonly T[],
  ...first: ((stretch: T) => number)[]
): string[] {
  const columns: ((stretch: T) => number | string)[] = [
    ...first,
    ({ from }) => isoTime(from),
    ({ to }) => isoTime(to),
    ({ sign }) => sign,
  ];
  const stretches = all.filter(({ from, to }) => from < to);
  return columns.map((column) => `{${stretches.map(column).join(',')}}`);
}
