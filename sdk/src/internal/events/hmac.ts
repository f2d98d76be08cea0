import type { Hmac } from '@commerce-integration/contract/rules';

const ALGORITHM = { name: 'HMAC', hash: 'SHA-256' };

/** HMAC-SHA256 with a key, by Web Crypto. */
export function hmacWith(key: Uint8Array): Hmac {
  const imported = crypto.subtle.importKey('raw', new Uint8Array(key), ALGORITHM, false, ['sign']);
  // Whoever signs is told of a key that cannot be used.
  imported.catch(() => undefined);
  return async (content) => {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content);
    return new Uint8Array(await crypto.subtle.sign('HMAC', await imported, bytes));
  };
}
