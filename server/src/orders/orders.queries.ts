import {
  formatId,
  idNumber,
  type ListOrdersQuery,
  type Order,
  type Page,
  Problem,
} from '@commerce-integration/contract';
import { cursorNumber, toPage } from '@commerce-integration/contract/rules';
import { createdConditions } from '../database/created-range.ts';
import { objectSql } from '../database/json-sql.ts';
import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';
import { rowsOf, type Sql, sql, when } from '../database/sql.ts';
import { visibleRows } from '../database/visible-rows.ts';
import { ORDER_FIELDS } from './orders.presenter.ts';
import { NUMBERED_ORDERS, ordersOfProducts } from './orders-of-products.ts';

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

/** An order including the uncommitted changes of the unit of work. Tenancy: the caller has loaded it. */
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
  const ofProducts = await ordersOfProducts(em, query);
  const rows = await visibleRows<{ id: string; json: string }>(em, {
    table: 'sales_order',
    select: sql`id, ${ORDER_JSON} as json`,
    where: [...conditionsOf(query), ...(await createdConditions(sqlOf(em), NUMBERED_ORDERS, query))],
    orderBy: 'id desc',
    ...ofProducts,
    limit: query.limit + 1,
  });
  return toPage(
    rows,
    query.limit,
    (row) => row.json,
    (row) => formatId('order', Number(row.id)),
  );
}

/** Tenancy: conditions that only narrow down the orders that the caller may see. */
function conditionsOf(query: OrderListing): Sql[] {
  return [
    ...when(cursorNumber(query.cursor, 'order'), (before) => sql`id < ${before}`),
    ...when(query.partner, (partner) => sql`partner_id = ${partner}`),
    ...when(query.customer_id, (customer) => sql`customer_id = ${idNumber(customer)}`),
    ...when(query.customer_reference, (reference) => sql`customer_reference = ${reference}`),
    ...when(query.status, (status) => sql`status = ${status}`),
    ...when(query.fulfillment_status, (status) => sql`fulfillment_status = ${status}`),
    ...when(query.blocked, (blocked) => (blocked ? sql`block_export` : sql`not block_export`)),
    ...when(
      query.tracking_number,
      (number) => sql`id in (select order_id from shipment where tracking_number = ${number})`,
    ),
  ];
}

/** SQL that tells whether the product whose ID is in `column` was ever ordered. Tenancy: of a product that the caller knows. */
export function orderedSql(column: string): string {
  return `exists (select from order_item where order_item.product_id = ${column})`;
}

/** The given customers that have orders, by number. Tenancy: the caller has found the customers. */
export async function customersWithOrders(em: UnitOfWork, customers: readonly number[]): Promise<Set<number>> {
  const { rows } = await sqlOf(em).query<{ customer: string }>(
    `select customer from unnest($1::bigint[]) wanted(customer)
     where exists (select from sales_order where customer_id = wanted.customer)`,
    [[...customers]],
  );
  return new Set(rows.map((row) => Number(row.customer)));
}
