import { idNumber, Problem } from '@commerce-integration/contract';
import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';
import { rowsOf, sql } from '../database/sql.ts';
import { visibleRows, visibleTo } from '../database/visible-rows.ts';
import { Product } from './product.entity.ts';
import { PRODUCT_JSON } from './product-json.ts';

/** Number and partner of a product. @throws Problem `not_found` */
export async function getProduct(em: UnitOfWork, productId: string): Promise<{ id: number; partnerId: number }> {
  const product = await em.findOne(Product, { id: idNumber(productId) }, { fields: ['id', 'partnerId'] });
  if (!product) throw productNotFound(productId);
  return product;
}

export function productNotFound(productId: string): Problem {
  return new Problem('not_found', `Product ${productId} not found.`);
}

/** A product as JSON. @throws Problem `not_found` */
export async function getProductJson(em: UnitOfWork, productId: string): Promise<string> {
  const [row] = await visibleRows<{ json: string }>(em, {
    table: 'product',
    select: sql`${PRODUCT_JSON} as json`,
    where: [sql`id = ${idNumber(productId)}`],
  });
  if (!row) throw productNotFound(productId);
  return row.json;
}

/**
 * SQL of the current SKUs and names of products: a relation with `product_id`, `partner_id`, `sku`, `product_name`.
 * Tenancy: contains every partner's products; the caller must restrict it to visible ones.
 */
export const PRODUCT_LABELS = '(select id as product_id, partner_id, sku, product_name from product)';

/** The numbers of the products with a SKU, one per partner that has it. */
export async function productsWithSku(em: UnitOfWork, sku: string): Promise<number[]> {
  const rows = await rowsOf<{ id: string }>(
    sqlOf(em),
    // Joins by partner, because the SKU index begins with it.
    sql`select product.id from partner join product on product.partner_id = partner.id and product.sku = ${sku}
      where ${visibleTo(em)}`,
  );
  return rows.map(({ id }) => Number(id));
}
