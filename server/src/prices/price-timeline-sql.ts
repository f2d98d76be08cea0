import { hasNewPrice, seenAfter } from '../catalog/price-in-force-sql.ts';
import { type Sql, sql } from '../database/sql.ts';

// Former price lists are kept for good, so a product may have any number of them. A read follows the prices back in
// time, from one change to the one before, by indexes, and ends where the answer is known.
//
// Tenancy of this file: the caller has found the product in its own unit of work.

/** A product, with or without a channel, whose prices are requested. */
export interface PricesOf {
  productId: number;
  salesChannelId: number | null;
  /** The time as of which prices are known; `infinity` for everything known. */
  until: string;
}

/**
 * What is known at a time, with the latest `pieces`, newest first: all in one statement, so that the lists match the
 * prices in force. The database's clock may be ahead of this process; the present must not be before the latest change.
 */
export function knownPrices(of: PricesOf, now: Date, pieces: number): Sql {
  return sql`
    with recursive origin as materialized (${origin(of)}),
    base as materialized (${listThen(of, sql`0`)}),
    channel as materialized (${listThen(of, sql`${of.salesChannelId}`)}),
    fed as materialized (${feedPrice(of, sql`changed_at <= ${of.until}::timestamptz`)}),
    known as materialized (
      select case when ${of.until}::timestamptz < 'infinity' then ${of.until}::timestamptz else greatest(
          ${now.toISOString()}::timestamptz, (select created_at from origin), (select changed_at from fed),
          (select set_at from base), (select set_at from channel)
        ) end as at
    ),
    piece as (${piecesBefore(of, sql`((select at from known) + interval '1 millisecond')`, sql`null`)})
    select known.at, origin.created_at, fed.price, fed.currency,
      base.set_at as base_set_at, base.entries as base_entries,
      channel.set_at as channel_set_at, channel.entries as channel_entries,
      (select json_agg(latest) from (select * from piece offset 1 limit ${pieces}) latest) as pieces
    from known left join origin on true left join fed on true left join base on true left join channel on true`;
}

/** The requested pieces of a timeline: at most `count` before a time, and none before the one in force at `backTo`. */
export interface WantedPieces {
  readonly before: Date;
  readonly backTo: Date | null;
  readonly count: number;
}

/** The pieces before a time, newest first. */
export function earlierPieces(of: PricesOf, { before, backTo, count }: WantedPieces): Sql {
  const pieces = piecesBefore(of, sql`${before.toISOString()}`, sql`${backTo?.toISOString() ?? null}`);
  return sql`
    with recursive origin as materialized (${origin(of)}), piece as (${pieces})
    select * from piece offset 1 limit ${count}`;
}

/** The old value of the first recorded change is the price before it. */
function origin({ productId, until }: PricesOf): Sql {
  return sql`
    select created_at, case when first.id is null then product.price else first.price_from end as price,
      case when first.id is null then product.currency else first.currency_from end as currency
    from product left join lateral (
      select id, price_from, currency_from from product_change
      where product_id = product.id order by id limit 1
    ) first on true
    where product.id = ${productId} and created_at <= ${until}::timestamptz and not ${seenAfter(until)}`;
}

function listThen({ productId, until }: PricesOf, channel: Sql): Sql {
  return sql`
    select set_at, entries from price_list_version
    where product_id = ${productId} and sales_channel_id = ${channel}::bigint and set_at <= ${until}::timestamptz
    order by set_at desc, id desc limit 1`;
}

/** The feed's price after the latest change that meets a condition, or the price before all changes. */
function feedPrice({ productId }: PricesOf, condition: Sql): Sql {
  return sql`
    select change.changed_at, case when change.id is null then origin.price else change.price_to end as price,
      case when change.id is null then origin.currency else change.currency_to end as currency
    from origin left join lateral (
      select id, changed_at, price_to, currency_to from product_change
      where product_id = ${productId} and ${hasNewPrice()} and ${condition}
      order by changed_at desc, id desc limit 1
    ) change on true`;
}

/**
 * The prices in force before a time, newest first, fetched lazily; the first row only has that time. A price has been
 * in force since the latest change of its source, or of one that has precedence.
 */
function piecesBefore(of: PricesOf, time: Sql, backTo: Sql): Sql {
  return sql`
    select ${time}::timestamptz as began, null::numeric as price, null::text as currency, null::text as source
    union all
    select greatest(origin.created_at, channel.since, base.since, fed.changed_at)::timestamptz,
      coalesce(channel.price, base.price, fed.price)::numeric, coalesce(channel.currency, base.currency, fed.currency),
      case when channel.price is not null then 'channel_list' when base.price is not null then 'base_list'
        else 'feed' end
    from piece cross join origin
    left join lateral (${listPrice(of, sql`${of.salesChannelId}`, sql`true`)}) channel on true
    left join lateral (${listPrice(of, sql`0`, sql`channel.price is null`)}) base on true
    left join lateral (${feedPrice(of, sql`changed_at < piece.began and channel.price is null and base.price is null`)}) fed
      on true
    where piece.began > greatest(origin.created_at, ${backTo}::timestamptz)`;
}

/** A list's price just before the last piece found. No price if all its entries become valid later. */
function listPrice({ productId }: PricesOf, channel: Sql, condition: Sql): Sql {
  return sql`
    select greatest(version.set_at, entry.valid_from) as since, entry.price, entry.currency from (
      select set_at, entries from price_list_version
      where product_id = ${productId} and sales_channel_id = ${channel}::bigint and set_at < piece.began
        and ${condition}
      order by set_at desc, id desc limit 1
    ) version left join lateral (
      select * from jsonb_to_recordset(version.entries) as entry (valid_from timestamptz, price numeric, currency text)
      where valid_from < piece.began order by valid_from desc limit 1
    ) entry on true`;
}

/** SQL that tells whether the product whose ID is in `column` was ever on a price list. Tenancy: of a product that the caller knows. */
export function pricedSql(column: string): string {
  return `exists (select from price_list_version where price_list_version.product_id = ${column})`;
}
