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
 * is there. It adds one row and waits for nobody.
 */
export async function recordSale(em: UnitOfWork, { partnerId, currency, soldAt, items }: Sale): Promise<void> {
  await em.execute(
    `insert into recent_sales (sold_at, partner_id, currency, product_ids, units, revenue) values (?, ?, ?, ?, ?, ?)`,
    [
      soldAt.toISOString(),
      partnerId,
      currency,
      arrayOf(items.map((item) => item.productId)),
      arrayOf(items.map((item) => item.units)),
      arrayOf(items.map((item) => item.revenue)),
    ],
  );
}

function arrayOf(values: readonly (number | string)[]): string {
  return `{${values.join(',')}}`;
}
