import { formatId, idNumber, type Page, Problem, type WEBHOOK_STATUSES } from '@commerce-integration/contract';
import { cursorNumber, toPage } from '@commerce-integration/contract/rules';
import { LockMode } from '@mikro-orm/core';
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
export async function listWebhooks(em: UnitOfWork, query: WebhookListing): Promise<Page<Webhook>> {
  const before = cursorNumber(query.cursor, 'WH');
  const rows = await em.find(
    Webhook,
    {
      ...(query.partner === undefined ? {} : { partnerId: query.partner }),
      ...(query.status === undefined ? {} : { status: query.status }),
      ...(before === undefined ? {} : { id: { $lt: before } }),
    },
    { orderBy: { id: 'desc' }, limit: query.limit + 1 },
  );
  return toPage(
    rows,
    query.limit,
    (webhook) => webhook,
    (webhook) => formatId('webhook', webhook.id),
  );
}
