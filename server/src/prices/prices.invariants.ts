import { idSql } from '../database/json-sql.ts';
import type { Invariant } from '../feature/define-feature.ts';

// Tenancy of this file: a command of the operator, for every partner's prices.

/** Invariants of price lists. */
export const PRICE_INVARIANTS: readonly Invariant[] = [
  {
    name: 'price-lists',
    holds: 'The stored prices are those of the latest version of each price list.',
    over: 'product',
    violations: `select distinct ${idSql('product', 'product_id')} as id from (
        select product_id, sales_channel_id, valid_from, price, currency from product_price
        where product_id >= $1 and product_id < $2
      ) current full join (
        select latest.product_id, latest.sales_channel_id, entry.* from (
          select distinct on (product_id, sales_channel_id) product_id, sales_channel_id, entries
          from price_list_version where product_id >= $1 and product_id < $2
          order by product_id, sales_channel_id, set_at desc, id desc
        ) latest cross join lateral
          jsonb_to_recordset(latest.entries) as entry (valid_from timestamptz, price numeric, currency text)
      ) listed using (product_id, sales_channel_id, valid_from)
      where (current.price, current.currency) is distinct from (listed.price, listed.currency)`,
  },
  {
    name: 'price-timelines',
    holds: 'The entries of a price list do not overlap in time, so that one price is in force at a time.',
    over: 'price_list_version',
    violations: `select distinct ${idSql('product', 'product_id')} as id from (
        select product_id, valid_from <= lag(valid_from) over (partition by id order by place) as is_behind
        from price_list_version cross join lateral rows from (
          jsonb_to_recordset(entries) as (valid_from timestamptz)
        ) with ordinality as entry (valid_from, place)
        where id >= $1 and id < $2
      ) entry where is_behind`,
  },
  {
    name: 'price-versions',
    holds: 'A later version of a price list was not set before an earlier one.',
    over: 'price_list_version',
    violations: `select ${idSql('product', 'product_id')} as id from price_list_version version
      where id >= $1 and id < $2 and id > (
        select id from price_list_version after
        where after.product_id = version.product_id and after.sales_channel_id = version.sales_channel_id
          and (after.set_at, after.id) > (version.set_at, version.id)
        order by after.set_at, after.id limit 1
      )`,
  },
];
