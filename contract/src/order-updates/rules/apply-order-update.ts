import { mayBeShipped } from '../../orders/lifecycle/change-items.ts';
import { deriveStates } from '../../orders/lifecycle/derive-states.ts';
import { moveOrder } from '../../orders/lifecycle/move-order.ts';
import type { Cause, DeliveryProgress, OrderProgress } from '../../orders/lifecycle/order-progress.ts';
import { ORDER_STATES } from '../../orders/states/order-states.ts';
import { transitionOf } from '../../orders/states/state-machine.ts';
import { formatId } from '../../shared/ids.ts';
import type { OrderUpdateCode, SentOrderUpdate } from '../order-update.ts';
import { deliveriesInQuestion, deliveriesMeant } from './find-deliveries.ts';
import { keepOrder } from './keep-order.ts';
import { matchLines } from './match-lines.ts';
import { reportLine, reportParcel } from './report-facts.ts';
import { reportParts } from './report-parts.ts';
import { reportStatus, tellsOfShipping } from './report-status.ts';
import { isReportedInPart, isReportedWhole, shipReported } from './ship-reported.ts';
import { refusalOf, UpdateRefused } from './update-refused.ts';

/** The outcome of an order update. */
export interface UpdateOutcome {
  readonly status: 'applied' | 'ignored' | 'parked';
  /** Why it is parked. */
  readonly code: OrderUpdateCode | null;
  /** Why it is parked, or which of its parts had no effect. */
  readonly message: string | null;
}

/**
 * Applies an update to an order, in place. Of two reports of a field, the one with the later `occurred_at` wins, in
 * whatever order they arrive; a status never goes back.
 *
 * @param restore resets the order to its previous state, if the update cannot be applied
 * @throws anything but a refusal, which is an internal error
 */
export function applyOrderUpdate(
  order: OrderProgress,
  update: SentOrderUpdate,
  restore: () => void = keepOrder(order),
): UpdateOutcome {
  try {
    return report(order, update);
  } catch (error) {
    restore();
    const refusal = refusalOf(error);
    if (!refusal) throw error;
    return { status: 'parked', ...refusal };
  }
}

function report(order: OrderProgress, update: SentOrderUpdate): UpdateOutcome {
  const cause: Cause = { kind: 'update', reason: update.reason ?? null, at: update.occurred_at };
  const changes = order.changes.length;
  if (isCancelledWhole(order, update)) {
    if (order.status !== 'cancelled') moveOrder(order, 'cancelled', cause);
    return outcomeOf(order.changes.length > changes, []);
  }
  begin(order, cause);
  const { isNew, notes } = update.items ? reportParcelOf(order, update, cause) : reportAll(order, update, cause);
  return outcomeOf(isNew || order.changes.length > changes, notes);
}

function outcomeOf(isNew: boolean, notes: readonly string[]): UpdateOutcome {
  return {
    status: isNew ? 'applied' : 'ignored',
    code: null,
    message: notes.length > 0 ? notes.join(' ') : isNew ? null : NOTHING_NEW,
  };
}

/** Whether an update cancels a whole order, or is for a cancelled one. */
function isCancelledWhole(order: OrderProgress, { status, items, delivery_id }: SentOrderUpdate): boolean {
  if (status !== 'cancelled' || items) return false;
  if (order.status === 'cancelled') return true;
  return (
    delivery_id === undefined && (transitionOf(ORDER_STATES, order.status, 'cancelled')?.by ?? []).includes('update')
  );
}

/** @throws UpdateRefused for a cancelled order, Problem for one that waits for approval */
function begin(order: OrderProgress, cause: Cause): void {
  if (order.status === 'cancelled')
    throw new UpdateRefused(
      'transition_not_allowed',
      `Order ${formatId('order', order.id)} is cancelled: dismiss the update, and tell its sender.`,
    );
  if (order.status === 'created' || order.status === 'waiting_approval') moveOrder(order, 'in_progress', cause);
}

interface Reported {
  readonly isNew: boolean;
  /** Sentences on parts without effect. */
  readonly notes: readonly string[];
}

/** Applies an update with parts: each is a separate parcel, however late it arrives. */
function reportParcelOf(order: OrderProgress, update: SentOrderUpdate, cause: Cause): Reported {
  reportParts(order, deliveriesInQuestion(order, update), update, cause);
  return { isNew: true, notes: [] };
}

function reportAll(order: OrderProgress, update: SentOrderUpdate, cause: Cause): Reported {
  const { lines = [], occurred_at } = update;
  const inQuestion = deliveriesInQuestion(order, update);
  const { matched, leftovers } = matchLines(inQuestion, lines);
  if (lines.length > 0 && matched.length === 0)
    throw new UpdateRefused('nothing_matched', `${leftoverNote(update, leftovers)} Nothing of the update was applied.`);
  const deliveries = deliveriesMeant(order, inQuestion, update, matched);
  const said = matched.map((one) => reportLine(one, occurred_at));
  const notes: string[] = [];
  for (const delivery of deliveries) {
    const parcels = delivery.shipments.length;
    const note = moveOn(order, delivery, update, cause);
    if (note !== null) notes.push(note);
    said.push(reportParcel(delivery, update, { hasShipped: delivery.shipments.length > parcels }));
  }
  if (leftovers.length > 0) notes.push(leftoverNote(update, leftovers));
  deriveStates(order, cause);
  return { isNew: said.includes(true), notes };
}

/** Ships a fully reported delivery, and moves it to the reported status. */
function moveOn(
  order: OrderProgress,
  delivery: DeliveryProgress,
  update: SentOrderUpdate,
  cause: Cause,
): string | null {
  const hasLines = update.lines !== undefined;
  const isWhole = isReportedWhole(delivery);
  const isToldOf = (hasLines || isReportedInPart(delivery)) && tellsOfShipping(delivery, update);
  if (isToldOf || (hasLines && isWhole && mayBeShipped(delivery))) shipReported(order, delivery, update, cause);
  return update.status === undefined || (delivery.status === 'cancelled' && isWhole)
    ? null
    : reportStatus(order, delivery, update, cause);
}

function leftoverNote({ lines = [] }: SentOrderUpdate, leftovers: readonly number[]): string {
  const named = leftovers.map((place) => `lines.${place} (${lines[place]?.order_item_id ?? lines[place]?.sku})`);
  return `No remaining line of a delivery matches ${named.join(', ')}.`;
}

/** The message of an update that changed nothing. */
export const NOTHING_NEW = 'It contained nothing new.';
/** The message of an update that was dismissed. */
export const DISMISSED = 'Dismissed.';
/** The message of an update whose row no longer exists, because the feed's data descriptor now leaves it out. */
export const ROW_LEFT_OUT = 'The data descriptor excludes this row.';
