import type { ValidFromPrice } from '@commerce-integration/contract';
import { type PriceHistory, priceTimeline, readTimeline } from '@commerce-integration/contract/rules';
import type { PriceListRow, ProductRow } from '../store/mock-rows.ts';
import type { MockTables } from '../store/mock-tables.ts';

/**
 * Replaces a price list, without a channel the base list. Setting an equal list does nothing.
 *
 * @param at a time from `tables.timeOfChange()`
 */
export function setPriceList(
  tables: MockTables,
  change: Pick<PriceListRow, 'productId' | 'salesChannelId'> & { list: readonly ValidFromPrice[] },
  at: number,
): void {
  const { productId, salesChannelId, list } = change;
  const entries = list
    .map(({ valid_from, price, currency }) => ({ valid_from: new Date(valid_from).toISOString(), price, currency }))
    .sort((one, other) => Date.parse(one.valid_from) - Date.parse(other.valid_from));
  const before = tables.priceLists.findLast(
    (row) => row.productId === productId && row.salesChannelId === salesChannelId,
  );
  if (JSON.stringify(before?.entries ?? []) === JSON.stringify(entries)) return;
  tables.priceLists.push({ productId, salesChannelId, setAt: at, entries });
}

/** Everything known at a time that determines a product's prices, in the base list and in a channel's. */
export function priceHistory(
  { priceLists, productChanges }: MockTables,
  { id, shown }: ProductRow,
  salesChannelId: number | null,
  at: number,
): PriceHistory {
  const created = Date.parse(shown.created_at);
  if (at < created) return { feed: [], baseList: [], channelList: [] };
  const lists = (channel: number | null) =>
    priceLists
      .filter((row) => row.productId === id && row.salesChannelId === channel && row.setAt <= at)
      .map(({ setAt, entries }) => ({
        setAt: new Date(setAt),
        entries: entries.map(({ valid_from, ...price }) => ({ ...price, validFrom: new Date(valid_from) })),
      }));
  const changes = productChanges.filter((row) => row.productId === id);
  const fed = [
    { from: created, offer: changes[0]?.from ?? shown },
    ...changes.filter(({ changedAt }) => changedAt <= at).map(({ changedAt: from, to: offer }) => ({ from, offer })),
  ];
  return {
    feed: fed.map(({ from, offer: { price, currency } }) => ({
      from: new Date(from),
      price: price === null || currency === null ? null : { price, currency },
    })),
    baseList: lists(null),
    channelList: salesChannelId === null ? [] : lists(salesChannelId),
  };
}

/** The price of a product at a time, as known at that time, and its source; null before the product existed. */
export function priceInForce(
  tables: MockTables,
  product: ProductRow,
  salesChannelId: number | null,
  at = tables.now(),
) {
  return readTimeline(priceTimeline(priceHistory(tables, product, salesChannelId, at)), new Date(at)).inForce;
}
