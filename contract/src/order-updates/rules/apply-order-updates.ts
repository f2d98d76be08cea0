import type { OrderProgress } from '../../orders/lifecycle/order-progress.ts';
import type { SentOrderUpdate } from '../order-update.ts';
import { applyOrderUpdate, type UpdateOutcome } from './apply-order-update.ts';

/** What a dismissed update says. */
export const DISMISSED = 'Dismissed.';

/** What updates made of an order. */
export interface AppliedUpdates<Update> {
  readonly order: OrderProgress;
  readonly outcomes: ReadonlyMap<Update, UpdateOutcome>;
  /** The update that caused each change of the order, in the order of its changes. */
  readonly causes: readonly Update[];
}

/**
 * Applies updates of one order, one after the other in the order given. One that cannot be applied is tried again after
 * the next one that changes the order: it may have come too early.
 *
 * @param order without changes; it stays as it is
 * @param failed what became of an update that made the rules fail, which is a mistake of ours
 */
export function applyOrderUpdates<Update extends { readonly update: SentOrderUpdate }>(
  order: OrderProgress,
  updates: readonly Update[],
  failed: (update: Update, error: unknown) => UpdateOutcome,
): AppliedUpdates<Update> {
  const outcomes = new Map<Update, UpdateOutcome>();
  const causes: Update[] = [];
  let now = order;
  /** @returns whether the order has changed */
  const take = (one: Update): boolean => {
    const { order: next, outcome } = outcomeOf(now, one, failed);
    now = next;
    outcomes.set(one, outcome);
    const isChanged = now.changes.length > causes.length;
    while (causes.length < now.changes.length) causes.push(one);
    return isChanged;
  };
  const isParked = (one: Update) => outcomes.get(one)?.status === 'parked';
  for (const [place, one] of updates.entries()) {
    let isChanged = take(one);
    const earlier = updates.slice(0, place + 1);
    while (isChanged) isChanged = earlier.filter(isParked).some(take);
  }
  return { order: now, outcomes, causes };
}

function outcomeOf<Update extends { readonly update: SentOrderUpdate }>(
  order: OrderProgress,
  one: Update,
  failed: (update: Update, error: unknown) => UpdateOutcome,
): { order: OrderProgress; outcome: UpdateOutcome } {
  try {
    return applyOrderUpdate(order, one.update);
  } catch (error) {
    return { order, outcome: failed(one, error) };
  }
}
