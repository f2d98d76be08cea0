/** How far the fulfilment of an order is. Follows from its deliveries, and is never set. */
export const FULFILLMENT_STATUSES = [
  'unfulfilled',
  'queued',
  'in_progress',
  'partially_shipped',
  'shipped',
  'delivered',
  'failed',
  'returned',
  'cancelled',
] as const;
export type FulfillmentStatus = (typeof FULFILLMENT_STATUSES)[number];
