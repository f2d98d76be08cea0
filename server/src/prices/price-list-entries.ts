import type { ValidFromPrice } from '@commerce-integration/contract';
import type { PriceListEntry } from './set-price-lists.ts';

/** Converts the entries of a price list from the wire format to the stored one. */
export function priceListEntries(list: readonly ValidFromPrice[]): PriceListEntry[] {
  return list.map(({ valid_from, price, currency }) => ({
    validFrom: new Date(valid_from),
    price: String(price),
    currency,
  }));
}
