import { randomBytes } from 'node:crypto';
import { FEED_SECRET_PREFIX } from '@commerce-integration/contract';
import type { FieldPlace } from '../encryption/field-cipher.ts';

/** The columns of feeds that are stored encrypted. */
export const SEALED_FEED_COLUMNS = ['secret'] as const;

const SECRET_BYTES = 32;

/** A new secret: `ofsec_` and base64url of 32 random bytes. */
export function newFeedSecret(): string {
  return FEED_SECRET_PREFIX + randomBytes(SECRET_BYTES).toString('base64url');
}

/** The place of the encrypted secret of a feed. */
export function placeOfSecret(feedNumber: number): FieldPlace {
  return { table: 'order_update_feed', id: feedNumber, column: 'secret' };
}
