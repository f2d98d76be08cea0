import type { OrderProgress } from '../../orders/lifecycle/order-progress.ts';
import type { SentOrderUpdate } from '../order-update.ts';
import { applyOrderUpdate, type UpdateOutcome } from './apply-order-update.ts';
import { keepOrder } from './keep-order.ts';

/** The result of applying updates to an order. */
export interface AppliedUpdates<Update> {
  readonly order: OrderProgress;
  readonly outcomes: ReadonlyMap<Update, UpdateOutcome>;
  /** The updates that caused the order's changes, in the order of the changes. */
  readonly causes: readonly Update[];
  /** Whether the order must be stored: at least one update was not refused. */
  readonly isTouched: boolean;
}

type Failed<Update> = (update: Update, error: unknown) => UpdateOutcome;

/** How often refused updates are retried after others: each may depend on another refused one. */
const MOST_TRIES = 5;

/**
 * Applies updates to one order, in the order given. Refused ones are retried after the others, as long as one of these
 * changes the order: they may have come too early.
 *
 * @param fresh reads the order as stored: once, and again if an update is refused
 * @param failed the outcome of an update for which the rules threw an internal error
 */
export function applyOrderUpdates<Update extends { readonly update: SentOrderUpdate }>(
  fresh: () => OrderProgress,
  updates: readonly Update[],
  failed: Failed<Update>,
): AppliedUpdates<Update> {
  // Most updates are not refused, and copying the order before each would take most of the time.
  const inPlace = new Applying(fresh(), failed, () => KEEP_NOTHING);
  if (updates.every((one) => inPlace.take(one))) return inPlace.result();
  const applying = new Applying(fresh(), failed, keepOrder);
  for (const one of updates) applying.take(one);
  applying.tryAgain(updates);
  return applying.result();
}

const KEEP_NOTHING = () => undefined;

/** An order to which updates are being applied. */
class Applying<Update extends { readonly update: SentOrderUpdate }> {
  readonly #order: OrderProgress;
  readonly #failed: Failed<Update>;
  readonly #keep: (order: OrderProgress) => () => void;
  readonly #outcomes = new Map<Update, UpdateOutcome>();
  readonly #causes: Update[] = [];
  /** The number of applied updates when each update was last tried. */
  readonly #triedAfter = new Map<Update, number>();
  #applied = 0;
  /** Resets the order to its state after the last accepted update; created on demand. */
  #restore: (() => void) | undefined;

  /** @param keep saves the order's changeable state, which a refusal restores */
  constructor(order: OrderProgress, failed: Failed<Update>, keep: (order: OrderProgress) => () => void) {
    this.#order = order;
    this.#failed = failed;
    this.#keep = keep;
  }

  /** Tries an update. @returns whether it was accepted */
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

  /** Retries refused updates, unless the order is unchanged: they would be refused for the same reason. */
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
