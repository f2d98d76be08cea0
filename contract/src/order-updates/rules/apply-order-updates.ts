import type { OrderProgress } from '../../orders/lifecycle/order-progress.ts';
import type { SentOrderUpdate } from '../order-update.ts';
import { applyOrderUpdate, type UpdateOutcome } from './apply-order-update.ts';

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

/** How often updates that could not be applied are tried again after others: each may wait for one that waits itself. */
const MOST_TRIES = 5;

/**
 * Applies updates of one order, one after the other in the order given. Those that cannot be applied are tried again
 * after the others, as long as one of them changes the order: they may have come too early.
 *
 * @param fresh makes the order as it is stored, without changes: once, and once more where an update is refused
 * @param failed the outcome of an update that made the rules fail, which is a mistake of ours
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
  const take = (one: Update): void => {
    const { order: next, outcome } = outcomeOf(now, one, failed, copyOf);
    now = next;
    outcomes.set(one, outcome);
    while (causes.length < now.changes.length) causes.push(one);
  };
  for (const one of updates) take(one);
  const isParked = (one: Update) => outcomes.get(one)?.status === 'parked';
  let parked = updates.filter(isParked);
  for (let tries = 0; tries < MOST_TRIES && parked.length > 0; tries += 1) {
    const changes = now.changes.length;
    for (const one of parked) take(one);
    if (now.changes.length === changes) break;
    parked = parked.filter(isParked);
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
