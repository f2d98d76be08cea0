import type { Condition } from '../database/visible-rows.ts';
import { nearestStart, rangesBetween, segmentsOf } from './calendar-segments.ts';
import { ALL_PARTNERS, DAY, type Grain, HOUR, PARTNER_GRAINS, QUARTER } from './grains.ts';
import { columnsOf } from './range-columns.ts';
import { type SalesWanted, SIGNED_REVENUE, soldIn, TOTAL_REVENUE, TOTAL_UNITS, wantedOf } from './sales-sums.ts';
import { isoTime } from './time-zone-periods.ts';

/**
 * SQL for the sales of each period of a series, all partners as one: a relation with `period`, counted from 1,
 * `currency`, `order_count`, `units` and `revenue`, a row for each that has any. Of one moment, as `partnerSales` is.
 *
 * Whole days (or hours) are read in one go, each counted in the period that has most of it. Then, at each bound, what was
 * counted on the wrong side of it is moved over: in New York that is five hours a day and not twenty-four.
 *
 * @param bounds period n lies between the n-th of them and the next; in order, at least two
 * @param hourly whether periods are shorter than a day
 */
export function periodSales(bounds: readonly number[], hourly: boolean, wanted: SalesWanted): Condition {
  const reading = readingOf(bounds, hourly ? HOUR : DAY, wanted);
  const rolledUp = wantedOf({ ...wanted, partner: wanted.partner ?? ALL_PARTNERS });
  const other = wantedOf(wanted);
  return {
    sql: `select period, currency, sum(order_count) as order_count, sum(units) as units, sum(revenue) as revenue
      from (
        select width_bucket(bucket, ?::timestamptz[]) as period, currency, order_count, units, revenue
        from partner_sales where grain = ? and bucket >= ? and bucket < ? and ${rolledUp.sql}
        union all
        select width_bucket(sold_at, ?::timestamptz[]), currency, 1, ${TOTAL_UNITS}, ${TOTAL_REVENUE}
        from recent_sales where sold_at >= ? and sold_at < ? and ${other.sql}
        union all
        select bound - side, currency, (1 - 2 * side) * order_count, (1 - 2 * side) * units, (1 - 2 * side) * revenue
        from (${movedAtBounds(rolledUp.sql, other.sql)}) moved cross join (values (0), (1)) sides (side)
      ) counted
      where period between 1 and ? group by period, currency`,
    values: [
      ...reading.whole,
      ...rolledUp.values,
      ...reading.recent,
      ...other.values,
      ...reading.segments,
      ...rolledUp.values,
      ...reading.edges,
      ...other.values,
      bounds.length - 1,
    ],
  };
}

/** What was counted before a bound and belongs behind it, less what was counted behind it and belongs before. */
function movedAtBounds(rolledUp: string, other: string): string {
  return `select bound, currency, sum(order_count)::bigint as order_count, sum(units)::bigint as units, sum(revenue) as revenue
    from (
      select bound, currency, sign * order_count as order_count, sign * units as units, ${SIGNED_REVENUE} as revenue
      from unnest(?::integer[], ?::smallint[], ?::timestamptz[], ?::timestamptz[], ?::smallint[])
        segment (bound, grain, begin, finish, sign) cross join lateral (
          select currency, order_count, units, revenue from partner_sales
          where grain = segment.grain and bucket >= segment.begin and bucket < segment.finish and ${rolledUp} offset 0
        ) sums
      union all
      select bound, currency, sign * count(distinct order_id), sign * sum(units)::bigint, sign * sum(revenue)
      from unnest(?::integer[], ?::timestamptz[], ?::timestamptz[], ?::smallint[]) edge (bound, begin, finish, sign)
        cross join lateral (${soldIn('edge', other)}) sold
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
    whole: [array(starts), grain.code, ...ends(starts)],
    recent: [array(quarters), ...ends(quarters)],
    segments: columnsOf(
      segments,
      ({ bound }) => bound,
      ({ grain }) => grain.code,
    ),
    edges: columnsOf(edges, ({ bound }) => bound),
  };
}

function array(moments: readonly number[]): string {
  return `{${moments.map(isoTime).join(',')}}`;
}

function ends(moments: readonly number[]): string[] {
  return [moments[0], moments.at(-1)].map((moment) => isoTime(moment ?? 0));
}
