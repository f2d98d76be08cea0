import { type Sql, sql } from '../database/sql.ts';
import { nearestStart, type Range, rangesBetween, segmentsOf } from './calendar-segments.ts';
import { ALL_PARTNERS, DAY, type Grain, HOUR, PARTNER_GRAINS, QUARTER } from './grains.ts';
import { GRAIN_COLUMN, type RangeColumn, rangesSql } from './ranges-sql.ts';
import {
  type SalesWanted,
  SIGNED_REVENUE,
  soldInEdge,
  soldWithin,
  TOTAL_REVENUE,
  TOTAL_UNITS,
  wantedOf,
} from './sales-sums.ts';
import { isoTime } from './time-zone-periods.ts';

// Tenancy of this file: `wanted` says whose sales are read; `salesReport` gets it from `reportedPartner`.

/**
 * SQL for the sales of each period of a series, summed over all partners: a relation with `period`, counted from 1,
 * `currency`, `order_count`, `units` and `revenue`, with a row for each period that has sales. Reads one snapshot, like
 * `partnerSales`.
 *
 * One scan reads whole days (or hours), each counted in the period that contains most of it. Then the difference at
 * each bound is moved to the other period: in New York that is five hours a day instead of twenty-four.
 *
 * @param bounds period n lies between the n-th of them and the next; in order, at least two
 * @param hourly whether periods are shorter than a day
 */
export function periodSales(bounds: readonly number[], hourly: boolean, wanted: SalesWanted): Sql {
  const grain = hourly ? HOUR : DAY;
  const { starts, quarters, segments, edges } = readingOf(bounds, grain, wanted);
  const rolledUp = wantedOf({ ...wanted, partner: wanted.partner ?? ALL_PARTNERS });
  const other = wantedOf(wanted);
  const whole = rangeOf(starts);
  return sql`select period, currency, sum(order_count) as order_count, sum(units) as units, sum(revenue) as revenue
    from (
      select width_bucket(bucket, ${starts.map(isoTime)}::timestamptz[]) as period, currency, order_count, units, revenue
      from partner_sales where grain = ${grain.code} and bucket >= ${isoTime(whole.from)} and bucket < ${isoTime(whole.to)}
        and ${rolledUp}
      union all
      select width_bucket(sold_at, ${quarters.map(isoTime)}::timestamptz[]), currency, orders, ${sql.raw(TOTAL_UNITS)},
        ${sql.raw(TOTAL_REVENUE)}
      from recent_sales where ${soldWithin(rangeOf(quarters))} and ${other}
      union all
      select bound - side, currency, (1 - 2 * side) * order_count, (1 - 2 * side) * units, (1 - 2 * side) * revenue
      from (${movedAtBounds({ segments, edges }, rolledUp, other)}) moved cross join (values (0), (1)) sides (side)
    ) counted
    where period between 1 and ${bounds.length - 1} group by period, currency`;
}

/** The sales counted before a bound that belong after it, minus those counted after it that belong before. */
function movedAtBounds({ segments, edges }: { segments: Sql; edges: Sql }, rolledUp: Sql, other: Sql): Sql {
  return sql`select bound, currency, sum(order_count)::bigint as order_count, sum(units)::bigint as units, sum(revenue) as revenue
    from (
      select bound, currency, sign * order_count as order_count, sign * units as units, ${SIGNED_REVENUE} as revenue
      from ${segments} cross join lateral (
        select currency, order_count, units, revenue from partner_sales
        where grain = segment.grain and bucket >= segment.begin and bucket < segment.finish and ${rolledUp} offset 0
      ) sums
      union all
      select bound, currency, sign * count(distinct order_id), sign * sum(units)::bigint, sign * sum(revenue)
      from ${edges} cross join lateral (${soldInEdge(other)}) sold
      group by bound, edge.begin, sign, currency
    ) pieces group by bound, currency`;
}

function readingOf(bounds: readonly number[], grain: Grain, { filled }: SalesWanted) {
  const finer = PARTNER_GRAINS.filter(({ length }) => length < grain.length);
  const quarters = bounds.map((bound) => nearestStart(bound, QUARTER, filled));
  const starts = quarters.map((quarter) => nearestStart(quarter, grain, filled));
  const atBounds = bounds.map((from, place) => {
    const quarter = quarters[place] ?? from;
    return {
      bound: place + 1,
      edge: rangesBetween(from, quarter),
      moved: rangesBetween(quarter, starts[place] ?? quarter),
    };
  });
  const segments = atBounds.flatMap(({ bound, moved }) =>
    segmentsOf(moved, finer, { ...filled, segment: 3 }).map((segment) => ({
      ...segment,
      bound,
      sign: segment.sign * moved.sign,
    })),
  );
  const edges = atBounds.map(({ bound, edge }) => ({ ...edge, bound }));
  return {
    starts,
    quarters,
    segments: rangesSql('segment', segments, [BOUND_COLUMN, GRAIN_COLUMN]),
    edges: rangesSql('edge', edges, [BOUND_COLUMN]),
  };
}

const BOUND_COLUMN: RangeColumn<{ bound: number }> = { name: 'bound', type: 'integer', of: ({ bound }) => bound };

/** The range from the first to the last of ordered moments. */
function rangeOf(moments: readonly number[]): Range {
  return { from: moments[0] ?? 0, to: moments.at(-1) ?? 0 };
}
