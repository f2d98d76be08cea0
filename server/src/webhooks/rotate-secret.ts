import { endOfOldSecret } from '@commerce-integration/contract/rules';
import type { UnitOfWork } from '../database/orm.ts';
import type { FieldCipher } from '../encryption/field-cipher.ts';
import { newWebhookSecret, placeOfWebhook } from './sealed-webhook.ts';
import type { Webhook } from './webhook.entity.ts';
import { getWebhook } from './webhooks.queries.ts';

/**
 * Replaces the secret of a subscription. Deliveries are also signed with the old secret while it is valid; an old one
 * that cannot be decrypted is dropped.
 *
 * @throws Problem `not_found`
 */
export async function rotateSecret(
  em: UnitOfWork,
  cipher: FieldCipher,
  webhookId: string,
  oldValidHours: number,
): Promise<{ webhook: Webhook; secret: string }> {
  const webhook = await getWebhook(em, webhookId, 'for update');
  const { id } = webhook;
  const old = cipher.decryptIfReadable(webhook.secret, placeOfWebhook(id, 'secret'));
  const secret = newWebhookSecret();
  webhook.secret = cipher.encrypt(secret, placeOfWebhook(id, 'secret'));
  const end = old === null ? null : endOfOldSecret(oldValidHours, Date.now());
  webhook.oldSecret = old === null || end === null ? null : cipher.encrypt(old, placeOfWebhook(id, 'old_secret'));
  webhook.oldSecretValidUntil = end === null ? null : new Date(end);
  await em.flush();
  return { webhook, secret };
}
