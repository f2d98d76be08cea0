import type { UnitOfWork } from '../database/orm.ts';

/** What analytics need to know of an order. */
export interface Sale {
  partnerId: number;
  /** ISO 4217 code. */
  currency: string;
  soldAt: Date;
  /** At least one; a product may stand in several. `revenue` is in major units, as exact decimal text: `49.99`. */
  items: readonly { productId: number; units: number; revenue: string }[];
}

/**
 * Counts an order for analytics, in the order's own transaction: it is in the reports when, and only when, the order
 * is there. Call it last: an order that changes a row holds it until its commit.
 *
 * Rows are written in the order of their key, so that two orders never wait for each other in a circle.
 */
export async function recordSale(em: UnitOfWork, { partnerId, currency, soldAt, items }: Sale): Promise<void> {
  await em.execute(RECORD, [
    soldAt.toISOString(),
    partnerId,
    currency,
    arrayOf(items.map((item) => item.productId)),
    arrayOf(items.map((item) => item.units)),
    arrayOf(items.map((item) => item.revenue)),
  ]);
}

const RECORD = `
  insert into recent_sales (bucket, partner_id, product_id, currency, slot, order_count, units, revenue)
  select date_bin('15 minutes', ?::timestamptz, timestamptz '2000-01-01Z'), ?::bigint, coalesce(product_id, 0), ?::text,
    pg_backend_pid() % 16, 1, sum(units), sum(revenue)
  from unnest(?::bigint[], ?::bigint[], ?::numeric[]) as item (product_id, units, revenue)
  group by grouping sets ((product_id), ())
  order by coalesce(product_id, 0)
  on conflict (product_id, bucket, partner_id, currency, slot) do update set
    order_count = recent_sales.order_count + 1,
    units = recent_sales.units + excluded.units,
    revenue = recent_sales.revenue + excluded.revenue`;

function arrayOf(values: readonly (number | string)[]): string {
  return `{${values.join(',')}}`;
}
