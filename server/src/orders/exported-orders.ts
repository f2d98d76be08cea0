import type { Pool } from 'pg';
import { objectSql } from '../database/json-sql.ts';
import { rowsOf, sql } from '../database/sql.ts';
import { ORDER_FIELDS } from './orders.presenter.ts';

// Tenancy of this file: what exporters read of orders of all partners; each exporter takes those that it may have.

/**
 * SQL of the order fields that exporters filter by: a relation with columns `order_id`, `partner_id`,
 * `sales_channel_id`, `total_amount`, `currency`, `block_export` and `is_cancelled`.
 */
export const EXPORTED_ORDERS = `(select id as order_id, partner_id, sales_channel_id, total_amount, currency, block_export,
    status = 'cancelled' as is_cancelled
  from sales_order)`;

/**
 * SQL of the delivery fields of an order that exporters filter by: a relation of one row with columns `open_deliveries`
 * (the numbers of those whose export is not blocked; null for none), `has_blocked`, and `all_blocked` (whether the
 * export of all deliveries is blocked, ignoring cancelled ones unless all are cancelled).
 */
export function exportedDeliveries(orderId: string): string {
  return `(select array_agg(id order by id) filter (where not block_export) as open_deliveries,
      coalesce(bool_or(block_export), false) as has_blocked,
      coalesce(bool_and(block_export) filter (where status <> 'cancelled'), bool_and(block_export), false) as all_blocked
    from delivery where delivery.order_id = ${orderId})`;
}

/**
 * SQL of whether the subject of an export was cancelled: its order, of {@link EXPORTED_ORDERS} as `o`, or its delivery.
 *
 * @param deliveryId the number of that delivery; null for an export of the whole order
 */
export function isCancelledSql(deliveryId: string): string {
  return `(o.is_cancelled or exists (select from delivery where id = ${deliveryId} and status = 'cancelled'))`;
}

/** Orders in the contract's shape, each as JSON, by their numbers. */
export async function readExportedOrders(pool: Pool, numbers: readonly number[]): Promise<Map<number, string>> {
  const rows = await rowsOf<{ id: string; json: string }>(
    pool,
    sql`select id, ${objectSql(ORDER_FIELDS)} as json from sales_order where id = any(${numbers}::bigint[])`,
  );
  return new Map(rows.map(({ id, json }) => [Number(id), json]));
}
