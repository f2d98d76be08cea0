import { idNumber, Problem, type RecoverWebhook } from '@commerce-integration/contract';
import { eventsOf } from '../store/mock-event-log.ts';
import type { EventRow } from '../store/mock-rows.ts';
import { type MockTables, notFound } from '../store/mock-tables.ts';
import {
  type DeliveryRow,
  deliveriesOf,
  mayHave,
  newDelivery,
  send,
  type WebhookRow,
  wants,
} from './mock-webhook-rows.ts';

/** @throws Problem `webhook_disabled` */
export function assertEnabled({ shown: { status, webhook_id } }: WebhookRow): void {
  if (status === 'active') return;
  const message = `Webhook ${webhook_id} is disabled: enable it first, by PATCH with status active.`;
  throw new Problem('webhook_disabled', message);
}

/** Delivers what was missed since a time. @returns how many. @throws Problem `webhook_disabled` */
export function recover(tables: MockTables, webhook: WebhookRow, { since, only }: RecoverWebhook): number {
  assertEnabled(webhook);
  const from = Date.parse(since);
  const failed = ownDeliveries(tables, webhook).filter(
    ({ status, createdAt }) => status === 'failed' && Date.parse(createdAt) >= from,
  );
  const missed = neverDelivered(tables, webhook).filter(
    (event) => wants(webhook, event) && Date.parse(event.at) >= from,
  );
  const again = only === 'never_delivered' ? [] : failed;
  const fresh = only === 'failed' ? [] : missed;
  sendAll(tables, webhook, again, fresh);
  return again.length + fresh.length;
}

/** Delivers certain events. @returns how many. @throws Problem `webhook_disabled`, `not_found` */
export function replay(tables: MockTables, webhook: WebhookRow, eventIds: readonly string[]): number {
  assertEnabled(webhook);
  const events = new Set(
    eventIds.map((id) => {
      const event = eventsOf(tables).get(idNumber(id));
      if (!event || !mayHave(webhook, event)) throw notFound('Event', id);
      return event;
    }),
  );
  const again = ownDeliveries(tables, webhook).filter(({ event }) => events.has(event));
  const fresh = neverDelivered(tables, webhook).filter((event) => events.has(event));
  sendAll(tables, webhook, again, fresh);
  return again.length + fresh.length;
}

export function ownDeliveries(tables: MockTables, { id }: WebhookRow): DeliveryRow[] {
  return [...deliveriesOf(tables).values()].filter(({ webhookId }) => webhookId === id);
}

function neverDelivered(tables: MockTables, webhook: WebhookRow): EventRow[] {
  const delivered = new Set(ownDeliveries(tables, webhook).map(({ event }) => event));
  return [...eventsOf(tables).values()].filter((event) => mayHave(webhook, event) && !delivered.has(event));
}

function sendAll(tables: MockTables, webhook: WebhookRow, again: readonly DeliveryRow[], fresh: readonly EventRow[]) {
  for (const row of again) send(tables, row);
  for (const event of fresh) send(tables, newDelivery(tables, webhook, event));
}
