import type { ValidFromPrice } from '@commerce-integration/contract';
import type { PriceListEntry } from './set-price-lists.ts';

/** A price list as it is sent, as it is kept. */
export function priceListEntries(list: readonly ValidFromPrice[]): PriceListEntry[] {
  return list.map(({ valid_from, price, currency }) => ({
    validFrom: new Date(valid_from),
    price: String(price),
    currency,
  }));
}
