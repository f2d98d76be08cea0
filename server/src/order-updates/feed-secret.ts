import { randomBytes } from 'node:crypto';
import { FEED_SECRET_PREFIX } from '@commerce-integration/contract';
import type { FieldCipher, FieldPlace } from '../encryption/field-cipher.ts';
import type { OrderUpdateFeed } from './order-update-feed.entity.ts';

/** The columns of feeds that are stored encrypted. */
export const SEALED_FEED_COLUMNS = ['secret', 'old_secret'] as const;

const SECRET_BYTES = 32;

/** A new secret: `ofsec_` and base64url of 32 random bytes. */
export function newFeedSecret(): string {
  return FEED_SECRET_PREFIX + randomBytes(SECRET_BYTES).toString('base64url');
}

/** The place of an encrypted secret of a feed. */
export function placeOfSecret(feedNumber: number, column: (typeof SEALED_FEED_COLUMNS)[number]): FieldPlace {
  return { table: 'order_update_feed', id: feedNumber, column };
}

/** The secrets that may authenticate a push: the feed's own, and the previous one while it is valid. */
export function validSecrets(
  { id, secret, oldSecret = null, oldSecretValidUntil = null }: OrderUpdateFeed,
  cipher: FieldCipher,
  now = new Date(),
): string[] {
  const current = cipher.decrypt(secret, placeOfSecret(id, 'secret'));
  if (oldSecret === null || oldSecretValidUntil === null || oldSecretValidUntil <= now) return [current];
  return [current, cipher.decrypt(oldSecret, placeOfSecret(id, 'old_secret'))];
}
