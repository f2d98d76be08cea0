import type { Pool } from 'pg';

/** Fills the catalogue with one partner's products, the same in each run, a tenth of them without brand or price. */
export async function seedProducts(pool: Pool, rows: number): Promise<void> {
  await pool.query(
    `insert into partner (id, name, name_key, status, created_at, updated_at)
     values (1, 'Bench Partner', 'bench partner', 'active', now(), now())`,
  );
  await pool.query(
    `insert into product (id, partner_id, feed_id, sku, product_name, description, brand, category, price, currency,
       availability, attributes, created_at, updated_at)
     select n, 1, 1, 'SKU-' || lpad(n::text, 8, '0'), 'Product ' || md5(n::text),
       'A description of ordinary length for product number ' || n || ', which nobody will ever read to its end.',
       case when n % 10 <> 0 then 'Brand ' || (n * 7919 % 500) end, 'Category ' || (n * 104729 % 200),
       case when n % 10 <> 0 then (n * 15485863 % 99999)::numeric / 100 + 1 end, 'USD',
       'in_stock', '{"colour": "red"}', now() - make_interval(secs => (n % 86400)::int), now() - make_interval(secs => (n * 31 % 86400)::int)
     from generate_series(1, $1::bigint) n`,
    [rows],
  );
  // Records the change for the search index, like a load.
  await pool.query('insert into catalogue_change (partner_id, changed_at) select 1, min(updated_at) from product');
  await pool.query('vacuum analyze product');
}

/** Adds products of a second partner, whose IDs begin at `first`, and which alone contain the word `rarity`. */
export async function seedSmallPartner(pool: Pool, first: number, rows: number): Promise<void> {
  await pool.query(
    `insert into partner (id, name, name_key, status, created_at, updated_at)
     values (2, 'Small Partner', 'small partner', 'active', now(), now())`,
  );
  await pool.query(
    `insert into product (id, partner_id, feed_id, sku, product_name, category, price, currency, attributes, created_at, updated_at)
     select n, 2, 2, 'RARE-' || n, 'Rarity ' || n, 'Category 7', 10, 'USD', '{}', now(), now()
     from generate_series($1::bigint, $1::bigint + $2::bigint - 1) n`,
    [first, rows],
  );
  await pool.query('insert into catalogue_change (partner_id, changed_at) values (2, now())');
  await pool.query('vacuum analyze product');
}
