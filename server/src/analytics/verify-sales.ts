import { formatId } from '@commerce-integration/contract';
import type { Pool, PoolClient } from 'pg';
import { inTransaction } from '../database/in-transaction.ts';
import { ALL_PARTNERS } from './grains.ts';
import { SALES_CHECKS, type SalesCheck } from './sales-checks.ts';

export interface Verification {
  /** Number of comparisons made; fewer than all where it was stopped. */
  checks: number;
  differences: number;
  stopped: boolean;
}

export interface VerifyOptions {
  /** Called with a sentence for each of the first differences. */
  tell(difference: string): void;
  /** Largest number of differences passed to `tell`. */
  most: number;
  stop: AbortSignal;
}

interface Difference {
  total: string;
  bucket: Date;
  partner_id: string;
  product_id: string;
  currency: string;
  kept_orders: string | null;
  kept_units: string | null;
  kept_revenue: string | null;
  sold_orders: string | null;
  sold_units: string | null;
  sold_revenue: string | null;
}

/**
 * Recomputes all stored sums of analytics from the orders, and compares them. Uses one snapshot, so that new orders and
 * rollups do not matter.
 */
export function verifySales(pool: Pool, options: VerifyOptions): Promise<Verification> {
  return inTransaction(pool, (client) => compareAll(client, options), {
    mode: 'isolation level repeatable read read only',
  });
}

async function compareAll(client: PoolClient, { tell, most, stop }: VerifyOptions): Promise<Verification> {
  const found: Verification = { checks: 0, differences: 0, stopped: false };
  for (const check of SALES_CHECKS) {
    found.stopped = stop.aborted;
    if (found.stopped) break;
    const { rows } = await client.query<Difference>(
      `select *, count(*) over () as total from (${check.differences}) differences
       order by bucket, partner_id, product_id, currency limit $1`,
      [most],
    );
    for (const row of rows.slice(0, Math.max(0, most - found.differences))) tell(sentence(check, row));
    found.checks += 1;
    found.differences += Number(rows[0]?.total ?? 0);
  }
  return found;
}

function sentence({ table, grain }: SalesCheck, row: Difference): string {
  const partner =
    Number(row.partner_id) === ALL_PARTNERS ? 'all partners' : formatId('partner', Number(row.partner_id));
  const product = row.product_id === '0' ? '' : `, ${formatId('product', Number(row.product_id))}`;
  const kept = amounts(row.kept_orders, row.kept_units, row.kept_revenue);
  const sold = amounts(row.sold_orders, row.sold_units, row.sold_revenue);
  return `${table}, ${grain} of ${row.bucket.toISOString()}, ${partner}${product}, ${row.currency}: kept ${kept}; sold ${sold}`;
}

function amounts(orders: string | null, units: string | null, revenue: string | null): string {
  return orders === null ? 'nothing' : `${orders} orders, ${units} units, ${revenue}`;
}
