import type { PartnerSales } from '@commerce-integration/contract';
import { idSql, objectSql } from '../database/json-sql.ts';
import type { UnitOfWork } from '../database/orm.ts';
import { sql } from '../database/sql.ts';
import { partnerNameSql } from '../partners/partners.queries.ts';
import { readItems } from './report.ts';
import { boundsOf, rangeOf } from './report-periods.ts';
import { type AskedSales, salesReport, summedUp } from './sales-report.ts';
import { partnerSales } from './sales-sums.ts';

const FIELDS: Record<keyof PartnerSales, string> = {
  partner_id: idSql('partner', 'partner_id'),
  partner_name: partnerNameSql('partner_id'),
  currency: 'currency',
  order_count: 'order_count',
  units_sold: 'units',
  total_sales: 'trim_scale(revenue)',
};

/**
 * Sales of each partner in each currency: by currency, the highest first.
 *
 * @returns the report of the contract, as JSON
 * @throws Problem `invalid_parameter`
 */
export async function salesByPartner(em: UnitOfWork, asked: AskedSales): Promise<string> {
  return salesReport(em, asked, rangeOf(em, asked), (range, wanted) => {
    const sums = summedUp(partnerSales(boundsOf(range), wanted), sql`partner_id, currency`);
    return readItems(
      em,
      sql`select ${objectSql(FIELDS)} as json from (${sums}) sums order by currency, revenue desc, sums.partner_id`,
    );
  });
}
