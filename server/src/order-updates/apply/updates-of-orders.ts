import type { SentOrderUpdate } from '@commerce-integration/contract';
import { refusalOf, type UpdateOutcome } from '@commerce-integration/contract/rules';
import type { LoadedOrder } from '../../orders/lifecycle/load-orders.ts';
import type { FoundOrders } from './find-orders-of-updates.ts';

/** An update to apply. */
export interface QueuedUpdate {
  readonly id: string;
  readonly update: SentOrderUpdate;
}

/** The updates that one transaction applies, grouped by order, and those without an order. */
export interface UpdatesOfOrders {
  readonly ofOrders: ReadonlyMap<LoadedOrder, readonly QueuedUpdate[]>;
  readonly withoutOrder: readonly { readonly id: string; readonly outcome: UpdateOutcome }[];
}

/**
 * The most steps of one transaction: some tenths of a second, during which the process does nothing else. Updates of
 * orders with few lines stay far below it.
 */
const MOST_STEPS = 5_000_000;
/**
 * The cost of an update: steps for each line of its order, and for each pair of an order line and a line of the update.
 */
const STEPS = { line: 20, pair: 1 };

/**
 * Takes as many of the first updates as one transaction applies, at least one. The rest stays queued: the time of an
 * update, even a refused one, grows with the lines of its order.
 */
export function updatesOfOrders(queued: readonly QueuedUpdate[], orders: FoundOrders): UpdatesOfOrders {
  const ofOrders = new Map<LoadedOrder, QueuedUpdate[]>();
  const withoutOrder: { id: string; outcome: UpdateOutcome }[] = [];
  let steps = 0;
  for (const one of queued) {
    const found = orderOrRefusal(() => orders.orderOf(one.update));
    if ('outcome' in found) {
      withoutOrder.push({ id: one.id, outcome: found.outcome });
      continue;
    }
    steps += stepsOf(one.update, found.order);
    if (steps > MOST_STEPS && ofOrders.size > 0) break;
    const others = ofOrders.get(found.order);
    if (others) others.push(one);
    else ofOrders.set(found.order, [one]);
  }
  return { ofOrders, withoutOrder };
}

function stepsOf({ lines = [], items = [] }: SentOrderUpdate, { progress }: LoadedOrder): number {
  const ofOrder = progress.deliveries.reduce((sum, delivery) => sum + delivery.items.length, progress.items.length);
  return ofOrder * (STEPS.line + STEPS.pair * (lines.length + items.length));
}

function orderOrRefusal(find: () => LoadedOrder): { order: LoadedOrder } | { outcome: UpdateOutcome } {
  try {
    return { order: find() };
  } catch (error) {
    const refusal = refusalOf(error);
    if (!refusal) throw error;
    return { outcome: { status: 'parked', ...refusal } };
  }
}
