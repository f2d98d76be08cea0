import type { Condition } from '../database/visible-rows.ts';
import { SOLD_ITEMS } from '../orders/sold-items.ts';
import { nearestStart, type Range, type ReadingCost, rangesBetween, segmentsOf } from './calendar-segments.ts';
import { type Grain, PARTNER_GRAINS, QUARTER } from './grains.ts';
import { columnsOf } from './range-columns.ts';
import { isoTime } from './time-zone-periods.ts';

/** Whose sales, and in what. */
export interface SalesWanted {
  /** Null for all partners. */
  partner: number | null;
  /** Undefined for all currencies. */
  currency: string | undefined;
  /** Where sales can be; see `ReadingCost`. It does not change the sums. */
  filled: Pick<ReadingCost, 'first' | 'last'>;
}

/** The conditions that `partner_id` and `currency` of a relation must meet. */
export function wantedOf({ partner, currency }: Omit<SalesWanted, 'filled'>, everybody = 'true'): Condition {
  const values = [...(partner === null ? [] : [partner]), ...(currency === undefined ? [] : [currency])];
  const whose = partner === null ? everybody : 'partner_id = ?';
  return { sql: currency === undefined ? whose : `${whose} and currency = ?`, values };
}

/**
 * SQL for the sales of each partner in a range: a relation whose rows, summed up, are exactly the orders of the range,
 * with columns `partner_id`, `currency`, `order_count`, `units` and `revenue`. Rows can be negative; a sum whose
 * `order_count` is 0 is none.
 *
 * It reads sums that are kept, recent orders that are not in them yet, and, for parts of a quarter of an hour, the orders
 * themselves: all in one statement, and so of one moment.
 */
export function partnerSales(range: Range, wanted: SalesWanted): Condition {
  const reading = readingOf(range, PARTNER_GRAINS, wanted);
  const rolledUp = wantedOf(wanted, 'partner_id > 0');
  const other = wantedOf(wanted);
  return {
    sql: `select partner_id, currency, sign * order_count as order_count, sign * units as units, ${SIGNED_REVENUE} as revenue
      from ${SEGMENTS} cross join lateral (
        select partner_id, currency, order_count, units, revenue from partner_sales
        where grain = segment.grain and bucket >= segment.begin and bucket < segment.finish and ${rolledUp.sql}
        offset 0
      ) sums
      union all
      select partner_id, currency, 1, ${TOTAL_UNITS}, ${TOTAL_REVENUE}
      from recent_sales where sold_at >= ? and sold_at < ? and ${other.sql}
      union all
      select partner_id, currency, sign * count(distinct order_id), sign * sum(units)::bigint, sign * sum(revenue)
      from ${EDGES} cross join lateral (${soldIn('edge', other.sql)}) sold
      group by edge.begin, sign, partner_id, currency`,
    values: [
      ...reading.segments,
      ...rolledUp.values,
      ...reading.recent,
      ...other.values,
      ...reading.edges,
      ...other.values,
    ],
  };
}

export const TOTAL_UNITS = '(select sum(one) from unnest(units) one)::bigint';
export const TOTAL_REVENUE = '(select sum(one) from unnest(revenue) one)';

/** A multiplication of numerics for each row would take longer than reading it. */
export const SIGNED_REVENUE = 'case when sign > 0 then revenue else -revenue end';

/** SQL for the items sold in the range of time that a row of `ranges` names. */
export function soldIn(ranges: string, condition: string): string {
  return `select * from ${SOLD_ITEMS} sold
    where sold_at >= ${ranges}.begin and sold_at < ${ranges}.finish and ${condition} offset 0`;
}

/** The ranges of whole buckets that are read of the sums, and those of items that are read of the orders. */
export const SEGMENTS = `unnest(?::smallint[], ?::timestamptz[], ?::timestamptz[], ?::smallint[])
  segment (grain, begin, finish, sign)`;
export const EDGES = 'unnest(?::timestamptz[], ?::timestamptz[], ?::smallint[]) edge (begin, finish, sign)';

/**
 * What is read of the sums, of recent sales and of the orders themselves, as values of the statements' parameters: for
 * `SEGMENTS`, for the range of `sold_at`, and for `EDGES`.
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
  return {
    segments: columnsOf(segments, ({ grain }) => grain.code),
    recent: [isoTime(counted.from), isoTime(counted.to)],
    edges: columnsOf(edges),
  };
}
