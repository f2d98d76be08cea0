import { randomBytes } from 'node:crypto';
import { WEBHOOK_SECRET_PREFIX } from '@commerce-integration/contract/rules';
import type { FieldCipher, FieldPlace } from '../encryption/field-cipher.ts';

/** The columns of subscriptions that are stored encrypted. */
export const SEALED_WEBHOOK_COLUMNS = ['secret', 'old_secret', 'headers'] as const;

const SECRET_BYTES = 32;

/** A new secret: `whsec_` and base64 of 32 random bytes. */
export function newWebhookSecret(): string {
  return WEBHOOK_SECRET_PREFIX + randomBytes(SECRET_BYTES).toString('base64');
}

/** The place of an encrypted value of a subscription. An old secret keeps the place that it had. */
export function placeOfWebhook(id: number, column: 'secret' | 'old_secret' | 'headers'): FieldPlace {
  return { table: 'webhook', id, column };
}

/** The secrets that sign at a time: the current one, and the previous one while it is valid. */
export function signingSecrets(
  webhook: { id: number; secret: string; oldSecret: string | null; oldSecretValidUntil: Date | null },
  cipher: FieldCipher,
  now: Date,
): string[] {
  const { id, secret, oldSecret, oldSecretValidUntil } = webhook;
  const current = cipher.decrypt(secret, placeOfWebhook(id, 'secret'));
  if (oldSecret === null || oldSecretValidUntil === null || oldSecretValidUntil <= now) return [current];
  return [current, cipher.decrypt(oldSecret, placeOfWebhook(id, 'old_secret'))];
}
