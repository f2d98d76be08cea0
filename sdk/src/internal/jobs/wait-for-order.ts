import { OrderEndedError, WaitTimeoutError } from '../../errors/wait-errors.ts';
import { ORDER_WAYS } from '../generated/constants.ts';
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
    statuses: Object.keys(ORDER_WAYS),
    longestHoldMs: 0,
    logger,
    get: (_: number, signal: AbortSignal) => get(signal),
    isOver: ({ status }: Order) => until.includes(status) || !canReach(status, until),
    timeout: ({ last, ...facts }: SeenFacts<Order>) =>
      new WaitTimeoutError(`Order ${orderId} was not ${until.join(' or ')}`, ' The order continues: wait again.', {
        ...facts,
        lastJob: undefined,
        lastOrder: last,
      }),
  };
  const order = await new Watch<Order>(watched, plan).untilOver();
  if (!until.includes(order.status)) throw new OrderEndedError(order, until);
  return order;
}

/** Whether an order may still come from one status to another; from one that is not known, it may. */
function canReach(from: OrderStatus, wanted: readonly OrderStatus[]): boolean {
  const ways: readonly OrderStatus[] | undefined = ORDER_WAYS[from];
  return !ways || wanted.some((status) => ways.includes(status));
}
