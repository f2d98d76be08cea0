import type { Product } from '@commerce-integration/contract';
import { idSql, objectSql, timeSql } from '../database/json-sql.ts';
import { type Sql, sql } from '../database/sql.ts';
import { partnerNameSql } from '../partners/partners.queries.ts';

const FIELDS: Record<Exclude<keyof Product, 'price_source'>, string> = {
  product_id: idSql('product', 'id'),
  feed_id: idSql('feed', 'feed_id'),
  partner_id: idSql('partner', 'partner_id'),
  partner_name: partnerNameSql('product.partner_id'),
  sku: 'sku',
  product_name: 'product_name',
  description: 'description',
  brand: 'brand',
  category: 'category',
  price: 'trim_scale(price)',
  currency: 'currency',
  availability: 'availability',
  attributes: 'attributes',
  created_at: timeSql('created_at'),
  updated_at: timeSql('updated_at'),
};

/** The presenter of products: builds the contract's JSON from a row of `product`. */
export const PRODUCT_JSON = objectSql(FIELDS);

/**
 * Like {@link PRODUCT_JSON}, with the price in force instead of the feed's price.
 *
 * @param priceSql one row of `price`, `currency` and `source`, for the row `product`
 */
export function productJsonWithPrice(priceSql: Sql): Sql {
  const { price: _price, currency: _currency, availability, attributes, created_at, updated_at, ...before } = FIELDS;
  const inForce = {
    price: 'trim_scale(in_force.price)',
    currency: 'in_force.currency',
    price_source: 'in_force.source',
  };
  const fields = { ...before, ...inForce, availability, attributes, created_at, updated_at };
  return objectSql(fields, sql`${priceSql} in_force`);
}
