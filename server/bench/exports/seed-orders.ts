import type { Pool } from 'pg';

const ITEMS = 3;

/** Fills the tables with orders of one partner that are in progress, of three items each, in one delivery each. */
export async function seedOrders(pool: Pool, orders: number): Promise<void> {
  await pool.query(
    `insert into sales_order (partner_id, status, total_amount, currency, fulfillment_status, version, created_at, updated_at)
     select 1, 'in_progress', 30, 'EUR', 'queued', 2, now(), now() from generate_series(1, $1::bigint)`,
    [orders],
  );
  await pool.query(
    `insert into order_item (order_id, product_id, sku, product_name, quantity, unit_price, line_total)
     select o.id, n, 'SKU-' || n, 'Canvas Tote Bag ' || n, 1, 10, 10 from sales_order o, generate_series(1, $1::bigint) n
     order by o.id, n`,
    [ITEMS],
  );
  await pool.query(
    `insert into delivery (partner_id, order_id, status, block_export, items, created_at, updated_at)
     select 1, o.id, 'pending', false, (
       select jsonb_agg(jsonb_build_object(
         'order_item_id', 'OI' || lpad(i.id::text, 5, '0'), 'sku', i.sku, 'quantity', 1, 'shipped_quantity', 0,
         'cancelled_quantity', 0, 'returned_quantity', 0, 'delivered_quantity', null, 'rejected', false,
         'estimated_from', null, 'estimated_until', null, 'confirmed_at', null, 'remark', null, 'invoice_number', null
       ) order by i.id) from order_item i where i.order_id = o.id
     ), now(), now() from sales_order o order by o.id`,
  );
  await pool.query('vacuum analyze sales_order, order_item, delivery');
}
