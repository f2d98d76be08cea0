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
  /** Whether the order is to be stored: an update of them was not refused. */
  readonly isTouched: boolean;
}

type Failed<Update> = (update: Update, error: unknown) => UpdateOutcome;

/**
 * Applies updates of one order, one after the other in the order given. One that cannot be applied is tried again after
 * the next one that changes the order: it may have come too early.
 *
 * @param fresh makes the order as it is stored, without changes: once, and once more where an update is refused
 * @param failed what became of an update that made the rules fail, which is a mistake of ours
 */
export function applyOrderUpdates<Update extends { readonly update: SentOrderUpdate }>(
  fresh: () => OrderProgress,
  updates: readonly Update[],
  failed: Failed<Update>,
): AppliedUpdates<Update> {
  // Most are not refused, and to copy an order before each of them would take most of the time.
  const done = applyAll(fresh(), updates, failed, (order) => order);
  return [...done.outcomes.values()].some(({ status }) => status === 'parked')
    ? applyAll(fresh(), updates, failed, structuredClone)
    : done;
}

/** @param copyOf what an update changes: after a refusal the order is needed as it was */
function applyAll<Update extends { readonly update: SentOrderUpdate }>(
  order: OrderProgress,
  updates: readonly Update[],
  failed: Failed<Update>,
  copyOf: (order: OrderProgress) => OrderProgress,
): AppliedUpdates<Update> {
  const outcomes = new Map<Update, UpdateOutcome>();
  const causes: Update[] = [];
  let now = order;
  /** @returns whether the order has changed */
  const take = (one: Update): boolean => {
    const { order: next, outcome } = outcomeOf(now, one, failed, copyOf);
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
  const isTouched = [...outcomes.values()].some(({ status }) => status !== 'parked');
  return { order: now, outcomes, causes, isTouched };
}

function outcomeOf<Update extends { readonly update: SentOrderUpdate }>(
  order: OrderProgress,
  one: Update,
  failed: Failed<Update>,
  copyOf: (order: OrderProgress) => OrderProgress,
): { order: OrderProgress; outcome: UpdateOutcome } {
  try {
    return applyOrderUpdate(order, one.update, copyOf(order));
  } catch (error) {
    return { order, outcome: failed(one, error) };
  }
}
