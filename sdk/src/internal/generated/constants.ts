// Made from the contract by .ci/generate.mjs: the values that the client needs when it runs.

import type { OrderStatus } from './wire-types.ts';

export const PAGE_SIZE = 100;
export const BATCH_OPERATIONS = 100000;
export const BATCH_BYTES = 1073741824;
export const LONG_POLL_SECONDS = 30;
export const RUN_WAIT_SECONDS = 5;

/** The statuses of an order, each with those that it can still come to. */
export const ORDER_WAYS: Readonly<Record<OrderStatus, readonly OrderStatus[]>> = {
  created: ['waiting_approval', 'in_progress', 'cancelled', 'partially_shipped', 'completed', 'partially_returned', 'returned'],
  waiting_approval: ['in_progress', 'cancelled', 'partially_shipped', 'completed', 'partially_returned', 'returned'],
  in_progress: ['cancelled', 'partially_shipped', 'completed', 'partially_returned', 'returned'],
  partially_shipped: ['completed', 'partially_returned', 'returned'],
  completed: ['partially_returned', 'returned'],
  cancelled: [],
  partially_returned: ['returned'],
  returned: [],
};
