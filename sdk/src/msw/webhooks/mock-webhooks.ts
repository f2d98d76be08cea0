import {
  type CreatedWebhook,
  type CreateWebhook,
  type EventType,
  eventDefinition,
  formatId,
  LIMITS,
  Problem,
  type UpdateWebhook,
} from '@commerce-integration/contract';
import { WEBHOOK_SECRET_PREFIX, webhookUrlProblem } from '@commerce-integration/contract/rules';
import type { FeatureHandlers, MockCall } from '../http/mock-call.ts';
import { actingPartnerById } from '../partners/mock-acting-partner.ts';
import { newEvent, recordEvent } from '../store/mock-event-log.ts';
import { listRows } from '../store/mock-lists.ts';
import { changeShown, keep, type MockTables } from '../store/mock-tables.ts';
import { assertEnabled, recover, replay } from './mock-redeliveries.ts';
import {
  getWebhook,
  newDelivery,
  presentDelivery,
  presentWebhook,
  send,
  type WebhookRow,
  webhooksOf,
} from './mock-webhook-rows.ts';

const HEALTHY = {
  status: 'active',
  disabled_reason: null,
  circuit: 'closed',
  failure_count: 0,
  failing_since: null,
  last_error: null,
  next_probe_at: null,
} as const;

export const webhookHandlers: FeatureHandlers<'webhooks'> = {
  createWebhook: (call) => call.once(() => ({ status: 201, body: createWebhook(call, call.body) })),

  listWebhooks: (call) => ({
    status: 200,
    body: listRows(call, webhooksOf(call.tables), 'webhook', (row) => presentWebhook(call.tables, row)),
  }),

  getWebhook: (call) => ({
    status: 200,
    body: presentWebhook(call.tables, getWebhook(call, call.params.webhook_id)),
  }),

  updateWebhook: (call) => {
    const webhook = getWebhook(call, call.params.webhook_id);
    updateWebhook(call.tables, webhook, call.body);
    return { status: 200, body: presentWebhook(call.tables, webhook) };
  },

  deleteWebhook: (call) => {
    webhooksOf(call.tables).delete(getWebhook(call, call.params.webhook_id).id);
    return { status: 204, body: undefined };
  },

  rotateWebhookSecret: (call) =>
    call.once(() => {
      const webhook = getWebhook(call, call.params.webhook_id);
      const until = new Date(Date.now() + call.body.old_valid_hours * 3_600_000).toISOString();
      changeShown(webhook, { old_secret_valid_until: call.body.old_valid_hours === 0 ? null : until });
      return { status: 201, body: { ...presentWebhook(call.tables, webhook), secret: newSecret() } };
    }),

  testWebhook: (call) =>
    call.once(() => {
      const webhook = getWebhook(call, call.params.webhook_id);
      assertEnabled(webhook);
      const [named = '*'] = webhook.shown.events;
      const type = call.body.event_type ?? (named === '*' ? 'order.created' : (named as EventType));
      const event = { type, partnerId: webhook.partnerId, data: eventDefinition(type).example as never };
      const delivery = newDelivery(call.tables, webhook, newEvent(call.tables, event));
      const body = presentDelivery(call.tables, delivery);
      send(call.tables, delivery);
      return { status: 202, body };
    }),

  recoverWebhook: (call) =>
    call.once(() => {
      const deliveries = recover(call.tables, getWebhook(call, call.params.webhook_id), call.body);
      return { status: 202, body: { deliveries, has_more: false } };
    }),

  replayWebhook: (call) =>
    call.once(() => {
      const deliveries = replay(call.tables, getWebhook(call, call.params.webhook_id), call.body.event_ids);
      return { status: 202, body: { deliveries, has_more: false } };
    }),
};

/** @throws Problem `validation_failed` for the URL, `too_many_webhooks`; as `actingPartnerById` does */
function createWebhook(call: MockCall, input: CreateWebhook): CreatedWebhook {
  const { tables, caller } = call;
  const isOfAll = caller.partner === null && input.partner_id === undefined;
  const partner = isOfAll ? undefined : actingPartnerById(call, input.partner_id);
  assertMayCall(input.url);
  const partnerId = partner?.id ?? null;
  const own = [...webhooksOf(tables).values()].filter((row) => row.partnerId === partnerId);
  if (own.length >= LIMITS.webhooks) {
    const owner = partner ? `Partner ${partner.shown.partner_id}` : 'The operator';
    throw new Problem('too_many_webhooks', `${owner} already has ${LIMITS.webhooks} subscriptions: delete one first.`);
  }
  const id = tables.next('webhook');
  const now = new Date().toISOString();
  const { url, events, ordered, max_in_flight, description = null, headers = {} } = input;
  const shown = {
    webhook_id: formatId('webhook', id),
    partner_id: partner?.shown.partner_id ?? null,
    ...{ url, events, description, ordered, max_in_flight, headers },
    ...HEALTHY,
    old_secret_valid_until: null,
    created_at: now,
    updated_at: now,
  };
  const row = keep(webhooksOf(tables), { id, partnerId, shown, lastSequence: 0 });
  return { ...presentWebhook(tables, row), secret: newSecret() };
}

/** The addresses that a name stands for are not looked at. @throws Problem `validation_failed` */
function assertMayCall(url: string): void {
  const message = webhookUrlProblem(url, { allowLoopback: true });
  if (message === undefined) return;
  throw new Problem('validation_failed', message, { errors: [{ path: 'url', code: 'invalid_url', message }] });
}

function updateWebhook(tables: MockTables, webhook: WebhookRow, { status, ...changes }: UpdateWebhook): void {
  if (changes.url !== undefined) assertMayCall(changes.url);
  const isDisabled = status === 'disabled' && webhook.shown.status === 'active';
  const ended = isDisabled ? ({ status, disabled_reason: 'request' } as const) : {};
  changeShown(webhook, { ...changes, ...(status === 'active' ? HEALTHY : ended) });
  if (!isDisabled) return;
  const { webhook_id, url, failure_count, failing_since, last_error } = webhook.shown;
  const data = { webhook_id, url, failure_count, failing_since, last_error, reason: 'request' as const };
  recordEvent(tables, { type: 'webhook.disabled', partnerId: webhook.partnerId, data });
}

/** A new secret, as the API makes them. */
export function newSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return WEBHOOK_SECRET_PREFIX + btoa(String.fromCharCode(...bytes));
}
