import type { ValidFromPrice } from '@commerce-integration/contract';
import type { PriceListRow } from '../mock-rows.ts';
import type { MockTables } from '../mock-tables.ts';

/** A price list as it is to be; of no channel for the base list. */
interface PriceListChange {
  partnerId: number;
  productId: number;
  salesChannelId: number | null;
  list: readonly ValidFromPrice[];
}

/**
 * Sets a price list as a whole. One that is what it shall be already is left alone.
 *
 * @param at not before {@link timeToSet}
 */
export function setPriceList(tables: MockTables, change: PriceListChange, at: number): void {
  const { partnerId, productId, salesChannelId, list } = change;
  const entries = list
    .map(({ valid_from, price, currency }) => ({ validFrom: Date.parse(valid_from), price, currency }))
    .sort((one, other) => one.validFrom - other.validFrom);
  const before = tables.priceLists.findLast(
    (row) => row.productId === productId && row.salesChannelId === salesChannelId,
  );
  if (JSON.stringify(before?.entries ?? []) === JSON.stringify(entries)) return;
  const id = tables.next('priceList');
  tables.priceLists.push({ id, partnerId, productId, salesChannelId, setAt: at, entries });
}

/**
 * Now, but later than all that is known of the partner's prices: what happens in one millisecond still happens one
 * after the other.
 */
export function timeToSet(tables: MockTables, partnerId: number): number {
  const own = [...tables.products.values()].filter((product) => product.partnerId === partnerId);
  const numbers = new Set(own.map(({ id }) => id));
  const known = [
    ...own.map(({ updatedAt }) => updatedAt.getTime()),
    ...tables.productChanges.filter((row) => numbers.has(row.productId)).map(({ changedAt }) => changedAt.getTime()),
    ...tables.priceLists.filter((row) => row.partnerId === partnerId).map(({ setAt }) => setAt),
  ];
  return known.reduce((latest, time) => Math.max(latest, time + 1), Date.now());
}

/** Now, but not before what is known of the product's prices. */
export function timeToRead(tables: MockTables, productId: number): number {
  const known = [
    tables.products.get(productId)?.createdAt.getTime() ?? 0,
    ...tables.productChanges.filter((row) => row.productId === productId).map(({ changedAt }) => changedAt.getTime()),
    ...tables.priceLists.filter((row) => row.productId === productId).map(({ setAt }) => setAt),
  ];
  return known.reduce((latest, time) => Math.max(latest, time), Date.now());
}

/** What a product's list was at a time; undefined where it never had one. */
export function listAt(
  tables: MockTables,
  productId: number,
  salesChannelId: number | null,
  at: number,
): PriceListRow | undefined {
  return tables.priceLists.findLast(
    (row) => row.productId === productId && row.salesChannelId === salesChannelId && row.setAt <= at,
  );
}
