import { type Sql, sql } from '../database/sql.ts';

// Tenancy of this file: parts of statements that read products; whoever may see a product may see its prices.

/** Selects the price to find. */
export interface PriceWanted {
  /** Null for a buyer outside any channel. */
  salesChannelId: number | null;
  at: Date;
}

/**
 * The price in force of the row `product`, now or later, from the current lists and the feed. One row of `price`,
 * `currency` and `source`, all null if there is no price. Needs one index scan of the lists.
 */
export function priceInForceSql(wanted: PriceWanted): Sql {
  return sql`(
    select coalesce(listed.price, product.price) as price,
      coalesce(listed.currency, case when product.price is not null then product.currency end) as currency,
      coalesce(listed.source, case when product.price is not null then 'feed' end) as source
    from (select) one left join lateral (${listedNow(wanted)}) listed on true
  )`;
}

// The base list is channel 0, so that a channel's own list sorts first.
function listedNow({ salesChannelId, at }: PriceWanted): Sql {
  return sql`
    select price, currency, case sales_channel_id when 0 then 'base_list' else 'channel_list' end as source
    from product_price
    where product_id = product.id and sales_channel_id in (0, ${salesChannelId ?? 0})
      and valid_from <= ${at.toISOString()}::timestamptz
    order by sales_channel_id desc, valid_from desc limit 1`;
}

/**
 * Like {@link priceInForceSql}, for a time in the past, from the lists and the feed of that time; no price before the
 * product existed.
 */
export function pastPriceInForceSql(wanted: PriceWanted): Sql {
  return sql`(
    select coalesce(listed.price, fed.price) as price,
      coalesce(listed.currency, case when fed.price is not null then fed.currency end) as currency,
      coalesce(listed.source, case when fed.price is not null then 'feed' end) as source
    from (select) one
    left join lateral (${fedThen(wanted)}) fed on true
    left join lateral (${listedThen(wanted)}) listed on fed.there
  )`;
}

/**
 * Whether the row `product` became visible only after a time: a load sets its creation time when it begins, but others
 * see it only once the load has ended.
 */
export function seenAfter(time: string): Sql {
  return sql`exists (
    select from catalogue_change load where load.partner_id = product.partner_id
      and load.changed_at = product.created_at and load.seen_at > ${time}::timestamptz
  )`;
}

/**
 * Whether a row of `product_change` has a new price; most have only an availability. Written exactly like this, and
 * ordered by `changed_at` and `id`, it uses the index `product_change_price_idx`.
 */
export function hasNewPrice(): Sql {
  return sql`(price_from, currency_from) is distinct from (price_to, currency_to)`;
}

/** The first price change after a time gives the price before it. */
function fedThen({ at }: PriceWanted): Sql {
  const time = at.toISOString();
  return sql`
    select true as there, case when later.id is null then product.price else later.price_from end as price,
      case when later.id is null then product.currency else later.currency_from end as currency
    from (select) one left join lateral (
      select id, price_from, currency_from from product_change
      where product_id = product.id and ${hasNewPrice()} and changed_at > ${time}::timestamptz
      order by changed_at, id limit 1
    ) later on true
    where product.created_at <= ${time}::timestamptz and not ${seenAfter(time)}`;
}

function listedThen({ salesChannelId, at }: PriceWanted): Sql {
  const time = at.toISOString();
  return sql`
    select entry.price, entry.currency, case list.channel when 0 then 'base_list' else 'channel_list' end as source
    from unnest(array[0, ${salesChannelId ?? 0}::bigint]) as list (channel)
    cross join lateral (
      select entries from price_list_version
      where product_id = product.id and sales_channel_id = list.channel and set_at <= ${time}::timestamptz
      order by set_at desc, id desc limit 1
    ) version
    cross join lateral jsonb_to_recordset(version.entries)
      as entry (valid_from timestamptz, price numeric, currency text)
    where entry.valid_from <= ${time}::timestamptz
    order by list.channel desc, entry.valid_from desc limit 1`;
}
