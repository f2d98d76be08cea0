import type { Pool } from 'pg';

export const PARTNERS = 200;
const PRODUCTS_EACH = 100;

/**
 * Fills the tables of orders with orders of three items, the same in each run, spread evenly over the two years before
 * `end`, over 200 partners, and over their 100 products each: an even distribution gives the most sums. Partners sell
 * in two or three currencies.
 */
export async function seedOrders(pool: Pool, orders: number, end: Date): Promise<void> {
  await pool.query(
    `insert into partner (id, name, name_key, status, created_at, updated_at)
     select n, 'Partner ' || n, 'partner ' || n, 'active', now(), now() from generate_series(1, $1::bigint) n`,
    [PARTNERS],
  );
  await pool.query(
    `insert into product
       (id, partner_id, feed_id, sku, product_name, price, currency, availability, created_at, updated_at)
     select (p - 1) * $2::bigint + n, p, 1, 'SKU-' || n, 'Product ' || n, 1 + n * 7919 % 9999,
       (array['USD', 'EUR', 'JPY'])[n % (2 + p % 2) + 1], 'in_stock', now(), now()
     from generate_series(1, $1::bigint) p, generate_series(1, $2::bigint) n`,
    [PARTNERS, PRODUCTS_EACH],
  );
  await pool.query('analyze partner, product');
  const client = await pool.connect();
  try {
    await makeOrders((text, values) => client.query(text, values), orders, end);
  } finally {
    client.release();
  }
  await pool.query('vacuum analyze sales_order, order_item');
}

async function makeOrders(
  query: (text: string, values?: unknown[]) => Promise<unknown>,
  orders: number,
  end: Date,
): Promise<void> {
  // Created in a temporary table, since an order's total is known only when its items are.
  await query(
    `create temporary table planned_item as
     select planned.id, at, planned.partner_id, orders_currency as currency, p.id as product_id, p.sku, p.product_name, p.price,
       1 + (planned.id + place) % 3 as quantity
     from (
       select n as id, $2::timestamptz - interval '2 years' * ((n - 0.5) / $1::bigint) as at,
         n * 7919 % ${PARTNERS} + 1 as partner_id, abs(hashint8(n)::bigint) as chance,
         abs(hashint8(n + 7)::bigint) as other_chance
       from generate_series(1, $1::bigint) n
     ) planned
       cross join lateral (select 2 + planned.partner_id % 2 as currencies) of_partner
       cross join lateral (select (array['USD', 'EUR', 'JPY'])[chance % currencies + 1] as orders_currency) in_currency
       cross join generate_series(0, 2) place
       -- Of the products of the currency, three in a row of elevens.
       join product p on p.id = (planned.partner_id - 1) * ${PRODUCTS_EACH} + chance % currencies
         + case when chance % currencies = 0 then currencies else 0 end
         + (other_chance + place * 11) % (${PRODUCTS_EACH} / currencies) * currencies`,
    [orders, end],
  );
  await query(
    `insert into sales_order (id, partner_id, status, total_amount, currency, created_at, updated_at)
     select id, partner_id, 'created', sum(price * quantity), currency, at, at
     from planned_item group by id, partner_id, currency, at order by id`,
  );
  await query(
    `insert into order_item (order_id, product_id, sku, product_name, quantity, unit_price, line_total)
     select id, product_id, sku, product_name, quantity, price, price * quantity from planned_item order by id`,
  );
  await query('drop table planned_item');
  await query(`select setval('order_id_seq', max(id)) from sales_order`);
}
