import { type EventData, formatId } from '@commerce-integration/contract';

/** Products whose price or currency changed; none of those that are new. */
export interface PriceChanges {
  readonly products: number;
  /** The numbers of some of them, as many as an event names. */
  readonly sample: readonly number[];
}

/** What the event `product.price.changed` says of them. */
export function pricesChanged(
  changes: PriceChanges,
): Pick<EventData<'product.price.changed'>, 'products_changed' | 'product_ids'> {
  return {
    products_changed: changes.products,
    product_ids: changes.sample.map((number) => formatId('product', number)),
  };
}
