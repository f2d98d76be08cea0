import type { FeedPrice, ListVersion, PriceHistory } from '@commerce-integration/contract/rules';
import { seenAfter } from '../catalog/price-in-force-sql.ts';
import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';
import { rowsOf, type Sql, sql } from '../database/sql.ts';

// Tenancy of this file: the caller has found the product in its own unit of work.

/** The prices of a product as they were known at a time. */
export interface KnownPrices extends PriceHistory {
  /** The latest time at which a list was set or a feed changed the price; null before the product existed. */
  lastChangedAt: Date | null;
}

/**
 * Reads everything known at a time that determines a product's prices, in the base list and in a channel's. Of replaced
 * lists it reads only the entries that came into force; of current lists, all.
 *
 * @param productId the number of a product that the unit of work may see
 * @param knownAt all that is known now, where it is left out
 */
export async function readPriceHistory(
  em: UnitOfWork,
  productId: number,
  salesChannelId: number | null,
  knownAt: Date | undefined,
): Promise<KnownPrices> {
  const until = knownAt?.toISOString() ?? 'infinity';
  const connection = sqlOf(em);
  const feed = await rowsOf<FeedRow>(connection, feedPrices(productId, until));
  const versions = await connection.query<VersionRow>(LIST_VERSIONS, [productId, salesChannelId ?? 0, until]);
  const lists = versions.rows.map((row) => ({ channel: Number(row.channel), ...asVersion(row) }));
  const prices = feed.map(asFeedPrice);
  const times = [...prices.map(({ from }) => from.getTime()), ...lists.map(({ setAt }) => setAt.getTime())];
  return {
    feed: prices,
    baseList: lists.filter(({ channel }) => channel === 0),
    channelList: lists.filter(({ channel }) => channel !== 0),
    lastChangedAt: times.length === 0 ? null : new Date(Math.max(...times)),
  };
}

interface FeedRow {
  at: string;
  price: string | null;
  currency: string | null;
}

/** The price before the first recorded change is that change's old value. */
function feedPrices(productId: number, until: string): Sql {
  return sql`
    select created_at as at, case when first.id is null then product.price else first.price_from end as price,
      case when first.id is null then product.currency else first.currency_from end as currency
    from product left join lateral (
      select id, price_from, currency_from from product_change
      where product_id = product.id order by id limit 1
    ) first on true
    where product.id = ${productId} and created_at <= ${until}::timestamptz and not ${seenAfter(until)}
    union all
    select * from (
      select changed_at, price_to, currency_to from product_change
      where product_id = ${productId} and changed_at <= ${until}::timestamptz
        and (price_from, currency_from) is distinct from (price_to, currency_to)
      order by id
    ) change`;
}

interface VersionRow {
  channel: string;
  set_at: string;
  entries: { valid_from: string; price: number; currency: string }[];
}

/**
 * An entry came into force if it became valid before its list was replaced, and its successor was not yet valid when
 * the list was set.
 */
const LIST_VERSIONS = `
  with version as (
    select id, sales_channel_id as channel, set_at, entries,
      lead(set_at) over (partition by sales_channel_id order by id) as replaced_at
    from price_list_version
    where product_id = $1 and sales_channel_id in (0, $2) and set_at <= $3::timestamptz
  )
  select channel, set_at, case when replaced_at is null then entries else (
      select coalesce(jsonb_agg(entry order by valid_from), '[]') from (
        select entry, valid_from, lead(valid_from) over (order by valid_from) as superseded_at from (
          select entry, (entry ->> 'valid_from')::timestamptz as valid_from from jsonb_array_elements(entries) entry
        ) timed
      ) given
      where valid_from < replaced_at and (superseded_at is null or superseded_at > set_at)
    ) end as entries
  from version order by id`;

function asFeedPrice({ at, price, currency }: FeedRow): FeedPrice {
  const from = new Date(at);
  return price === null || currency === null
    ? { from, price: null }
    : { from, price: { price: Number(price), currency } };
}

function asVersion({ set_at, entries }: VersionRow): ListVersion {
  return {
    setAt: new Date(set_at),
    entries: entries.map(({ valid_from, price, currency }) => ({ validFrom: new Date(valid_from), price, currency })),
  };
}
