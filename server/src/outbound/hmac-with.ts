import { createHmac, createSecretKey } from 'node:crypto';
import type { Hmac } from '@commerce-integration/contract/rules';

/** HMAC-SHA256 with a key. Node takes five times as long where it is given the bytes of the key each time. */
export function hmacWith(key: Uint8Array): Hmac {
  const prepared = createSecretKey(key);
  return (content) => createHmac('sha256', prepared).update(content).digest();
}
