import {
  formatId,
  idNumber,
  type ListOrdersQuery,
  type Order,
  type Page,
  Problem,
} from '@commerce-integration/contract';
import { cursorNumber, toPage } from '@commerce-integration/contract/rules';
import { productsWithSku } from '../catalog/products-with-sku.ts';
import { objectSql } from '../database/json-sql.ts';
import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';
import { rowsOf, type Sql, sql, when } from '../database/sql.ts';
import { visibleRows } from '../database/visible-rows.ts';
import { ORDER_FIELDS } from './orders.presenter.ts';

const ORDER_JSON = objectSql(ORDER_FIELDS);

/** An order as JSON. @throws Problem `not_found` */
export async function getOrderJson(em: UnitOfWork, orderId: string): Promise<string> {
  const [row] = await visibleRows<{ json: string }>(em, {
    table: 'sales_order',
    select: sql`${ORDER_JSON} as json`,
    where: [sql`id = ${idNumber(orderId)}`],
    keep: true,
  });
  if (!row) throw orderNotFound(orderId);
  return row.json;
}

/** @throws Problem `not_found`, as for an order that is not the caller's */
export async function assertOrderExists(em: UnitOfWork, orderId: string): Promise<void> {
  const [row] = await visibleRows(em, {
    table: 'sales_order',
    select: sql`id`,
    where: [sql`id = ${idNumber(orderId)}`],
  });
  if (!row) throw orderNotFound(orderId);
}

export function orderNotFound(orderId: string): Problem {
  return new Problem('not_found', `Order not found: ${orderId}`);
}

/** An order as the open transaction of the unit of work has changed it. Tenancy: the caller has loaded it. */
export async function readChangedOrder(em: UnitOfWork, number: number): Promise<Order> {
  const statement = sql`select ${ORDER_JSON} as json from sales_order where id = ${number}`;
  const [row] = await rowsOf<{ json: string }>(sqlOf(em), statement);
  if (!row) throw new Error(`Order ${number} is gone in its own transaction`);
  return JSON.parse(row.json) as Order;
}

/** The filters and paging of a list of orders; the partner is given by its number. */
export type OrderListing = Omit<ListOrdersQuery, 'partner_name'> & { partner?: number | undefined };

/** Newest first. @returns a page whose items are orders of the contract, each as JSON */
export async function listOrders(em: UnitOfWork, query: OrderListing): Promise<Page<string>> {
  const rows = await visibleRows<{ id: string; json: string }>(em, {
    table: 'sales_order',
    select: sql`id, ${ORDER_JSON} as json`,
    where: conditionsOf(query),
    orderBy: 'id desc',
    limit: query.limit + 1,
  });
  return toPage(
    rows,
    query.limit,
    (row) => row.json,
    (row) => formatId('order', Number(row.id)),
  );
}

/** Tenancy: they choose among the orders that the caller may see. */
function conditionsOf(query: OrderListing): Sql[] {
  return [
    ...when(cursorNumber(query.cursor, 'OR'), (before) => sql`id < ${before}`),
    ...when(query.partner, (partner) => sql`partner_id = ${partner}`),
    ...when(query.customer_id, (customer) => sql`customer_id = ${idNumber(customer)}`),
    ...when(query.customer_reference, (reference) => sql`customer_reference = ${reference}`),
    ...when(query.status, (status) => sql`status = ${status}`),
    ...when(query.fulfillment_status, (status) => sql`fulfillment_status = ${status}`),
    ...when(query.blocked, (blocked) => (blocked ? sql`block_export` : sql`not block_export`)),
    ...when(query.product_id, (product) => withProduct(sql`${idNumber(product)}`)),
    ...when(query.sku, (sku) => withProduct(productsWithSku(sku))),
    ...when(
      query.tracking_number,
      (number) => sql`id in (select order_id from shipment where tracking_number = ${number})`,
    ),
    ...when(query.created_from, (from) => sql`created_at >= ${from}`),
    ...when(query.created_to, (to) => sql`created_at < ${to}`),
  ];
}

/** Orders of products. Tenancy: the orders found are those that the caller may see. */
function withProduct(products: Sql): Sql {
  return sql`id in (select order_id from order_item where product_id in (${products}))`;
}
