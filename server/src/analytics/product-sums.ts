import { type Sql, sql } from '../database/sql.ts';
import type { Range } from './calendar-segments.ts';
import { PRODUCT_GRAINS, YEAR } from './grains.ts';
import { PRODUCT_ORDERS, readingOf, type SalesWanted, soldInEdge, soldWithin, wantedOf } from './sales-sums.ts';

// Tenancy of this file: `wanted` says whose sales are read; `salesReport` gets it from `reportedPartner`.

/**
 * SQL for the sales of each product in a range: a relation with `product_id`, `currency`, `order_count`, `units`, and
 * the revenue as `revenue`, in whole major units, and `revenue_rest`, in ten-thousandths, from 0 to 9999. Exact and
 * consistent, like `partnerSales`.
 *
 * Summed up partner by partner: the hash table for one partner's products fits into the processor's cache; one for all
 * partners' products does not, and takes twice as long.
 */
export function productSales(range: Range, wanted: SalesWanted): Sql {
  const { segments, counted, edges } = readingOf(range, PRODUCT_GRAINS, wanted);
  const who = wantedOf(wanted);
  const inCurrency = wantedOf({ partner: null, currency: wanted.currency });
  return sql`with fresh as materialized (
      ${freshItems(counted, edges, who)}
    ),
    seller as (
      select partner_id, fresh_products, fresh_currencies, fresh_orders, fresh_units, fresh_revenue, fresh_rest
      from (${sellersOf(wanted)} union select partner_id from fresh) seller left join (
        select partner_id, array_agg(product_id) as fresh_products, array_agg(currency) as fresh_currencies,
          array_agg(order_count) as fresh_orders, array_agg(units) as fresh_units,
          array_agg(trunc(revenue)::bigint) as fresh_revenue,
          array_agg(((revenue - trunc(revenue)) * 10000)::bigint) as fresh_rest
        from fresh group by partner_id
      ) fresh using (partner_id)
    )
    select product_id, currency, order_count, units, revenue + (rest - rest_left) / 10000 as revenue,
      rest_left as revenue_rest
    from seller cross join lateral (
      select product_id, currency, bigint_sum(order_count) as order_count, bigint_sum(units) as units,
        bigint_sum(revenue) as revenue, bigint_sum(revenue_rest) as rest
      from (
        select product_id, currency, sign * order_count as order_count, sign * units as units,
          sign * revenue as revenue, sign * revenue_rest as revenue_rest
        from ${segments} cross join lateral (
          select product_id, currency, order_count, units, revenue, revenue_rest from product_sales
          where grain = segment.grain and partner_id = seller.partner_id and bucket >= segment.begin
            and bucket < segment.finish and ${inCurrency}
          offset 0
        ) rolled_up
        union all
        select * from
          unnest(fresh_products, fresh_currencies, fresh_orders, fresh_units, fresh_revenue, fresh_rest)
      ) sold group by product_id, currency having bigint_sum(order_count) > 0
    ) sums cross join lateral (select (rest % 10000 + 10000) % 10000 as rest_left) rests`;
}

/** All partners with rolled-up sales. */
function sellersOf({ partner }: SalesWanted): Sql {
  if (partner !== null) return sql`select ${partner}::bigint as partner_id`;
  return sql`select distinct partner_id from partner_sales where grain = ${sql.lit(YEAR.code)} and partner_id > 0`;
}

/** Sales that are not rolled up yet, or must be subtracted from the sums. */
function freshItems(counted: Range, edges: Sql, condition: Sql): Sql {
  return sql`select partner_id, product_id, currency, ${sql.raw(PRODUCT_ORDERS)}::bigint as order_count,
        item.units, item.revenue::numeric as revenue
      from recent_sales cross join lateral
        unnest(product_ids, recent_sales.units, recent_sales.revenue) with ordinality item (product_id, units, revenue, place)
      where ${soldWithin(counted)} and ${condition}
      union all
      select partner_id, product_id, currency, sign * count(distinct order_id), sign * sum(units)::bigint, sign * sum(revenue)
      from ${edges} cross join lateral (${soldInEdge(condition)}) sold
      group by edge.begin, sign, partner_id, product_id, currency`;
}
