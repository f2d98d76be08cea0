import type { SentOrderUpdate } from '../../src/order-updates/order-update.ts';
import type { UpdateOutcome } from '../../src/order-updates/rules/apply-order-update.ts';
import { applyOrderUpdate } from '../../src/order-updates/rules/apply-order-update.ts';
import type { AppliedUpdates } from '../../src/order-updates/rules/apply-order-updates.ts';
import type { OrderProgress } from '../../src/orders/lifecycle/order-progress.ts';

const MOST_TRIES = 5;

/**
 * Applies updates like `applyOrderUpdates`, in the simplest way: each try works on a copy of the order, and each pass
 * retries all parked updates. Its time grows with the number of tries times the size of the order.
 */
export function applyByCopies<Update extends { readonly update: SentOrderUpdate }>(
  order: OrderProgress,
  updates: readonly Update[],
): AppliedUpdates<Update> {
  const outcomes = new Map<Update, UpdateOutcome>();
  const causes: Update[] = [];
  let now = order;
  const take = (one: Update) => {
    const copy = structuredClone(now);
    const outcome = applyOrderUpdate(copy, one.update, () => undefined);
    if (outcome.status !== 'parked') now = copy;
    outcomes.set(one, outcome);
    while (causes.length < now.changes.length) causes.push(one);
  };
  updates.forEach(take);
  const parkedOf = (some: readonly Update[]) => some.filter((one) => outcomes.get(one)?.status === 'parked');
  let parked = parkedOf(updates);
  for (let tries = 0; tries < MOST_TRIES && parked.length > 0; tries += 1) {
    const changes = now.changes.length;
    parked.forEach(take);
    if (now.changes.length === changes) break;
    parked = parkedOf(parked);
  }
  const isTouched = [...outcomes.values()].some(({ status }) => status !== 'parked');
  return { order: now, outcomes, causes, isTouched };
}
