import {
  formatId,
  type Webhook,
  type WebhookDelivery,
  type WebhookDeliveryDetail,
} from '@commerce-integration/contract';
import { carriedEvent } from '../store/mock-event-log.ts';
import type { Caller, EventRow, Owned } from '../store/mock-rows.ts';
import { getRow, keep, type MockTables, notFound } from '../store/mock-tables.ts';

export interface WebhookRow extends Owned {
  shown: Omit<Webhook, 'partner_name'>;
  lastSequence: number;
}

/** A delivery; in the mock each attempt succeeds. */
export interface DeliveryRow extends Owned {
  webhookId: number;
  event: EventRow;
  sequence: number | null;
  status: WebhookDelivery['status'];
  attempts: WebhookDeliveryDetail['attempts'];
  createdAt: string;
}

export function webhooksOf(tables: MockTables): Map<number, WebhookRow> {
  return tables.own<WebhookRow>('webhook');
}

export function deliveriesOf(tables: MockTables): Map<number, DeliveryRow> {
  return tables.own<DeliveryRow>('webhookDelivery');
}

/** @throws Problem `not_found` */
export function getWebhook({ tables, caller }: { tables: MockTables; caller: Caller }, id: string): WebhookRow {
  return getRow(webhooksOf(tables), caller, id, notFound('Webhook', id).message);
}

/** @throws Problem `not_found` */
export function getDelivery({ tables, caller }: { tables: MockTables; caller: Caller }, id: string): DeliveryRow {
  return getRow(deliveriesOf(tables), caller, id, notFound('Webhook delivery', id).message);
}

/** Whether a subscription may have an event: its partner's, or any for the operator's own. */
export function mayHave({ partnerId }: WebhookRow, event: EventRow): boolean {
  return partnerId === null || partnerId === event.partnerId;
}

/** Whether a subscription names the type of an event. */
export function wants({ shown: { events } }: WebhookRow, { type }: EventRow): boolean {
  return events.includes('*') || events.includes(type);
}

/** Delivers an event to each active subscription that wants it. */
export function writeDeliveries(tables: MockTables, event: EventRow): void {
  for (const webhook of webhooksOf(tables).values()) {
    const isSent = webhook.shown.status === 'active' && mayHave(webhook, event) && wants(webhook, event);
    if (isSent) send(tables, newDelivery(tables, webhook, event));
  }
}

/** Adds a delivery that waits. */
export function newDelivery(tables: MockTables, webhook: WebhookRow, event: EventRow): DeliveryRow {
  const id = tables.next('webhookDelivery');
  const row = { webhookId: webhook.id, event, sequence: null, status: 'pending' as const, attempts: [] };
  const createdAt = new Date(tables.now()).toISOString();
  return keep(deliveriesOf(tables), { ...row, id, partnerId: webhook.partnerId, createdAt });
}

/** Sends a delivery, which is to say that it counts as sent and answered with 204. */
export function send(tables: MockTables, row: DeliveryRow): void {
  const webhook = webhooksOf(tables).get(row.webhookId);
  if (webhook) row.sequence ??= ++webhook.lastSequence;
  const answer = { response_code: 204, response_headers: {}, response_body: '', error: null };
  const at = new Date().toISOString();
  row.attempts = [
    ...row.attempts,
    { attempt: row.attempts.length + 1, at, duration_ms: 0, request_headers: {}, ...answer },
  ];
  row.status = 'succeeded';
}

/** A subscription as the API shows it. */
export function presentWebhook(tables: MockTables, { partnerId, shown }: WebhookRow): Webhook {
  const { old_secret_valid_until: oldUntil, headers } = shown;
  return {
    ...shown,
    partner_name: partnerId === null ? null : tables.partnerName(partnerId),
    headers: Object.fromEntries(Object.keys(headers).map((name) => [name, '***'])),
    old_secret_valid_until: oldUntil !== null && Date.parse(oldUntil) > Date.now() ? oldUntil : null,
  };
}

export function presentDelivery(tables: MockTables, row: DeliveryRow): WebhookDelivery {
  const { partnerId, id, type } = row.event;
  const last = row.attempts.at(-1);
  return {
    delivery_id: formatId('webhookDelivery', row.id),
    webhook_id: formatId('webhook', row.webhookId),
    partner_id: partnerId === null ? null : formatId('partner', partnerId),
    partner_name: partnerId === null ? null : tables.partnerName(partnerId),
    event_id: formatId('event', id),
    event_type: type,
    sequence: row.sequence,
    status: row.status,
    attempt_count: row.attempts.length,
    response_code: last?.response_code ?? null,
    error: last?.error ?? null,
    next_attempt_at: row.status === 'pending' ? row.createdAt : null,
    created_at: row.createdAt,
  };
}

export function presentDeliveryDetail(tables: MockTables, row: DeliveryRow): WebhookDeliveryDetail {
  return {
    ...presentDelivery(tables, row),
    request_payload: { ...carriedEvent(row.event) },
    response_body: row.attempts.at(-1)?.response_body ?? null,
    attempts: row.attempts,
  };
}
