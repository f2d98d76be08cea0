import type { PriceInForce, Product, ProductChange } from '@commerce-integration/sdk';

export interface PricePoint {
  at: number;
  price: number | null;
}

/** The price over time, in its current currency: from feed changes and, underneath, the price lists. */
export function priceSeries(
  product: Product,
  changes: readonly ProductChange[],
  price: PriceInForce | undefined,
  now: number,
): PricePoint[] {
  const currency = price?.currency ?? product.currency;
  const inCurrency = (amount: number | null, of: string | null) => (of === currency ? amount : null);
  const oldestFirst = changes
    .filter(
      ({ price_from, price_to, currency_from, currency_to }) =>
        price_from !== price_to || currency_from !== currency_to,
    )
    .toSorted((a, b) => Date.parse(a.changed_at) - Date.parse(b.changed_at));
  const [first] = oldestFirst;
  const start = first && {
    at: Date.parse(product.created_at),
    price: inCurrency(first.price_from, first.currency_from),
  };
  const fromFeeds = oldestFirst.map(({ changed_at, price_to, currency_to }) => ({
    at: Date.parse(changed_at),
    price: inCurrency(price_to, currency_to),
  }));
  const list = price?.channel_list.length ? price.channel_list : (price?.base_list ?? []);
  const fromLists = list.map(({ valid_from, price: amount, currency: of }) => ({
    at: Date.parse(valid_from),
    price: inCurrency(amount, of),
  }));
  const points = [...(start ? [start] : []), ...fromFeeds, ...fromLists].toSorted((a, b) => a.at - b.at);
  const last = points.at(-1);
  if (points.length === 0)
    return [
      { at: Date.parse(product.created_at), price: product.price },
      { at: now, price: price?.price ?? product.price },
    ];
  return last && last.at < now ? [...points, { at: now, price: price?.price ?? last.price }] : points;
}
