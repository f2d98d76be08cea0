/** Everything the platform announces. An event is written in the transaction of the change it tells of. */
export const EVENT_TYPES = [
  'feed.uploaded',
  'feed.validation.completed',
  'feed.validation.failed',
  'job.completed',
  'job.failed',
  'product.price.changed',
  'order.created',
  'operations_batch.completed',
  'customer.created',
  'customer.address.created',
] as const;

export type EventType = (typeof EVENT_TYPES)[number];
