import { kept } from '../database/kept-statements.ts';
import type { Queryable } from '../database/queryable.ts';
import { SOLD_ITEMS } from '../orders/sold-items.ts';

/**
 * Counts an order for analytics, in the order's own transaction: reports contain it if, and only if, the order exists.
 * Adds one row and waits for no lock.
 */
export async function recordSale(sql: Queryable, orderNumber: number): Promise<void> {
  await sql.query(RECORD, [orderNumber]);
}

/** Tenancy: the order that was just created. */
const RECORD = kept(`insert into recent_sales (sold_at, partner_id, currency, product_ids, units, revenue)
  select sold_at, partner_id, currency, array_agg(product_id), array_agg(units), array_agg(revenue)
  from ${SOLD_ITEMS} sold where order_id = $1
  group by sold_at, partner_id, currency`);
