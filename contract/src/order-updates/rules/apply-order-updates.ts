import type { OrderProgress } from '../../orders/lifecycle/order-progress.ts';
import type { SentOrderUpdate } from '../order-update.ts';
import { applyOrderUpdate, type UpdateOutcome } from './apply-order-update.ts';
import { keepOrder } from './keep-order.ts';

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
  // Most are not refused, and to keep what an order is before each of them would take most of the time.
  const inPlace = new Applying(fresh(), failed, () => KEEP_NOTHING);
  if (updates.every((one) => inPlace.take(one))) return inPlace.result();
  const applying = new Applying(fresh(), failed, keepOrder);
  for (const one of updates) applying.take(one);
  applying.tryAgain(updates);
  return applying.result();
}

const KEEP_NOTHING = () => undefined;

/** An order while updates are applied to it. */
class Applying<Update extends { readonly update: SentOrderUpdate }> {
  readonly #order: OrderProgress;
  readonly #failed: Failed<Update>;
  readonly #keep: (order: OrderProgress) => () => void;
  readonly #outcomes = new Map<Update, UpdateOutcome>();
  readonly #causes: Update[] = [];
  /** How many updates were applied to the order before each was tried the last time. */
  readonly #triedAfter = new Map<Update, number>();
  #applied = 0;
  /** Makes the order as it is after the last update that was not refused; made when it is needed. */
  #restore: (() => void) | undefined;

  /** @param keep what an update changes: after a refusal the order is needed as it was */
  constructor(order: OrderProgress, failed: Failed<Update>, keep: (order: OrderProgress) => () => void) {
    this.#order = order;
    this.#failed = failed;
    this.#keep = keep;
  }

  /** Tries an update. @returns whether it was not refused */
  take(one: Update): boolean {
    this.#restore ??= this.#keep(this.#order);
    const outcome = this.#outcomeOf(one, this.#restore);
    this.#outcomes.set(one, outcome);
    this.#triedAfter.set(one, this.#applied);
    while (this.#causes.length < this.#order.changes.length) this.#causes.push(one);
    if (outcome.status === 'parked') return false;
    this.#applied += 1;
    this.#restore = undefined;
    return true;
  }

  /** Tries those again that were refused, unless the order is as it was: they would be refused for the same reason. */
  tryAgain(updates: readonly Update[]): void {
    const isParked = (one: Update) => this.#outcomes.get(one)?.status === 'parked';
    let parked = updates.filter(isParked);
    for (let tries = 0; tries < MOST_TRIES && parked.length > 0; tries += 1) {
      const changes = this.#order.changes.length;
      for (const one of parked) if (this.#triedAfter.get(one) !== this.#applied) this.take(one);
      if (this.#order.changes.length === changes) break;
      parked = parked.filter(isParked);
    }
  }

  result(): AppliedUpdates<Update> {
    return { order: this.#order, outcomes: this.#outcomes, causes: this.#causes, isTouched: this.#applied > 0 };
  }

  #outcomeOf(one: Update, restore: () => void): UpdateOutcome {
    try {
      return applyOrderUpdate(this.#order, one.update, restore);
    } catch (error) {
      return this.#failed(one, error);
    }
  }
}
