import type { DeliveryItem } from '@commerce-integration/sdk';

/** What of a line can still be shipped. */
export function openOf({ quantity, shipped_quantity, cancelled_quantity }: DeliveryItem): number {
  return quantity - shipped_quantity - cancelled_quantity;
}
