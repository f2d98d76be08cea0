import { type Sql, sql } from '../database/sql.ts';
import type { Range } from './calendar-segments.ts';
import { isoTime } from './time-zone-periods.ts';

/** A column of ranges besides their beginning, end and sign. */
export interface RangeColumn<T> {
  name: 'bound' | 'grain';
  type: 'integer' | 'smallint';
  of(range: T): number;
}

/**
 * SQL for signed ranges of time: a relation with the given columns, then `begin`, `finish` and `sign`. Empty ranges are
 * left out.
 *
 * @param name the name of the relation
 */
export function rangesSql<T extends Range & { sign: number }>(
  name: 'segment' | 'edge',
  all: readonly T[],
  first: readonly RangeColumn<NoInfer<T>>[] = [],
): Sql {
  const ranges = all.filter(({ from, to }) => from < to);
  const arrays = [
    ...first.map(({ type, of }) => sql`${ranges.map(of)}::${sql.raw(type)}[]`),
    sql`${ranges.map(({ from }) => isoTime(from))}::timestamptz[]`,
    sql`${ranges.map(({ to }) => isoTime(to))}::timestamptz[]`,
    sql`${ranges.map(({ sign }) => sign)}::smallint[]`,
  ];
  const columns = [...first.map((column) => column.name), 'begin', 'finish', 'sign'].join(', ');
  return sql`unnest(${sql.join(arrays)}) ${sql.raw(`${name} (${columns})`)}`;
}

/** The column of segments that selects the grain of the stored sums. */
export const GRAIN_COLUMN: RangeColumn<{ grain: { code: number } }> = {
  name: 'grain',
  type: 'smallint',
  of: ({ grain }) => grain.code,
};
