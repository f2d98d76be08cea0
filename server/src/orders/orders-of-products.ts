import { idNumber } from '@commerce-integration/contract';
import { cursorNumber } from '@commerce-integration/contract/rules';
import { productsWithSku } from '../catalog/products.queries.ts';
import { CLOCKS_DIFFER_HOURS, type CreatedRange, numbersOf } from '../database/created-range.ts';
import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';
import { allOf, type Sql, sql, when } from '../database/sql.ts';

// Tenancy of this file: orders by their numbers; whoever lists them reads those that the unit of work may see.

export const NUMBERED_ORDERS = { name: 'sales_order', marginHours: CLOCKS_DIFFER_HOURS };

interface ProductFilter extends CreatedRange {
  product_id?: string | undefined;
  sku?: string | undefined;
  cursor?: string | undefined;
}

/**
 * The source and sort order of the orders of a product, or of those with a SKU: the index on each product's orders,
 * newest first. If several partners have the SKU, reads and merges all of theirs. Undefined if the filter names
 * neither.
 */
export async function ordersOfProducts(
  em: UnitOfWork,
  query: ProductFilter,
): Promise<{ table: Sql; orderBy: string } | undefined> {
  const withSku = query.sku === undefined ? undefined : await productsWithSku(em, query.sku);
  const products = query.product_id === undefined ? withSku : [idNumber(query.product_id)];
  if (!products) return undefined;
  const { after, before } = await numbersOf(sqlOf(em), NUMBERED_ORDERS, query);
  const bounds = allOf([
    ...when(cursorNumber(query.cursor, 'order'), (id) => sql`order_id < ${id}`),
    ...when(after, (id) => sql`order_id > ${id}`),
    ...when(before, (id) => sql`order_id < ${id}`),
    // An order must contain both.
    ...when(products === withSku ? undefined : withSku, isOrderedWith),
  ]);
  const [first = 0, second] = products;
  const wanted = second === undefined ? sql`product_id = ${first}` : sql`product_id = any(${products}::bigint[])`;
  const ordered = sql`(
    select distinct order_id from order_item where ${wanted} and ${bounds} order by order_id desc
  ) of_products`;
  // `offset 0` makes the planner look up each order instead of scanning all orders.
  const order = sql`(select * from sales_order where id = of_products.order_id offset 0) sales_order`;
  return {
    table: sql`${ordered} cross join lateral ${order}`,
    orderBy: 'of_products.order_id desc',
  };
}

function isOrderedWith(products: readonly number[]): Sql {
  return sql`order_id in (select order_id from order_item where product_id = any(${products}::bigint[]))`;
}
