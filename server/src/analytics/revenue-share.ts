import { formatId } from '@commerce-integration/contract';
import { revenueShares } from '@commerce-integration/contract/rules';
import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';
import { rowsOf, sql } from '../database/sql.ts';
import { partnerNameSql } from '../partners/partners.queries.ts';
import type { Range } from './calendar-segments.ts';
import type { ReportItems } from './report.ts';
import { boundsOf, rangeOf } from './report-periods.ts';
import { type AskedSales, salesReport, summedUp } from './sales-report.ts';
import { partnerSales, type SalesWanted } from './sales-sums.ts';

/** A partner's revenue in a currency. */
interface Revenue {
  partner_id: string;
  partner_name: string;
  currency: string;
  /** Exact decimal text. */
  revenue: string;
}

/**
 * Each partner's share of the revenue in each currency, for partners that sold anything: by currency, largest first.
 *
 * @returns the report of the contract, as JSON
 * @throws Problem `invalid_parameter`
 */
export async function revenueShare(em: UnitOfWork, asked: AskedSales): Promise<string> {
  return salesReport(em, asked, rangeOf(em, asked), (range, wanted) => readShares(em, boundsOf(range), wanted));
}

const PARTNER_NAME = sql.raw(partnerNameSql('sums.partner_id'));

async function readShares(em: UnitOfWork, range: Range, wanted: SalesWanted): Promise<ReportItems> {
  const sums = summedUp(partnerSales(range, wanted), sql`partner_id, currency`);
  const rows = await rowsOf<Revenue>(
    sqlOf(em),
    sql`select partner_id, ${PARTNER_NAME} as partner_name, currency, trim_scale(revenue) as revenue
     from (${sums}) sums order by currency, sums.revenue desc, partner_id`,
  );
  const items = [...Map.groupBy(rows, (row) => row.currency).values()].flatMap((ofCurrency) => {
    const shares = revenueShares(ofCurrency.map((row) => row.revenue));
    return ofCurrency.map((row, index) => itemJson(row, shares[index] ?? 0));
  });
  return { count: rows.length, json: items.join(',') };
}

/** An item of the contract. The amount is written as its exact digits. */
function itemJson({ partner_id, partner_name, currency, revenue }: Revenue, share: number): string {
  const partner = `"partner_id":"${formatId('partner', Number(partner_id))}","partner_name":${JSON.stringify(partner_name)}`;
  return `{${partner},"currency":${JSON.stringify(currency)},"total_revenue":${revenue},"revenue_pct":${share}}`;
}
