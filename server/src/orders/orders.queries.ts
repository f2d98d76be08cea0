import { formatId, idNumber, type ListOrdersQuery, type Page, Problem } from '@commerce-integration/contract';
import { cursorNumber, toPage } from '@commerce-integration/contract/rules';
import { objectSql } from '../database/json-sql.ts';
import type { UnitOfWork } from '../database/orm.ts';
import { type Condition, visibleRows } from '../database/visible-rows.ts';
import { ORDER_FIELDS } from './orders.presenter.ts';

const ORDER_JSON = objectSql(ORDER_FIELDS);

/** An order as JSON. @throws Problem `not_found` */
export async function getOrderJson(em: UnitOfWork, orderId: string): Promise<string> {
  const [row] = await visibleRows<{ json: string }>(em, {
    table: 'sales_order',
    select: `${ORDER_JSON} as json`,
    where: [{ sql: 'id = ?', values: [idNumber(orderId)] }],
    keep: true,
  });
  if (!row) throw new Problem('not_found', `Order not found: ${orderId}`);
  return row.json;
}

/** What narrows and pages a list of orders; the partner is given by its number. */
export type OrderListing = Omit<ListOrdersQuery, 'partner_name'> & { partner?: number | undefined };

/** Newest first. @returns a page whose items are orders of the contract, each as JSON */
export async function listOrders(em: UnitOfWork, query: OrderListing): Promise<Page<string>> {
  const rows = await visibleRows<{ id: string; json: string }>(em, {
    table: 'sales_order',
    select: `id, ${ORDER_JSON} as json`,
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

function conditionsOf(query: OrderListing): Condition[] {
  const found: Condition[] = [];
  const when = (sql: string, value: unknown) => {
    if (value !== undefined) found.push({ sql, values: [value] });
  };
  when('id < ?', cursorNumber(query.cursor, 'OR'));
  when('partner_id = ?', query.partner);
  when('customer_id = ?', query.customer_id && idNumber(query.customer_id));
  when('customer_reference = ?', query.customer_reference);
  when('status = ?', query.status);
  when('created_at >= ?', query.created_from);
  when('created_at < ?', query.created_to);
  return found;
}
