import { type EventData, formatId, PRICE_CHANGE_SAMPLE } from '@commerce-integration/contract';
import { recordEvent } from '../store/mock-event-log.ts';
import type { MockTables } from '../store/mock-tables.ts';

/** Where the changes of prices stand, to tell later which are new. */
export interface PricesSeen {
  changes: number;
  lists: number;
}

export function pricesSeen({ productChanges, priceLists }: MockTables): PricesSeen {
  return { changes: productChanges.length, lists: priceLists.length };
}

/** Records which prices have changed since; nothing where none has. */
export function recordPrices(
  tables: MockTables,
  seen: PricesSeen,
  partnerId: number,
  cause: Omit<EventData<'product.price.changed'>, 'products_changed' | 'product_ids'> = {},
): void {
  const fed = tables.productChanges
    .slice(seen.changes)
    .filter(({ from, to }) => from.price !== to.price || from.currency !== to.currency);
  const products = [...new Set([...fed, ...tables.priceLists.slice(seen.lists)].map(({ productId }) => productId))];
  if (products.length === 0) return;
  const product_ids = products.slice(0, PRICE_CHANGE_SAMPLE).map((id) => formatId('product', id));
  const data = { products_changed: products.length, product_ids, ...cause };
  recordEvent(tables, { type: 'product.price.changed', partnerId, data });
}
