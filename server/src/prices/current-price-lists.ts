import type { ValidFromPrice } from '@commerce-integration/contract';
import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';
import type { PriceListKey } from './latest-price-lists.ts';

/** A price list of a product as it was last set. */
export interface CurrentPriceList extends PriceListKey {
  readonly entries: readonly ValidFromPrice[];
}

/**
 * All price lists of some products, by product and sales channel. Tenancy: the caller has read the products as those of
 * one partner.
 */
export async function currentPriceLists(em: UnitOfWork, productIds: readonly number[]): Promise<CurrentPriceList[]> {
  const { rows } = await sqlOf(em).query<{ product_id: string; sales_channel_id: string; entries: ValidFromPrice[] }>(
    `select distinct on (product_id, sales_channel_id) product_id, sales_channel_id, entries
     from price_list_version where product_id = any($1::bigint[])
     order by product_id, sales_channel_id, id desc`,
    [productIds],
  );
  return rows.map(({ product_id, sales_channel_id: channel, entries }) => ({
    productId: Number(product_id),
    salesChannelId: Number(channel) === 0 ? null : Number(channel),
    entries,
  }));
}
