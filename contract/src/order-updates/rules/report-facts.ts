import { setTrackingNumber } from '../../orders/lifecycle/ask-for-changes.ts';
import type { DeliveryProgress } from '../../orders/lifecycle/order-progress.ts';
import { assertAvailable } from '../../orders/lifecycle/quantities.ts';
import type { SentOrderUpdate } from '../order-update.ts';
import type { MatchedLine } from './match-lines.ts';

const LINE_FACTS = ['estimated_from', 'estimated_until', 'confirmed_at', 'remark', 'invoice_number'] as const;

/** Whether a field takes a report of a time: it has no later one. Notes the time. */
function takesReport({ reportedAt }: DeliveryProgress, field: string, at: string): boolean {
  const last = reportedAt[field];
  if (last !== undefined && at < last) return false;
  reportedAt[field] = at;
  return true;
}

/** Stores carrier and tracking number, unless later ones were reported. @returns whether anything is new */
export function reportParcel(
  delivery: DeliveryProgress,
  { carrier, tracking_number, occurred_at }: SentOrderUpdate,
): boolean {
  let isNew = false;
  if (carrier !== undefined && takesReport(delivery, 'carrier', occurred_at)) {
    const [parcel, ...others] = delivery.shipments.filter((one) => one.carrier === null);
    const isOfParcel = parcel !== undefined && others.length === 0;
    isNew = delivery.carrier !== carrier || isOfParcel;
    delivery.carrier = carrier;
    if (isOfParcel) parcel.carrier = carrier;
  }
  if (tracking_number === undefined) return isNew;
  if (takesReport(delivery, 'tracking_number', occurred_at)) {
    const waiting = delivery.shipments.filter((parcel) => parcel.tracking_number === null).length;
    isNew ||= delivery.tracking_number !== tracking_number || waiting === 1;
    setTrackingNumber(delivery, tracking_number);
  }
  return isNew;
}

/**
 * Stores what a line says, field by field, unless something later was reported of the field.
 *
 * @returns whether anything is new
 * @throws Problem `quantity_not_available` where more is delivered than belongs to the line
 */
export function reportLine({ said, line, delivery }: MatchedLine, at: string): boolean {
  const before = JSON.stringify(line);
  const takes = (field: string) => takesReport(delivery, `${line.order_item_id}.${field}`, at);
  for (const field of LINE_FACTS) {
    const value = said[field];
    if (value !== undefined && takes(field)) line[field] = value;
  }
  const delivered = said.rejected ? 0 : said.delivered_quantity;
  if (delivered !== undefined && takes('delivered_quantity')) {
    const { order_item_id } = line;
    assertAvailable({ order_item_id, quantity: delivered }, line.quantity - line.cancelled_quantity, 'delivered');
    line.delivered_quantity = delivered;
    line.rejected = said.rejected ?? false;
  }
  return JSON.stringify(line) !== before;
}
