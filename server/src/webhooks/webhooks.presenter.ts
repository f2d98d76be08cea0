import { formatId, type Webhook as WebhookShape } from '@commerce-integration/contract';
import type { UnitOfWork } from '../database/orm.ts';
import { partnerNames } from '../partners/partners.queries.ts';
import type { Webhook } from './webhook.entity.ts';

const MASK = '***';

/** Subscriptions as the API shows them, with the names of their partners. */
export async function presentWebhooks(em: UnitOfWork, webhooks: readonly Webhook[]): Promise<WebhookShape[]> {
  const names = await partnerNames(
    em,
    webhooks.flatMap(({ partnerId }) => partnerId ?? []),
  );
  return webhooks.map((webhook) => present(webhook, names));
}

export async function presentWebhook(em: UnitOfWork, webhook: Webhook): Promise<WebhookShape> {
  const [shown] = await presentWebhooks(em, [webhook]);
  return shown as WebhookShape;
}

function present(webhook: Webhook, names: ReadonlyMap<number, string>): WebhookShape {
  const { partnerId, oldSecretValidUntil, heldUntil } = webhook;
  const now = new Date();
  const future = (time: Date | null | undefined) => (time && time > now ? time.toISOString() : null);
  return {
    webhook_id: formatId('webhook', webhook.id),
    partner_id: partnerId ? formatId('partner', partnerId) : null,
    partner_name: partnerId ? (names.get(partnerId) ?? null) : null,
    url: webhook.url,
    events: webhook.events,
    description: webhook.description ?? null,
    ordered: webhook.ordered,
    max_in_flight: webhook.maxInFlight,
    headers: Object.fromEntries(webhook.headerNames.map((name) => [name, MASK])),
    status: webhook.status,
    disabled_reason: webhook.disabledReason ?? null,
    circuit: webhook.circuit,
    failure_count: webhook.failureCount,
    failing_since: webhook.failingSince?.toISOString() ?? null,
    last_error: webhook.lastError ?? null,
    next_probe_at: webhook.failureCount > 0 ? future(heldUntil) : null,
    old_secret_valid_until: future(oldSecretValidUntil),
    created_at: webhook.createdAt.toISOString(),
    updated_at: webhook.updatedAt.toISOString(),
  };
}
