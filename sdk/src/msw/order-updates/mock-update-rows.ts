import type { FeedMapping, OrderUpdate, OrderUpdateFeed, SentOrderUpdate } from '@commerce-integration/contract';
import { formatId, idNumber } from '@commerce-integration/contract';
import {
  ambiguousReference,
  applyOrderUpdates,
  RETRIED_CODES,
  RETRYING_EVENTS,
  refusalOf,
  type UpdateOutcome,
  UpdateRefused,
} from '@commerce-integration/contract/rules';
import { storeProgress } from '../orders/mock-change-order.ts';
import type { EventRow, OrderRow, Owned } from '../store/mock-rows.ts';
import type { MockTables } from '../store/mock-tables.ts';

/** An order update. */
export interface UpdateRow extends Owned {
  partnerId: number;
  /** What it says, to compare it with another of the same ID. */
  digest: string;
  push: { id: number; entry: number } | null;
  shown: OrderUpdate;
}

export interface UpdateFeedRow extends Owned {
  partnerId: number;
  secret: string;
  /** The secret before the last rotation, valid until `old_secret_valid_until`. */
  oldSecret: string | null;
  shown: Omit<OrderUpdateFeed, 'mapping'> & { mapping: FeedMapping | null };
}

/** What was pushed to a feed. */
export interface PushRow extends Owned {
  partnerId: number;
  feedId: number;
  contentType: string;
  bytes: Uint8Array;
  created_at: string;
}

export const updatesOf = (tables: MockTables) => tables.own<UpdateRow>('orderUpdate');
export const feedsOf = (tables: MockTables) => tables.own<UpdateFeedRow>('orderUpdateFeed');
export const pushesOf = (tables: MockTables) => tables.own<PushRow>('orderUpdatePush');

/** A new update, which is queued. */
export function newUpdate(
  tables: MockTables,
  partnerId: number,
  update: SentOrderUpdate,
): UpdateRow & { shown: { status: 'queued' } } {
  const id = tables.next('orderUpdate');
  const shown = {
    order_update_id: formatId('orderUpdate', id),
    update_id: update.update_id,
    partner_id: formatId('partner', partnerId),
    partner_name: tables.partnerName(partnerId),
    order_update_feed_id: null,
    push_id: null,
    status: 'queued' as const,
    code: null,
    message: null,
    order_id: null,
    update,
    occurred_at: update.occurred_at,
    created_at: new Date(tables.now()).toISOString(),
    finished_at: null,
  };
  return { id, partnerId, digest: JSON.stringify(update), push: null, shown };
}

/** Applies all that is queued, as the server's worker does: those of each order in the order of their time. */
export function applyQueued(tables: MockTables): void {
  const queued = [...updatesOf(tables).values()]
    .flatMap((row) => (row.shown.status === 'queued' && row.shown.update ? [{ row, update: row.shown.update }] : []))
    .sort((a, b) => Date.parse(a.update.occurred_at) - Date.parse(b.update.occurred_at) || a.row.id - b.row.id);
  const byOrder = new Map<OrderRow, typeof queued>();
  for (const one of queued) {
    try {
      const order = orderOf(tables, one.row.partnerId, one.update);
      byOrder.set(order, [...(byOrder.get(order) ?? []), one]);
    } catch (error) {
      const refusal = refusalOf(error);
      if (!refusal) throw error;
      finish(tables, one.row, { status: 'parked', ...refusal }, null);
    }
  }
  for (const [order, updates] of byOrder) {
    const done = applyOrderUpdates(
      () => structuredClone(order.progress),
      updates,
      (_, error) => {
        throw error;
      },
    );
    for (const [{ row }, outcome] of done.outcomes) finish(tables, row, outcome, order);
    if (!done.isTouched) continue;
    const isKnown = ![...done.outcomes.values()].some(({ status }) => status === 'applied');
    const byOf = (place: number) => done.causes[place]?.row.shown.order_update_id ?? 'system';
    storeProgress(tables, order, done.order, { byOf, at: new Date(tables.now()).toISOString(), isKnown });
  }
}

function finish(tables: MockTables, row: UpdateRow, outcome: UpdateOutcome, order: OrderRow | null): void {
  const finished_at = new Date(tables.now()).toISOString();
  row.shown = { ...row.shown, ...outcome, order_id: order?.shown.order_id ?? row.shown.order_id, finished_at };
}

/** The order that an update of a partner is about. @throws UpdateRefused `not_found`, `ambiguous_reference` */
function orderOf(tables: MockTables, partnerId: number, update: SentOrderUpdate): OrderRow {
  const { order_id, customer_reference, delivery_id } = update;
  const own = [...tables.orders.values()].filter((row) => row.partnerId === partnerId);
  const found = own.filter(({ id, shown }) => {
    if (order_id !== undefined) return id === idNumber(order_id);
    if (delivery_id !== undefined) return tables.deliveries.get(idNumber(delivery_id))?.orderId === id;
    return shown.customer_reference === customer_reference;
  });
  const [order] = found;
  if (!order) {
    const name = order_id ?? delivery_id ?? `with the customer_reference ${customer_reference}`;
    const noun = delivery_id === undefined ? 'order' : 'delivery';
    const message = `The partner has no ${noun} ${name}: dismiss the update, or retry it when there is one.`;
    throw new UpdateRefused('not_found', message);
  }
  if (found.length === 1) return order;
  throw ambiguousReference(
    found.map(({ id }) => id),
    customer_reference ?? '',
  );
}

/** Applies parked updates of an order that has changed. */
export function retryParked(tables: MockTables, { type, subjectId: orderId }: EventRow): void {
  if (!RETRYING_EVENTS.some((one) => one === type)) return;
  const parked = [...updatesOf(tables).values()].filter(
    ({ shown }) =>
      shown.order_id === orderId && shown.status === 'parked' && RETRIED_CODES.some((one) => one === shown.code),
  );
  for (const row of parked) requeue(row);
  // After what has changed the order is stored.
  if (parked.length > 0) queueMicrotask(() => applyQueued(tables));
}

export function requeue(row: UpdateRow): void {
  row.shown = { ...row.shown, status: 'queued', code: null, message: null, finished_at: null };
}
