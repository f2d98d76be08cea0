import type { Pool } from 'pg';
import { holdConnection } from '../database/held-connection.ts';
import { ALL_PARTNERS, type Grain, PARTNER_GRAINS, PRODUCT_GRAINS, QUARTER } from './grains.ts';

/** Any number will do, as long as nobody else uses it. */
const SETTLING_LOCK = 7_301_984_214;
/** Orders that are moved in one transaction. */
const BATCH = 50_000;

/**
 * Moves recent sales into the sums. Reports add up both in one statement, so that they are right whether it has run or
 * not, and while it runs; it only keeps the rows few that they read. Any number of processes may call it at once: one
 * works, the others have nothing to do.
 *
 * @returns how many orders were moved
 */
export async function rollUpSales(pool: Pool, batch = BATCH): Promise<number> {
  let moved = 0;
  for (;;) {
    const now = await finishBatch(pool, batch);
    moved += now;
    if (now < batch) return moved;
  }
}

async function finishBatch(pool: Pool, batch: number): Promise<number> {
  let failure: Error | undefined;
  // Where the connection breaks, the next query on it says so.
  const connection = await holdConnection(pool, () => undefined);
  const { client } = connection;
  try {
    await client.query('begin');
    const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_xact_lock($1) as mine', [
      SETTLING_LOCK,
    ]);
    const moved = rows[0]?.mine ? await client.query<{ moved: number }>(SETTLE, [batch]) : undefined;
    await client.query('commit');
    return moved?.rows[0]?.moved ?? 0;
  } catch (error) {
    failure = error as Error;
    throw error;
  } finally {
    // A connection whose transaction has failed is closed, which rolls it back.
    connection.release(failure);
  }
}

/** A row for each grain's bucket, of rows that have a `quarter`. */
function inGrains(grains: readonly Grain[]): string {
  return `cross join lateral (values ${grains.map(({ code, bucketSql }) => `(${code}, ${bucketSql('quarter')})`).join(', ')}) grains (grain, bucket)`;
}

const SETTLE = `
  with taken as (
    delete from recent_sales where ctid = any(array(select ctid from recent_sales limit $1)) returning *
  ),
  partner_quarter as (
    select ${QUARTER.bucketSql('sold_at')} as quarter, partner_id, currency, count(*) as order_count,
      sum((select sum(n) from unnest(units) n)) as units, sum((select sum(n) from unnest(revenue) n)) as revenue
    from taken group by 1, 2, 3
  ),
  product_quarter as (
    select ${QUARTER.bucketSql('sold_at')} as quarter, partner_id, product_id, currency,
      -- A product that stands in several items of an order was still ordered once.
      count(*) filter (where array_position(product_ids, product_id) = place) as order_count,
      sum(item.units) as units, sum(item.revenue) as revenue
    from taken cross join lateral
      unnest(product_ids, taken.units, taken.revenue) with ordinality item (product_id, units, revenue, place)
    group by 1, 2, 3, 4
  ),
  by_product as (
    insert into product_sales (grain, partner_id, bucket, product_id, currency, order_count, units, revenue, revenue_rest)
    select grain, partner_id, bucket, product_id, currency, sum(order_count), sum(units), trunc(sum(revenue)),
      (sum(revenue) - trunc(sum(revenue))) * 10000
    from product_quarter ${inGrains(PRODUCT_GRAINS)}
    group by grain, partner_id, bucket, product_id, currency
    order by grain, bucket, partner_id, product_id
    on conflict (grain, partner_id, bucket, product_id, currency) do update set
      order_count = product_sales.order_count + excluded.order_count,
      units = product_sales.units + excluded.units,
      revenue = product_sales.revenue + excluded.revenue,
      revenue_rest = product_sales.revenue_rest + excluded.revenue_rest
  ),
  by_partner as (
    insert into partner_sales (grain, partner_id, bucket, currency, order_count, units, revenue)
    select grain, coalesce(partner_id, ${ALL_PARTNERS}), bucket, currency, sum(order_count), sum(units), sum(revenue)
    from partner_quarter ${inGrains(PARTNER_GRAINS)}
    group by grouping sets ((grain, bucket, partner_id, currency), (grain, bucket, currency))
    order by grain, bucket, partner_id
    on conflict (grain, partner_id, bucket, currency) do update set
      order_count = partner_sales.order_count + excluded.order_count,
      units = partner_sales.units + excluded.units,
      revenue = partner_sales.revenue + excluded.revenue
  )
  select count(*)::integer as moved from taken`;
