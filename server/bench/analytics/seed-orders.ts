import type { Pool } from 'pg';

export const PARTNERS = 200;
const PRODUCTS_EACH = 100;

/**
 * Fills the tables of orders with orders of three items, the same ones each time, spread evenly over two years that end
 * at `end`, over 200 partners and their 100 products each: what is spread evenly sums up least. Partners sell in two
 * or three currencies.
 */
export async function seedOrders(pool: Pool, orders: number, end: Date): Promise<void> {
  await pool.query(
    `insert into partner (id, name, status, created_at, updated_at)
     select n, 'Partner ' || n, 'active', now(), now() from generate_series(1, $1::bigint) n`,
    [PARTNERS],
  );
  await pool.query(
    `insert into product (id, partner_id, feed_id, sku, product_name, price, currency, availability, created_at, updated_at)
     select (p - 1) * $2::bigint + n, p, 1, 'SKU-' || n, 'Product ' || n, 1 + n * 7919 % 9999,
       (array['USD', 'EUR', 'JPY'])[n % (2 + p % 2) + 1], 'in_stock', now(), now()
     from generate_series(1, $1::bigint) p, generate_series(1, $2::bigint) n`,
    [PARTNERS, PRODUCTS_EACH],
  );
  await pool.query('analyze partner, product');
  await pool.query(
    `insert into sales_order (id, partner_id, status, total_amount, currency, created_at, updated_at)
     select n, p, 'created', 0, (array['USD', 'EUR', 'JPY'])[abs(hashint8(n)::bigint) % (2 + p % 2) + 1], at, at
     from generate_series(1, $1::bigint) n,
       lateral (select n * 7919 % $2::bigint + 1 as p,
         $3::timestamptz - interval '2 years' * ((n - 0.5) / $1) as at) order_of`,
    [orders, PARTNERS, end],
  );
  await pool.query(
    `insert into order_item (order_id, product_id, sku, product_name, quantity, unit_price, line_total)
     select o.id, p.id, p.sku, p.product_name, q, p.price, p.price * q
     from sales_order o cross join generate_series(0, 2) i
       cross join lateral (select 2 + o.partner_id % 2 as currencies, 1 + (o.id + i) % 3 as q) d
       cross join lateral (select (abs(hashint8(o.id + 7)::bigint) + i * 11) % ($1::bigint / currencies) as place) e
       join product p on p.id = (o.partner_id - 1) * $1::bigint
         + place * currencies + array_position(array['USD', 'EUR', 'JPY'], o.currency) - 1
         + case when o.currency = 'USD' then currencies else 0 end`,
    [PRODUCTS_EACH],
  );
  await pool.query(
    `update sales_order o set total_amount = t.total
     from (select order_id, sum(line_total) as total from order_item group by 1) t where t.order_id = o.id`,
  );
  await pool.query('vacuum full sales_order');
  await pool.query('vacuum analyze');
}
