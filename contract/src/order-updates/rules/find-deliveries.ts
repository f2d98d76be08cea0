import { deliveryOf } from '../../orders/lifecycle/ask-for-changes.ts';
import type { DeliveryProgress, OrderProgress } from '../../orders/lifecycle/order-progress.ts';
import { formatId } from '../../shared/ids.ts';
import type { SentOrderUpdate } from '../order-update.ts';
import type { MatchedLine } from './match-lines.ts';
import { UpdateRefused } from './update-refused.ts';

/** The candidate deliveries of an update: the one that it names, or all that were not cancelled. */
export function deliveriesInQuestion(order: OrderProgress, { delivery_id }: SentOrderUpdate): DeliveryProgress[] {
  if (delivery_id !== undefined) return [deliveryOf(order, delivery_id)];
  return order.deliveries.filter(({ status }) => status !== 'cancelled');
}

/**
 * The deliveries that an update is about: those of its lines, else those with its tracking number, else all candidates.
 *
 * @throws UpdateRefused `ambiguous_delivery` where a parcel's carrier or number would apply to several
 */
export function deliveriesMeant(
  order: OrderProgress,
  inQuestion: DeliveryProgress[],
  { tracking_number, carrier }: SentOrderUpdate,
  matched: readonly MatchedLine[],
): DeliveryProgress[] {
  if (matched.length > 0) return [...new Set(matched.map(({ delivery }) => delivery))];
  const known = inQuestion.filter(
    (delivery) =>
      tracking_number !== undefined &&
      (delivery.tracking_number === tracking_number ||
        delivery.shipments.some((parcel) => parcel.tracking_number === tracking_number)),
  );
  if (known.length > 0) return known;
  if (inQuestion.length > 1 && (tracking_number ?? carrier) !== undefined) {
    const ids = inQuestion.map(({ id }) => (id === null ? 'a new one' : formatId('delivery', id)));
    throw new UpdateRefused(
      'ambiguous_delivery',
      `Order ${formatId('order', order.id)} has ${ids.length} deliveries (${ids.join(', ')}): name the one by its delivery_id.`,
    );
  }
  return inQuestion;
}
