import { idNumber, Problem } from '@commerce-integration/contract';
import type { UnitOfWork } from '../database/orm.ts';
import { sql } from '../database/sql.ts';
import { visibleRows } from '../database/visible-rows.ts';
import { Product } from './product.entity.ts';
import { PRODUCT_JSON } from './product-json.ts';

/** Number and partner of a product. @throws Problem `not_found` */
export async function getProduct(em: UnitOfWork, productId: string): Promise<{ id: number; partnerId: number }> {
  const product = await em.findOne(Product, { id: idNumber(productId) }, { fields: ['id', 'partnerId'] });
  if (!product) throw new Problem('not_found', `Product ${productId} not found.`);
  return product;
}

/** A product as JSON. @throws Problem `not_found` */
export async function getProductJson(em: UnitOfWork, productId: string): Promise<string> {
  const [row] = await visibleRows<{ json: string }>(em, {
    table: 'product',
    select: sql`${PRODUCT_JSON} as json`,
    where: [sql`id = ${idNumber(productId)}`],
  });
  if (!row) throw new Problem('not_found', `Product ${productId} not found.`);
  return row.json;
}
