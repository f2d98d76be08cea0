import { type Sql, sql } from '../database/sql.ts';
import { SOLD_ITEMS } from '../orders/sold-items.ts';
import { nearestStart, type Range, type ReadingCost, rangesBetween, segmentsOf } from './calendar-segments.ts';
import { type Grain, PARTNER_GRAINS, QUARTER } from './grains.ts';
import { GRAIN_COLUMN, rangesSql } from './ranges-sql.ts';
import { isoTime } from './time-zone-periods.ts';

// Tenancy of this file: `SalesWanted` says whose sales are read; `salesReport` gets it from `reportedPartner`.

/** The partner and currency of the sales to read. */
export interface SalesWanted {
  /** Null for all partners. */
  partner: number | null;
  /** Undefined for all currencies. */
  currency: string | undefined;
  /** The range that contains sales; see `ReadingCost`. It does not change the sums. */
  filled: Pick<ReadingCost, 'first' | 'last'>;
}

/** The condition that `partner_id` and `currency` of a relation must meet. */
export function wantedOf({ partner, currency }: Omit<SalesWanted, 'filled'>, everybody = sql`true`): Sql {
  const whose = partner === null ? everybody : sql`partner_id = ${partner}`;
  return currency === undefined ? whose : sql`${whose} and currency = ${currency}`;
}

/**
 * SQL for the sales of each partner in a range: a relation with columns `partner_id`, `currency`, `order_count`,
 * `units` and `revenue`, whose rows add up to exactly what is left of the range's orders. Rows can be negative; groups
 * with an `order_count` of 0 must be dropped.
 *
 * It reads stored sums, recent orders that are not rolled up yet, and, for parts of a quarter of an hour, the orders
 * themselves: all in one statement, and so in one snapshot.
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
    select partner_id, currency, orders, ${sql.raw(TOTAL_UNITS)}, ${sql.raw(TOTAL_REVENUE)}
    from recent_sales where ${soldWithin(counted)} and ${other}
    union all
    select partner_id, currency, sign * count(distinct order_id), sign * sum(units)::bigint, sign * sum(revenue)
    from ${edges} cross join lateral (${soldInEdge(other)}) sold
    group by edge.begin, sign, partner_id, currency`;
}

/**
 * How often the row `(product_id, place)` of a recent sale counts its order for the product: once for a new order, even
 * if the product is in several of its items.
 */
export const PRODUCT_ORDERS =
  'coalesce(product_orders[place], (array_position(product_ids, product_id) = place)::integer)';
export const TOTAL_UNITS = '(select sum(one) from unnest(units) one)::bigint';
export const TOTAL_REVENUE = '(select sum(one) from unnest(revenue) one)';

/** Faster than a multiplication of numerics, which would take longer than reading the row. */
export const SIGNED_REVENUE = sql`case when sign > 0 then revenue else -revenue end`;

/** SQL for the items sold in the range of time of the row `edge`. */
export function soldInEdge(condition: Sql): Sql {
  return sql`select * from ${sql.raw(SOLD_ITEMS)} sold
    where sold_at >= edge.begin and sold_at < edge.finish and ${condition} offset 0`;
}

/** The condition that something was sold in a range of time. */
export function soldWithin({ from, to }: Range): Sql {
  return sql`sold_at >= ${isoTime(from)} and sold_at < ${isoTime(to)}`;
}

/**
 * What is read for a range: whole buckets of the sums as the relation `segment`, the range of recent sales, and the
 * ranges of single items as the relation `edge`.
 */
export function readingOf(range: Range, grains: readonly Grain[], { filled }: SalesWanted) {
  // The range is rounded to quarters of an hour; the difference is counted from the orders.
  const counted = {
    from: nearestStart(range.from, QUARTER, filled),
    to: nearestStart(range.to, QUARTER, filled),
  };
  const segments = segmentsOf(counted, grains, { ...filled, segment: 0 });
  const edges = [rangesBetween(range.from, counted.from), rangesBetween(counted.to, range.to)];
  return { segments: rangesSql('segment', segments, [GRAIN_COLUMN]), counted, edges: rangesSql('edge', edges) };
}
