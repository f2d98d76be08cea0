import { ORDER_STATES, ORDER_STATUSES } from '@commerce-integration/contract';
import { OrderEndedError, WaitTimeoutError } from '../../errors/wait-errors.ts';
import type { Answer } from '../transport/answer.ts';
import type { Logger } from '../transport/logger.ts';
import type { Order, OrderStatus } from '../types/wire-types.ts';
import { orderWaitPlan, type WaitForOrderOptions } from './wait-options.ts';
import { type SeenFacts, Watch } from './watch.ts';

/** The call that waiting for an order needs. */
export interface OrderReader {
  get(signal: AbortSignal): Promise<Answer<Order>>;
  readonly logger: Logger;
}

/**
 * Waits until an order has one of the statuses. Polls at once, then after growing pauses.
 *
 * @throws OrderEndedError, WaitTimeoutError, AbortError; ApiError as a read of the order does
 */
export async function waitForOrder(
  { get, logger }: OrderReader,
  orderId: string,
  options: WaitForOrderOptions = {},
): Promise<Order> {
  const plan = orderWaitPlan(options);
  const { until } = plan;
  const watched = {
    name: `Order ${orderId}`,
    statuses: ORDER_STATUSES,
    longestHoldMs: 0,
    logger,
    get: (_: number, signal: AbortSignal) => get(signal),
    isOver: ({ status }: Order) => until.includes(status) || !canReach(status, until),
    timeout: ({ last, ...facts }: SeenFacts<Order>) =>
      new WaitTimeoutError(`Order ${orderId} was not ${until.join(' or ')}`, ' It goes on: wait again.', {
        ...facts,
        lastJob: undefined,
        lastOrder: last,
      }),
  };
  const order = await new Watch<Order>(watched, plan).untilOver();
  if (!until.includes(order.status)) throw new OrderEndedError(order, until);
  return order;
}

/** Whether the table of states leads from one to another; from one that is not known, it may. */
function canReach(from: OrderStatus, wanted: readonly OrderStatus[]): boolean {
  if (!(ORDER_STATUSES as readonly string[]).includes(from)) return true;
  const found = new Set([from]);
  // A set may grow while it is walked through.
  for (const state of found) for (const one of ORDER_STATES.transitions) if (one.from === state) found.add(one.to);
  return wanted.some((state) => found.has(state));
}
