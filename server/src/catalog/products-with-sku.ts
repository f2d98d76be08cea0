import { type Sql, sql } from '../database/sql.ts';

/**
 * SQL for the numbers of the products with a SKU, one of each partner that has it. Tenancy: of all partners; the caller
 * restricts what it finds by them.
 */
export function productsWithSku(sku: string): Sql {
  // By partner, because the index of SKUs begins with it.
  return sql`select product.id from partner join product on product.partner_id = partner.id and product.sku = ${sku}`;
}
