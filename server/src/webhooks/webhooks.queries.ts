import type { Page, WEBHOOK_STATUSES } from '@commerce-integration/contract';
import type { UnitOfWork } from '../database/orm.ts';
import { findById, newestFirst } from '../database/read-entities.ts';
import { Webhook } from './webhook.entity.ts';

/**
 * @param mode `for update` to change it: deliveries change its health concurrently
 * @throws Problem `not_found`, as for a subscription that is not the caller's
 */
export function getWebhook(em: UnitOfWork, webhookId: string, mode?: 'for update'): Promise<Webhook> {
  return findById(em, Webhook, 'Webhook', webhookId, mode);
}

export interface WebhookListing {
  /** The partner's number. */
  partner?: number | undefined;
  status?: (typeof WEBHOOK_STATUSES)[number] | undefined;
  limit: number;
  cursor?: string | undefined;
}

/** Newest first. */
export function listWebhooks(em: UnitOfWork, query: WebhookListing): Promise<Page<Webhook>> {
  return newestFirst(em, Webhook, 'webhook', query, { partnerId: query.partner, status: query.status });
}
