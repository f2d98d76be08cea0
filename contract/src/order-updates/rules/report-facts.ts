import { PARCEL_FIELDS, setParcelField } from '../../orders/lifecycle/ask-for-changes.ts';
import type { DeliveryProgress } from '../../orders/lifecycle/order-progress.ts';
import { assertAvailable } from '../../orders/lifecycle/quantities.ts';
import type { SentOrderUpdate } from '../order-update.ts';
import type { MatchedLine } from './match-lines.ts';

const LINE_FACTS = ['estimated_from', 'estimated_until', 'confirmed_at', 'remark', 'invoice_number'] as const;

/** Whether a field accepts a report of a time, because it has no later one. Records the time. */
function takesReport({ reportedAt }: DeliveryProgress, field: string, at: string): boolean {
  const last = reportedAt[field];
  if (last !== undefined && at < last) return false;
  reportedAt[field] = at;
  return true;
}

/**
 * Stores carrier and tracking number, unless later ones were reported.
 *
 * @param hasShipped whether the update has shipped a parcel: they are that parcel's, not an earlier one's
 * @returns whether anything is new
 */
export function reportParcel(
  delivery: DeliveryProgress,
  update: SentOrderUpdate,
  { hasShipped }: { hasShipped: boolean },
): boolean {
  const taken = PARCEL_FIELDS.filter((field) => {
    const value = update[field];
    if (value === undefined || !takesReport(delivery, field, update.occurred_at)) return false;
    return setParcelField(delivery, field, value, { hasShipped });
  });
  return taken.length > 0;
}

/**
 * Stores the contents of a line field by field, except fields with a later report.
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
