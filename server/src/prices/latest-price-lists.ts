import type { ValidFromPrice } from '@commerce-integration/contract';
import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';

// Tenancy of this file: the caller has locked the products as those of one partner.

/** A price list: that of a product in a sales channel, or its base list. */
export interface PriceListKey {
  readonly productId: number;
  /** Null for the base list. */
  readonly salesChannelId: number | null;
}

/** The entries of price lists as they were last set, in the order of the keys; none where a product has no such list. */
export async function latestPriceLists(em: UnitOfWork, keys: readonly PriceListKey[]): Promise<ValidFromPrice[][]> {
  const { rows } = await sqlOf(em).query<{ place: string; entries: ValidFromPrice[] }>(
    `select list.place - 1 as place, latest.entries
     from unnest($1::bigint[], $2::bigint[]) with ordinality list (product_id, sales_channel_id, place)
     cross join lateral (
       select entries from price_list_version version
       where version.product_id = list.product_id and version.sales_channel_id = list.sales_channel_id
       order by version.id desc limit 1
     ) latest`,
    [keys.map(({ productId }) => productId), keys.map(({ salesChannelId }) => salesChannelId ?? 0)],
  );
  const found = new Map(rows.map(({ place, entries }) => [Number(place), entries]));
  return keys.map((_, place) => found.get(place) ?? []);
}
