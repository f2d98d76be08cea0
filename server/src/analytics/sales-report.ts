import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';
import { type Sql, sql } from '../database/sql.ts';
import { ALL_PARTNERS, DAY } from './grains.ts';
import { NO_ITEMS, type ReportItems, reportedPartner, reportJson } from './report.ts';
import type { AskedRange, ReportRange } from './report-periods.ts';
import type { SalesWanted } from './sales-sums.ts';

/** The parameters of every report of sales. */
export interface AskedSales extends AskedRange {
  currency?: string | undefined;
  partner_name?: string | undefined;
}

/**
 * Makes a report of sales.
 *
 * @param finding the range of the report, with further values that its items need
 * @param items reads the report's items, in one statement
 * @returns the report of the contract, as JSON
 */
export async function salesReport<Range extends ReportRange>(
  em: UnitOfWork,
  asked: AskedSales,
  finding: Promise<Range>,
  items: (range: Range, wanted: SalesWanted) => Promise<ReportItems>,
): Promise<string> {
  const [range, partner, first] = await Promise.all([finding, reportedPartner(em, asked.partner_name), firstSale(em)]);
  const filled = { first, last: Date.now() };
  const isEmpty = range.from === range.to;
  const found = isEmpty ? NO_ITEMS : await items(range, { partner, currency: asked.currency, filled });
  return reportJson(range, asked.timezone, found);
}

/** The day of the first sale in the sums. It is only used to estimate costs; a wrong value makes a report slower. */
export async function firstSale(em: UnitOfWork): Promise<number> {
  const { rows } = await sqlOf(em).query<{ first: string | null }>(
    'select (extract(epoch from min(bucket)) * 1000)::bigint as first from partner_sales where grain = $1 and partner_id = $2',
    [DAY.code, ALL_PARTNERS],
  );
  return Number(rows[0]?.first ?? Date.now());
}

/**
 * Sums of `order_count`, `units` and `revenue` of a relation, by the given columns; groups without any order are left
 * out.
 */
export function summedUp(sales: Sql, by: Sql): Sql {
  return sql`select ${by}, sum(order_count) as order_count, sum(units) as units, sum(revenue) as revenue
    from (${sales}) sales group by ${by} having sum(order_count) > 0`;
}
