import { idSql } from '../database/json-sql.ts';
import type { Invariant } from '../feature/define-feature.ts';
import { SOLD_ITEMS } from '../orders/sold-items.ts';
import { ALL_PARTNERS, type Grain, PARTNER_GRAINS, PRODUCT_GRAINS, QUARTER } from './grains.ts';
import { PRODUCT_ORDERS, TOTAL_REVENUE, TOTAL_UNITS } from './sales-sums.ts';

// Tenancy of this file: a command of the operator, for every partner's sales.

/** A comparison of stored sums with their expected values. */
export interface SalesCheck {
  table: 'partner_sales' | 'product_sales';
  grain: Grain['name'];
  /**
   * SQL for every difference: `bucket`, `partner_id`, `product_id` (0 for sums of partners), `currency`, and the stored
   * (`kept_…`) and expected (`sold_…`) `orders`, `units` and `revenue`, null where there is no row.
   */
  differences: string;
}

const KEY = 'partner_id, product_id, currency';
const SUMS = 'sum(orders) as orders, sum(units) as units, sum(revenue) as revenue';

/** The stored sums of a grain in each table. */
const KEPT: Record<SalesCheck['table'], (grain: Grain) => string> = {
  partner_sales: ({ code }) => `
    select bucket, partner_id, 0::bigint as product_id, currency, order_count as orders, units, revenue
    from partner_sales where grain = ${code}`,
  product_sales: ({ code }) => `
    select bucket, partner_id, product_id, currency, order_count as orders, units,
      revenue + revenue_rest * 0.0001 as revenue
    from product_sales where grain = ${code}`,
};

/** The sales that are not rolled up yet. */
const RECENT: Record<SalesCheck['table'], string> = {
  partner_sales: `
    select ${QUARTER.bucketSql('sold_at')}, whose, 0, currency, orders, ${TOTAL_UNITS}, ${TOTAL_REVENUE}
    from recent_sales cross join lateral (values (partner_id), (${ALL_PARTNERS})) partner (whose)`,
  product_sales: `
    select ${QUARTER.bucketSql('sold_at')}, partner_id, product_id, currency,
      ${PRODUCT_ORDERS}, item.units, item.revenue
    from recent_sales cross join lateral
      unnest(product_ids, recent_sales.units, recent_sales.revenue) with ordinality item (product_id, units, revenue, place)`,
};

/** The sales of each quarter of an hour, from the orders. */
const SOLD: Record<SalesCheck['table'], string> = {
  partner_sales: `
    select bucket, whose as partner_id, 0::bigint as product_id, currency, count(*) as orders, sum(units) as units,
      sum(revenue) as revenue
    from (
      select ${QUARTER.bucketSql('sold_at')} as bucket, partner_id, currency, sum(units) as units, sum(revenue) as revenue
      from ${SOLD_ITEMS} sold group by order_id, sold_at, partner_id, currency
    ) sold_order cross join lateral (values (partner_id), (${ALL_PARTNERS})) partner (whose)
    group by 1, 2, 4`,
  product_sales: `
    select ${QUARTER.bucketSql('sold_at')} as bucket, ${KEY}, count(distinct order_id) as orders, sum(units) as units,
      sum(revenue) as revenue
    from ${SOLD_ITEMS} sold group by 1, 2, 3, 4`,
};

const GRAINS = { partner_sales: PARTNER_GRAINS, product_sales: PRODUCT_GRAINS };

/**
 * Compares the sums of quarters of an hour, including recent sales, with the orders, and the sums of longer grains with
 * those of their quarters.
 */
export const SALES_CHECKS: readonly SalesCheck[] = (['partner_sales', 'product_sales'] as const).flatMap((table) =>
  GRAINS[table].map((grain) => ({
    table,
    grain: grain.name,
    differences:
      grain === QUARTER
        ? differences(
            `select bucket, ${KEY}, ${SUMS} from (${KEPT[table](grain)} union all ${RECENT[table]}) kept group by bucket, ${KEY}`,
            SOLD[table],
          )
        : differences(
            KEPT[table](grain),
            `select ${grain.bucketSql('bucket')} as bucket, ${KEY}, ${SUMS} from (${KEPT[table](QUARTER)}) quarters
             group by 1, ${KEY}`,
          ),
  })),
);

/** The sums of a side: a missing row equals one of zeros, which remains where orders were cancelled. */
function given(side: string): string {
  return `(coalesce(${side}.orders, 0), coalesce(${side}.units, 0), coalesce(${side}.revenue, 0))`;
}

function differences(kept: string, right: string): string {
  const columns = (of: string) => ['orders', 'units', 'revenue'].map((column) => `${of}.${column} as ${of}_${column}`);
  return `select bucket, ${KEY}, ${[...columns('kept'), ...columns('sold')].join(', ')}
    from (${kept}) kept full join (${right}) sold using (bucket, ${KEY})
    where ${given('kept')} <> ${given('sold')}`;
}

/**
 * Invariants of the sums of analytics. `verify-analytics` prints the differences.
 *
 * Tenancy: a command of the operator, for every partner's sales.
 */
export const ANALYTICS_INVARIANTS: readonly Invariant[] = SALES_CHECKS.map(({ table, grain, differences }) => ({
  name: `${table.replace('_', '-')}-${grain.replaceAll(' ', '-')}`,
  holds: `The sums of \`${table}\` by ${grain} agree with the orders.`,
  violations: `select ${idSql('partner', 'partner_id')} || ' ' || bucket || ' ' || currency as id
    from (${differences}) difference`,
}));
