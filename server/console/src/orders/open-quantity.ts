import type { DeliveryItem } from '@commerce-integration/sdk';

/** The quantity of a line that can still be shipped. */
export function openOf({ quantity, shipped_quantity, cancelled_quantity }: DeliveryItem): number {
  return quantity - shipped_quantity - cancelled_quantity;
}
