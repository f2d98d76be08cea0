import type { PriceWanted } from '../catalog/price-in-force-sql.ts';
import { kept } from '../database/kept-statements.ts';
import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';

/** A price of a list, in major units, exact. */
export interface ListedPrice {
  price: string;
  currency: string;
}

/**
 * The prices of products from price lists, with one statement: the channel's list takes precedence over the base list.
 * For the present time or later, from the current lists.
 *
 * @returns prices by the products' numbers, without products that have no listed price at that time
 */
export async function listedPrices(
  em: UnitOfWork,
  numbers: Iterable<number>,
  { salesChannelId, at }: PriceWanted,
): Promise<Map<number, ListedPrice>> {
  const { rows } = await sqlOf(em).query<ListedPrice & { product: string }>(LISTED_PRICES, [
    [...numbers],
    salesChannelId ?? 0,
    at.toISOString(),
  ]);
  return new Map(rows.map(({ product, price, currency }) => [Number(product), { price, currency }]));
}

/** The base list is channel 0. Tenancy: products that the caller has locked. */
const LISTED_PRICES = kept(`select distinct on (product_id) product_id as product, price, currency from product_price
  where product_id = any($1::bigint[]) and sales_channel_id in (0, $2) and valid_from <= $3::timestamptz
  order by product_id, sales_channel_id desc, valid_from desc`);
