import { type Sql, sql } from '../database/sql.ts';
import { SOLD_ITEMS } from '../orders/sold-items.ts';
import { nearestStart, type Range, type ReadingCost, rangesBetween, segmentsOf } from './calendar-segments.ts';
import { type Grain, PARTNER_GRAINS, QUARTER } from './grains.ts';
import { GRAIN_COLUMN, rangesSql } from './ranges-sql.ts';
import { isoTime } from './time-zone-periods.ts';

// Tenancy of this file: whose sales are read says `SalesWanted`, which `salesReport` has from `reportedPartner`.

/** Whose sales, and in what. */
export interface SalesWanted {
  /** Null for all partners. */
  partner: number | null;
  /** Undefined for all currencies. */
  currency: string | undefined;
  /** Where sales can be; see `ReadingCost`. It does not change the sums. */
  filled: Pick<ReadingCost, 'first' | 'last'>;
}

/** The condition that `partner_id` and `currency` of a relation must meet. */
export function wantedOf({ partner, currency }: Omit<SalesWanted, 'filled'>, everybody = sql`true`): Sql {
  const whose = partner === null ? everybody : sql`partner_id = ${partner}`;
  return currency === undefined ? whose : sql`${whose} and currency = ${currency}`;
}

/**
 * SQL for the sales of each partner in a range: a relation whose rows, summed up, are exactly the orders of the range,
 * with columns `partner_id`, `currency`, `order_count`, `units` and `revenue`. Rows can be negative; a sum whose
 * `order_count` is 0 is none.
 *
 * It reads sums that are kept, recent orders that are not in them yet, and, for parts of a quarter of an hour, the orders
 * themselves: all in one statement, and so of one moment.
 */
export function partnerSales(range: Range, wanted: SalesWanted): Sql {
  const { segments, counted, edges } = readingOf(range, PARTNER_GRAINS, wanted);
  const other = wantedOf(wanted);
  return sql`select partner_id, currency, sign * order_count as order_count, sign * units as units, ${SIGNED_REVENUE} as revenue
    from ${segments} cross join lateral (
      select partner_id, currency, order_count, units, revenue from partner_sales
      where grain = segment.grain and bucket >= segment.begin and bucket < segment.finish
        and ${wantedOf(wanted, sql`partner_id > 0`)}
      offset 0
    ) sums
    union all
    select partner_id, currency, 1, ${sql.raw(TOTAL_UNITS)}, ${sql.raw(TOTAL_REVENUE)}
    from recent_sales where ${soldWithin(counted)} and ${other}
    union all
    select partner_id, currency, sign * count(distinct order_id), sign * sum(units)::bigint, sign * sum(revenue)
    from ${edges} cross join lateral (${soldInEdge(other)}) sold
    group by edge.begin, sign, partner_id, currency`;
}

export const TOTAL_UNITS = '(select sum(one) from unnest(units) one)::bigint';
export const TOTAL_REVENUE = '(select sum(one) from unnest(revenue) one)';

/** A multiplication of numerics for each row would take longer than reading it. */
export const SIGNED_REVENUE = sql`case when sign > 0 then revenue else -revenue end`;

/** SQL for the items sold in the range of time that the row `edge` is. */
export function soldInEdge(condition: Sql): Sql {
  return sql`select * from ${sql.raw(SOLD_ITEMS)} sold
    where sold_at >= edge.begin and sold_at < edge.finish and ${condition} offset 0`;
}

/** The condition that something was sold in a range of time. */
export function soldWithin({ from, to }: Range): Sql {
  return sql`sold_at >= ${isoTime(from)} and sold_at < ${isoTime(to)}`;
}

/**
 * What is read of the sums, of recent sales and of the orders themselves: whole buckets as the relation `segment`, the
 * range of recent sales, and the ranges of items as the relation `edge`.
 */
export function readingOf(range: Range, grains: readonly Grain[], { filled }: SalesWanted) {
  // The range is moved to the nearest quarters of an hour; what it then has too much or too little is counted from the
  // orders.
  const counted = {
    from: nearestStart(range.from, QUARTER, filled),
    to: nearestStart(range.to, QUARTER, filled),
  };
  const segments = segmentsOf(counted, grains, { ...filled, segment: 0 });
  const edges = [rangesBetween(range.from, counted.from), rangesBetween(counted.to, range.to)];
  return { segments: rangesSql('segment', segments, [GRAIN_COLUMN]), counted, edges: rangesSql('edge', edges) };
}
