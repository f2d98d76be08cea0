import type { Pool } from 'pg';
import { inTransaction } from '../database/in-transaction.ts';
import { LOCKS, tryLockUntilCommit } from '../database/locks.ts';
import { ALL_PARTNERS, type Grain, PARTNER_GRAINS, PRODUCT_GRAINS, QUARTER } from './grains.ts';
import { PRODUCT_ORDERS } from './sales-sums.ts';

/** Number of recent sales that are rolled up in one transaction. */
const BATCH = 50_000;

/**
 * Rolls up recent sales into the sums. Reports add recent sales and sums in one statement, so they are correct whether
 * or not this has run or is running; it only keeps the number of rows that they read small. Several processes may call
 * it at the same time: one works, the others return at once.
 *
 * @returns how many recent sales were rolled up
 */
export async function rollUpSales(pool: Pool, batch = BATCH): Promise<number> {
  let moved = 0;
  for (;;) {
    const now = await rollUpBatch(pool, batch);
    moved += now;
    if (now < batch) return moved;
  }
}

function rollUpBatch(pool: Pool, batch: number): Promise<number> {
  return inTransaction(pool, async (client) => {
    if (!(await tryLockUntilCommit(client, LOCKS.salesRollup))) return 0;
    const { rows } = await client.query<{ moved: number }>(ROLL_UP, [batch]);
    return rows[0]?.moved ?? 0;
  });
}

/** A row for the bucket of each grain, from rows with a `quarter`. */
function inGrains(grains: readonly Grain[]): string {
  return `cross join lateral (values ${grains.map(({ code, bucketSql }) => `(${code}, ${bucketSql('quarter')})`).join(', ')}) grains (grain, bucket)`;
}

/** Tenancy: periodic work on every partner's sales, for no caller. */
const ROLL_UP = `
  with taken as (
    delete from recent_sales where ctid = any(array(select ctid from recent_sales limit $1)) returning *
  ),
  partner_quarter as (
    select ${QUARTER.bucketSql('sold_at')} as quarter, partner_id, currency, sum(orders) as order_count,
      sum((select sum(n) from unnest(units) n)) as units, sum((select sum(n) from unnest(revenue) n)) as revenue
    from taken group by 1, 2, 3
  ),
  product_quarter as (
    select ${QUARTER.bucketSql('sold_at')} as quarter, partner_id, product_id, currency,
      sum(${PRODUCT_ORDERS}) as order_count,
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
