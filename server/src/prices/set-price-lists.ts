import type { ValidFromPrice } from '@commerce-integration/contract';
import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';

// Tenancy of this file: the caller has locked the products as those of one partner.

/** A price that is valid from a time on, until the list's next entry. */
interface PriceListEntry {
  validFrom: Date;
  /** In major units, as exact decimal text: `49.99`. */
  price: string;
  currency: string;
}

/** The new content of a price list. */
export interface PriceListChange {
  partnerId: number;
  productId: number;
  /** Null for the base list. */
  salesChannelId: number | null;
  /** All entries, in any order, each valid from a different millisecond. An empty list removes the price list. */
  entries: readonly PriceListEntry[];
}

/** Number of entries in one statement. */
const ENTRIES_AT_ONCE = 20_000;

/**
 * Sets price lists, in the order given: of several for one product and channel the last remains, and each is stored in
 * the history. An unchanged list is skipped and not recorded. Takes a few statements for any number of lists. The
 * caller must have locked the products (`lockProductsForChange`).
 *
 * @param setAt when the lists were set
 * @returns the indexes in `changes` of those that changed something, in order
 */
export async function setPriceLists(
  em: UnitOfWork,
  changes: readonly PriceListChange[],
  setAt: Date,
): Promise<number[]> {
  const connection = sqlOf(em);
  const changed: number[] = [];
  for (const { start, rows } of inPieces(changes)) {
    const versions = await connection.query<{ place: string }>(RECORD_VERSIONS, [rows, setAt.toISOString()]);
    const places = versions.rows.map(({ place }) => start + Number(place));
    if (places.length === 0) continue;
    changed.push(...places);
    const lists = keysOf(places.map((place) => changes[place] as PriceListChange));
    await connection.query(CLEAR_LISTS, lists);
    await connection.query(WRITE_LISTS, lists);
  }
  return changed;
}

/** The changes as JSON rows, split by the number of entries in one statement. */
function* inPieces(changes: readonly PriceListChange[]): Generator<{ start: number; rows: string }> {
  for (let start = 0; start < changes.length; ) {
    let end = start;
    for (let size = 0; end < changes.length && size < ENTRIES_AT_ONCE; end += 1) {
      size += 1 + (changes[end]?.entries.length ?? 0);
    }
    yield { start, rows: JSON.stringify(changes.slice(start, end).map(asRow)) };
    start = end;
  }
}

function asRow({ productId, partnerId, salesChannelId, entries }: PriceListChange) {
  const sorted = entries.toSorted((one, other) => one.validFrom.getTime() - other.validFrom.getTime());
  return {
    product_id: productId,
    partner_id: partnerId,
    sales_channel_id: salesChannelId ?? 0,
    // In the wire format: at most 16 digits, which a JSON number represents exactly.
    entries: sorted.map(({ validFrom, price, currency }) => ({
      valid_from: validFrom.toISOString(),
      price: Number(price),
      currency,
    })),
  };
}

/** Products and channels of the lists, without duplicates, as two arrays. */
function keysOf(changes: readonly PriceListChange[]): [products: string, channels: string] {
  const keys = new Map(
    changes.map(({ productId, salesChannelId }) => [
      `${productId} ${salesChannelId}`,
      [productId, salesChannelId ?? 0],
    ]),
  );
  const column = (index: 0 | 1) => `{${[...keys.values()].map((key) => key[index]).join(',')}}`;
  return [column(0), column(1)];
}

/**
 * Adds each list that differs from its predecessor: an earlier one of these, or the latest stored one. Its time is
 * never before that of its predecessor, even if clocks differ.
 */
const RECORD_VERSIONS = `
  with change as materialized (
    select *, lag(entries) over (partition by product_id, sales_channel_id order by place) as earlier
    from rows from (
      json_to_recordset($1::json) as (product_id bigint, partner_id bigint, sales_channel_id bigint, entries jsonb)
    ) with ordinality as given (product_id, partner_id, sales_channel_id, entries, place)
  ), news as materialized (
    select change.*, latest.set_at as latest_set_at
    from change left join lateral (
      select entries, set_at from price_list_version version
      where version.product_id = change.product_id and version.sales_channel_id = change.sales_channel_id
      order by version.set_at desc, version.id desc limit 1
    ) latest on true
    where change.entries <> coalesce(change.earlier, latest.entries, '[]')
  ), recorded as (
    insert into price_list_version (product_id, partner_id, sales_channel_id, set_at, entries)
    select product_id, partner_id, sales_channel_id, greatest($2::timestamptz, latest_set_at), entries
    from news order by place
  )
  select place - 1 as place from news order by place`;

const CLEAR_LISTS = `
  delete from product_price old
  using unnest($1::bigint[], $2::bigint[]) as list (product_id, sales_channel_id)
  where old.product_id = list.product_id and old.sales_channel_id = list.sales_channel_id`;

const WRITE_LISTS = `
  insert into product_price (product_id, sales_channel_id, valid_from, price, currency)
  select list.product_id, list.sales_channel_id, entry.valid_from, entry.price, entry.currency
  from unnest($1::bigint[], $2::bigint[]) as list (product_id, sales_channel_id)
  cross join lateral (
    select entries from price_list_version version
    where version.product_id = list.product_id and version.sales_channel_id = list.sales_channel_id
    order by version.set_at desc, version.id desc limit 1
  ) latest
  cross join lateral jsonb_to_recordset(latest.entries)
    as entry (valid_from timestamptz(3), price numeric, currency text)`;

/** Converts the entries of a price list from the wire format to the stored one. */
export function priceListEntries(list: readonly ValidFromPrice[]): PriceListEntry[] {
  return list.map(({ valid_from, price, currency }) => ({
    validFrom: new Date(valid_from),
    price: String(price),
    currency,
  }));
}
