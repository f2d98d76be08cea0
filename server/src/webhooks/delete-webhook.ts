import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';
import { cancelQueued } from './cancel-queued.ts';
import { getWebhook } from './webhooks.queries.ts';

/**
 * Deletes a subscription and cancels what it has not delivered. The log of its deliveries stays.
 *
 * @throws Problem `not_found`
 */
export async function deleteWebhook(em: UnitOfWork, webhookId: string): Promise<void> {
  const webhook = await getWebhook(em, webhookId, 'for update');
  await cancelQueued(sqlOf(em), [webhook.id]);
  em.remove(webhook);
  await em.flush();
}
