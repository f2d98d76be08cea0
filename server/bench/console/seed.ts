import type { Pool } from 'pg';
import { ALL_PARTNERS, PARTNER_GRAINS } from '../../src/analytics/grains.ts';
import { seedFeeds } from '../analytics/seed-feeds.ts';
import { PARTNERS, seedOrders } from '../analytics/seed-orders.ts';

/** The objects that the console shows. */
export interface Sizes {
  products: number;
  orders: number;
}

/** Fills a migrated database: products, orders with references, feeds and their loads, events and deliveries. */
export async function seed(pool: Pool, { products, orders }: Sizes, end: Date): Promise<void> {
  const step = async (what: string, work: () => Promise<unknown>) => {
    const start = performance.now();
    await work();
    process.stdout.write(`${what}: ${((performance.now() - start) / 1000).toFixed(0)} s\n`);
  };
  await step(`${orders} orders`, () => seedOrders(pool, orders, end));
  await step('their references', () =>
    pool.query(`update sales_order set customer_reference = 'PO-' || to_char(created_at, 'YYYY') || '-' || id`),
  );
  await step('their sums', () => seedSums(pool));
  await step(`${products} products`, () =>
    pool.query(
      `insert into product (id, partner_id, feed_id, sku, product_name, brand, price, currency, availability, created_at,
         updated_at)
       select 1000000000 + n, n % $2::bigint + 1, 1, 'ART-' || n, (array['Trail', 'Road', 'City', 'Alpine'])[n % 4 + 1] || ' shoe ' || n,
         'Brand ' || n % 100, 1 + n % 9999, 'EUR', 'in_stock', now(), now()
       from generate_series(1, $1::bigint - (select count(*) from product)) n`,
      [products, PARTNERS],
    ),
  );
  await step(`${orders * 0.15} loads`, () => seedFeeds(pool, orders * 0.15, end));
  await step(`${orders * 0.1} events and deliveries`, () => seedEvents(pool, orders * 0.1));
  await step('statistics', () => pool.query('vacuum analyze'));
}

/**
 * Inserted as the rollup does, but in one statement; without those of products, which the console does not read here.
 */
async function seedSums(pool: Pool): Promise<void> {
  const grains = PARTNER_GRAINS.map(({ code, bucketSql }) => `(${code}, ${bucketSql('created_at')})`).join(', ');
  await pool.query(
    `insert into partner_sales
     select grain, coalesce(partner_id, ${ALL_PARTNERS}), bucket, currency, count(*), count(*) * 3, sum(total_amount)
     from sales_order cross join lateral (values ${grains}) grains (grain, bucket)
     group by grain, bucket, currency, grouping sets ((partner_id), ())`,
  );
}

/** The events of a day, each delivered to the subscription of its partner; one in a thousand failed. */
async function seedEvents(pool: Pool, events: number): Promise<void> {
  await pool.query(
    `insert into webhook (partner_id, url, events, ordered, max_in_flight, header_names, secret, status, created_at, updated_at)
     select id, 'https://partner-' || id || '.example/hooks', '{*}', false, 5, '{}', 'none', 'active', now(), now()
     from partner`,
  );
  await pool.query(
    `insert into event (event_type, partner_id, subject_id, data, occurred_at)
     select 'order.created', n % $2::bigint + 1, 'OR' || lpad(n::text, 5, '0'), '{}', now() - interval '1 day' * (n::float8 / $1::bigint)
     from generate_series(1, $1::bigint) n`,
    [events, PARTNERS],
  );
  await pool.query(
    `insert into webhook_delivery (webhook_id, partner_id, event_id, event_at, event_type, event_partner_id, status, failed_at, created_at)
     select partner_id, partner_id, id, occurred_at, event_type, partner_id,
       case when id % 1000 = 0 then 'failed' else 'succeeded' end, case when id % 1000 = 0 then occurred_at end, occurred_at
     from event`,
  );
}
