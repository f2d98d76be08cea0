import type { ValidFromPrice } from '@commerce-integration/contract';
import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';
import { type Sql, sql } from '../database/sql.ts';

/** A price list: that of a product in a sales channel, or its base list. */
interface PriceListKey {
  readonly productId: number;
  /** Null for the base list. */
  readonly salesChannelId: number | null;
}

/** SQL of the latest entries of `list`. Tenancy: its products are of one partner, as the caller of the SQL states. */
const LATEST_VERSION = `select entries from price_list_version version
  where version.product_id = list.product_id and version.sales_channel_id = list.sales_channel_id
  order by version.set_at desc, version.id desc limit 1`;

/** SQL: whether a price list of the product of a row was set at or after a time. Tenancy: that of the row. */
export function hasPriceListSince(time: string): Sql {
  return sql`exists (
    select from price_list_version version where version.product_id = product.id and version.set_at >= ${time}
  )`;
}

/** SQL: whether an entry of a price list of the product of a row came into force since a time. Tenancy: that of the row. */
export function hasPriceInForceSince(time: string): Sql {
  return sql`exists (
    select from product_price entry
    where entry.product_id = product.id and entry.valid_from >= ${time} and entry.valid_from <= now()
  )`;
}

/** A price list of a product as it was last set. */
export interface CurrentPriceList extends PriceListKey {
  readonly entries: readonly ValidFromPrice[];
}

/**
 * All price lists of some products that have entries, by product and sales channel. Tenancy: the caller has read the
 * products as those of one partner.
 */
export async function currentPriceLists(em: UnitOfWork, productIds: readonly number[]): Promise<CurrentPriceList[]> {
  const { rows } = await sqlOf(em).query<{ product_id: string; sales_channel_id: string; entries: ValidFromPrice[] }>(
    `select list.product_id, list.sales_channel_id, latest.entries
     from (select distinct product_id, sales_channel_id from product_price where product_id = any($1::bigint[])) list
     cross join lateral (${LATEST_VERSION}) latest
     order by list.product_id, list.sales_channel_id`,
    [productIds],
  );
  return rows.map(({ product_id, sales_channel_id: channel, entries }) => ({
    productId: Number(product_id),
    salesChannelId: Number(channel) === 0 ? null : Number(channel),
    entries,
  }));
}

/**
 * The entries of price lists as they were last set, in the order of the keys; none where a product has no such list.
 * Tenancy: the caller has locked the products as those of one partner.
 */
export async function latestPriceLists(em: UnitOfWork, keys: readonly PriceListKey[]): Promise<ValidFromPrice[][]> {
  const { rows } = await sqlOf(em).query<{ place: string; entries: ValidFromPrice[] }>(
    `select list.place - 1 as place, latest.entries
     from unnest($1::bigint[], $2::bigint[]) with ordinality list (product_id, sales_channel_id, place)
     cross join lateral (${LATEST_VERSION}) latest`,
    [keys.map(({ productId }) => productId), keys.map(({ salesChannelId }) => salesChannelId ?? 0)],
  );
  const found = new Map(rows.map(({ place, entries }) => [Number(place), entries]));
  return keys.map((_, place) => found.get(place) ?? []);
}
