import { idNumber, type Page, Problem, type WEBHOOK_STATUSES } from '@commerce-integration/contract';
import { LockMode } from '@mikro-orm/core';
import { newestFirst } from '../database/newest-first.ts';
import type { UnitOfWork } from '../database/orm.ts';
import { Webhook } from './webhook.entity.ts';

/**
 * @param mode `for update` to change it: deliveries change its health concurrently
 * @throws Problem `not_found`, as for a subscription that is not the caller's
 */
export async function getWebhook(em: UnitOfWork, webhookId: string, mode?: 'for update'): Promise<Webhook> {
  const lock = mode === undefined ? {} : { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true };
  const webhook = await em.findOne(Webhook, { id: idNumber(webhookId) }, lock);
  if (!webhook) throw new Problem('not_found', `Webhook ${webhookId} not found.`);
  return webhook;
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
