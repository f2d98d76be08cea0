import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';
import { getWebhook } from './webhooks.queries.ts';

/**
 * Deletes a subscription and cancels what it has not delivered. The log of its deliveries stays.
 *
 * @throws Problem `not_found`
 */
export async function deleteWebhook(em: UnitOfWork, webhookId: string): Promise<void> {
  const webhook = await getWebhook(em, webhookId, 'for update');
  await cancelWaiting(em, webhook.id);
  em.remove(webhook);
  await em.flush();
}

/** Tenancy: of a subscription that was read for the caller. */
async function cancelWaiting(em: UnitOfWork, webhookNumber: number): Promise<void> {
  await sqlOf(em).query(
    `with waiting as (
       delete from webhook_queue where webhook_id = $1 returning delivery_id, created_at
     )
     update webhook_delivery d set status = 'cancelled', due_at = null from waiting w
     where d.id = w.delivery_id and d.created_at = w.created_at`,
    [webhookNumber],
  );
}
