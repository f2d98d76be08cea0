import { formatId, idNumber, type Order } from '@commerce-integration/contract';
import {
  type Cause,
  type DeliveryProgress,
  eventsOfChanges,
  historyOfChanges,
  type OrderProgress,
} from '@commerce-integration/contract/rules';
import type { Seen } from '../http/mock-call.ts';
import { recordEvent } from '../store/mock-event-log.ts';
import type { OrderRow } from '../store/mock-rows.ts';
import { getRow, keep, type MockTables } from '../store/mock-tables.ts';
import { presentOrder } from './present-order.ts';

/** Changes the progress of an order, or refuses with a Problem. */
export type Rule = (order: OrderProgress, cause: Cause) => void;

/** @throws Problem `not_found` */
export function getOrder({ tables, caller }: Seen, orderId: string): OrderRow {
  return getRow(tables.orders, caller, orderId, `Order not found: ${orderId}`);
}

/** Changes an order by a rule of the contract. @throws Problem `not_found`, and those of the rule */
export function changeOrder(seen: Seen, orderId: string, reason: string | undefined, rule: Rule): Order {
  const { tables, caller } = seen;
  const row = getOrder(seen, orderId);
  const kind = caller.partner ? 'partner' : 'operator';
  storeChange(tables, row, { kind, reason: reason ?? null, by: formatId('apiKey', caller.apiKeyId) }, rule);
  return presentOrder(tables, row);
}

/** Who changes an order and why: the ID of an API key or of an order update, or `system`. */
interface MockCause extends Omit<Cause, 'at'> {
  readonly by: string;
}

/** Applies a rule to an order, and stores what it changed, with its history and its events. @throws Problem of the rule */
function storeChange(tables: MockTables, row: OrderRow, { by, ...cause }: MockCause, rule: Rule): void {
  const at = new Date(tables.now()).toISOString();
  // A copy: a refusal must change nothing.
  const after = structuredClone(row.progress);
  rule(after, { ...cause, at });
  storeProgress(tables, row, after, { byOf: () => by, at });
}

/** When an order was changed, and by what. */
interface StoredChange {
  /** What caused a change, by its place among the changes: the ID of an API key or of an order update, or `system`. */
  byOf(place: number): string;
  readonly at: string;
  /** Whether nothing is new but when it was reported: the order does not count as changed. */
  readonly isKnown?: boolean;
}

/** Stores what became of an order, with its history and its events. */
export function storeProgress(
  tables: MockTables,
  row: OrderRow,
  after: OrderProgress,
  { byOf, at, isKnown = false }: StoredChange,
): void {
  const before = row.progress;
  numberNewParts(tables, after);
  storeDeliveries(tables, row, before, after, at);
  const history = after.changes.flatMap((change, place) =>
    historyOfChanges({ ...after, changes: [change] }).map((entry) => ({ ...entry, at, by: byOf(place) })),
  );
  row.history.push(...history);
  if (!isKnown) row.shown.updated_at = at;
  const events = eventsOfChanges(after, row.shown.currency);
  row.progress = { ...after, changes: [] };
  for (const event of events) recordEvent(tables, { ...event, partnerId: row.partnerId });
}

function numberNewParts(tables: MockTables, { deliveries }: OrderProgress): void {
  for (const delivery of deliveries) delivery.id ??= tables.next('delivery');
  for (const shipment of deliveries.flatMap(({ shipments }) => shipments)) shipment.id ??= tables.next('shipment');
}

function storeDeliveries(
  tables: MockTables,
  { id: orderId, partnerId }: OrderRow,
  before: OrderProgress,
  after: OrderProgress,
  at: string,
): void {
  const former = new Map(before.deliveries.map((delivery) => [delivery.id, fieldsOf(delivery)]));
  for (const delivery of after.deliveries) {
    const id = delivery.id ?? 0;
    const row = tables.deliveries.get(id);
    if (!row) keep(tables.deliveries, { id, partnerId, orderId, created_at: at, updated_at: at });
    else if (former.get(id) !== fieldsOf(delivery)) row.updated_at = at;
  }
}

/** The fields of a delivery itself, without its parcels, to find out whether they were changed. */
function fieldsOf({ shipments: _, ...fields }: DeliveryProgress): string {
  return JSON.stringify(fields);
}

/** A delivery, and the order that it belongs to. @throws Problem `not_found` */
export function getDelivery({ tables, caller }: Seen, deliveryId: string) {
  const { orderId } = getRow(tables.deliveries, caller, deliveryId, `Delivery ${deliveryId} not found.`);
  const row = tables.orders.get(orderId);
  const delivery = row?.progress.deliveries.find(({ id }) => id === idNumber(deliveryId));
  if (!row || !delivery) throw new Error(`Delivery ${deliveryId} has no order`);
  return { row, delivery };
}
