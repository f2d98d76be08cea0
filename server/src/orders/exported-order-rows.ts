import { type ExportFilter, idNumber, type Order } from '@commerce-integration/contract';
import type { ExportedOrder } from '@commerce-integration/contract/rules';
import { createdConditions } from '../database/created-range.ts';
import { objectSql } from '../database/json-sql.ts';
import type { Queryable } from '../database/queryable.ts';
import { allOf, type Sql, sql, when } from '../database/sql.ts';
import { ORDER_FIELDS } from './orders.presenter.ts';
import { NUMBERED_ORDERS } from './orders-of-products.ts';

/** A row of `exportedOrders`. */
export interface ExportedOrderRow {
  readonly id: string;
  readonly order: ExportedOrder;
}

const FIELDS: readonly (keyof ExportedOrder & keyof Order)[] = [
  ...(['order_id', 'customer_reference', 'sales_channel_id', 'status', 'fulfillment_status'] as const),
  ...(['total_amount', 'currency', 'items', 'created_at', 'updated_at'] as const),
];
const ORDER_JSON = objectSql(Object.fromEntries(FIELDS.map((name) => [name, ORDER_FIELDS[name]])));

/** SQL of a partner's orders in export form: `id`, and `order` as JSON. Tenancy: of the partner given. */
export async function exportedOrders(
  connection: Queryable,
  partnerId: number,
  filter: ExportFilter,
): Promise<{ select: Sql; where: Sql }> {
  const where = allOf([
    sql`partner_id = ${partnerId}`,
    ...when(filter.status, (status) => sql`status = ${status}`),
    ...when(filter.sales_channel, (channel) => sql`sales_channel_id = ${idNumber(channel)}`),
    ...(await createdConditions(connection, NUMBERED_ORDERS, filter)),
    ...when(filter.updated_since, (since) => sql`updated_at >= ${since}`),
  ]);
  return { select: sql`select id, ${ORDER_JSON}::json as "order" from sales_order`, where };
}
