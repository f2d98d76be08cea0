import type { ProductSales, TOP_PRODUCTS_BY } from '@commerce-integration/contract';
import { PRODUCT_LABELS } from '../catalog/products.queries.ts';
import { idSql, objectSql } from '../database/json-sql.ts';
import type { UnitOfWork } from '../database/orm.ts';
import { type Sql, sql } from '../database/sql.ts';
import { partnerNameSql } from '../partners/partners.queries.ts';
import type { Range } from './calendar-segments.ts';
import { productSales } from './product-sums.ts';
import { readItems } from './report.ts';
import { boundsOf, rangeOf } from './report-periods.ts';
import { type AskedSales, salesReport } from './sales-report.ts';
import type { SalesWanted } from './sales-sums.ts';

const FIELDS: Record<keyof ProductSales, string> = {
  product_id: idSql('product', 'product_id'),
  sku: 'sku',
  product_name: 'product_name',
  partner_id: idSql('partner', 'partner_id'),
  partner_name: partnerNameSql('label.partner_id'),
  currency: 'currency',
  order_count: 'order_count',
  units_sold: 'units',
  total_sales: 'trim_scale(revenue + revenue_rest * 0.0001)',
};

export interface AskedProducts extends AskedSales {
  by: (typeof TOP_PRODUCTS_BY)[number];
  limit: number;
}

/**
 * The best-selling products in each currency, best first; ties are sorted by ID. SKUs and names are the catalogue's
 * current ones.
 *
 * @returns the report of the contract, as JSON
 * @throws Problem `invalid_parameter`
 */
export async function topProducts(em: UnitOfWork, asked: AskedProducts): Promise<string> {
  return salesReport(em, asked, rangeOf(em, asked), (range, wanted) =>
    readItems(em, bestOf(boundsOf(range), wanted, asked)),
  );
}

function bestOf(range: Range, wanted: SalesWanted, { by, limit }: AskedProducts): Sql {
  const best = by === 'units' ? sql`units desc, product_id` : sql`revenue desc, revenue_rest desc, product_id`;
  return sql`with sums as materialized (${productSales(range, wanted)})
    select ${objectSql(FIELDS)} as json
    from (select distinct currency as sold_in from sums) currencies cross join lateral (
      select *, row_number() over () as place
      from (select * from sums where currency = sold_in order by ${best} limit ${limit}) best
    ) placed cross join lateral (
      select partner_id, sku, product_name from ${sql.raw(PRODUCT_LABELS)} called
      where called.product_id = placed.product_id offset 0
    ) label
    order by currency, place`;
}
