import { type EventData, formatId } from '@commerce-integration/contract';

/** Existing products whose price or currency changed. */
export interface PriceChanges {
  readonly products: number;
  /** The numbers of some of them, as many as an event names. */
  readonly sample: readonly number[];
}

/** The payload of the event `product.price.changed`. */
export function pricesChanged(
  changes: PriceChanges,
): Pick<EventData<'product.price.changed'>, 'products_changed' | 'product_ids'> {
  return {
    products_changed: changes.products,
    product_ids: changes.sample.map((number) => formatId('product', number)),
  };
}
