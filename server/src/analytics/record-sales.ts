import { type EventData, idNumber } from '@commerce-integration/contract';
import { kept } from '../database/kept-statements.ts';
import type { Queryable } from '../database/queryable.ts';
import { ITEMS_LEFT, SOLD_ITEMS } from '../orders/sold-items.ts';

/**
 * Counts an order for analytics, in the order's own transaction: reports contain it if, and only if, the order exists.
 * Adds one row and waits for no lock.
 */
export async function recordSale(sql: Queryable, orderNumber: number): Promise<void> {
  await sql.query(RECORD_SALE, [orderNumber]);
}

/** Tenancy: the order that was just created. */
const RECORD_SALE = kept(`insert into recent_sales (sold_at, partner_id, currency, product_ids, units, revenue)
  select sold_at, partner_id, currency, array_agg(product_id), array_agg(units), array_agg(revenue)
  from ${SOLD_ITEMS} sold where order_id = $1
  group by sold_at, partner_id, currency`);

/** Parts of an order that were cancelled or returned. */
type Reduction = Pick<EventData<'order.items.cancelled'>, 'order_id' | 'items'>;

/**
 * Subtracts cancelled or returned items from the sales, in the transaction of that change: adds a row for each order,
 * with negative sums, at the time of the order. An order with no items left is no longer counted, and an order with no
 * units left of a product is no longer counted for that product.
 *
 * Waits for no lock. Call it once for everything that the change did to an order: it derives what is left from the
 * order's current items.
 */
export async function recordReductions(sql: Queryable, reductions: readonly Reduction[]): Promise<void> {
  const parts = reductions.flatMap(({ order_id, items }) => items.map((item) => ({ order_id, ...item })));
  await sql.query(RECORD_REDUCTIONS, [
    parts.map(({ order_id }) => idNumber(order_id)),
    parts.map(({ order_item_id }) => idNumber(order_item_id)),
    parts.map(({ quantity }) => quantity),
  ]);
}

/** Tenancy: the orders that were just changed. */
const RECORD_REDUCTIONS = `
  with gone as (
    select item_id, sum(quantity) as quantity
    from unnest($1::bigint[], $2::bigint[], $3::bigint[]) part (order_id, item_id, quantity) group by item_id
  ),
  product as (
    select order_id, sold_at, partner_id, currency, product_id, sum(units) as units_left,
      sum(gone.quantity) as units, sum(gone.quantity * unit_price) as revenue
    from ${ITEMS_LEFT} item_left left join gone using (item_id)
    where order_id = any($1)
    group by order_id, sold_at, partner_id, currency, product_id
  )
  insert into recent_sales (sold_at, partner_id, currency, product_ids, units, revenue, orders, product_orders)
  select sold_at, partner_id, currency, array_agg(product_id) filter (where units > 0),
    array_agg(-units) filter (where units > 0), array_agg(-revenue) filter (where units > 0),
    -(sum(units_left) = 0)::integer, array_agg(-(units_left = 0)::integer) filter (where units > 0)
  from product group by order_id, sold_at, partner_id, currency`;
