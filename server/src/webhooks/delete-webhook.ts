import type { UnitOfWork } from '../database/orm.ts';
import { getWebhook } from './webhooks.queries.ts';

/**
 * Deletes a subscription. Nothing more is sent to it; workers cancel its pending deliveries in bounded steps. Its
 * delivery log is kept.
 *
 * @throws Problem `not_found`
 */
export async function deleteWebhook(em: UnitOfWork, webhookId: string): Promise<void> {
  em.remove(await getWebhook(em, webhookId, 'for update'));
  await em.flush();
}
