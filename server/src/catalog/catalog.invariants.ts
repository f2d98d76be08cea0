import { idSql } from '../database/json-sql.ts';
import type { Invariant } from '../feature/define-feature.ts';
import { SEARCHED_TEXT } from './search/search-candidates.ts';

// Tenancy of this file: a command of the operator, for every partner's products.

/** Invariants of products. */
export const CATALOG_INVARIANTS: readonly Invariant[] = [
  {
    name: 'product-feeds',
    holds: 'A product was loaded by a feed of its own partner.',
    over: 'product',
    violations: `select ${idSql('product', 'product.id')} as id from product join feed on feed.id = product.feed_id
      where product.id >= $1 and product.id < $2 and feed.partner_id <> product.partner_id`,
  },
  {
    name: 'product-currencies',
    holds: 'A product with a price has a currency.',
    over: 'product',
    violations: `select ${idSql('product', 'id')} as id from product
      where id >= $1 and id < $2 and price is not null and currency is null`,
  },
  {
    name: 'product-history',
    holds: 'The latest recorded change of a product matches its current price, currency and availability.',
    over: 'product',
    violations: `select ${idSql('product', 'product.id')} as id from product cross join lateral (
        select price_to, currency_to, availability_to from product_change
        where product_id = product.id order by id desc limit 1
      ) latest
      where product.id >= $1 and product.id < $2 and (latest.price_to, latest.currency_to, latest.availability_to)
        is distinct from (product.price, product.currency, product.availability)`,
  },
  {
    name: 'product-search',
    holds: 'The search index has the text of each product, or the product is marked as not indexed yet.',
    over: 'product',
    violations: `select ${idSql('product', 'product.id')} as id
      from product left join product_search known on known.product_id = product.id
      where product.id >= $1 and product.id < $2 and known.words is distinct from lower(${SEARCHED_TEXT})
        and not exists (
          select from product_search_due due
          where due.partner_id = product.partner_id and (due.changed_at, due.after_id) < (product.updated_at, product.id)
        )`,
  },
];
