import { createHmac, timingSafeEqual } from 'node:crypto';
import type { FeedAuthentication } from '@commerce-integration/contract';

/**
 * Whether a push proves that it comes from who has the secret of the feed: by the token, also as `Bearer …`; or by the
 * HMAC-SHA256 of the body, in hex or base64, also behind `sha256=`.
 *
 * @param proof the value of the feed's header
 */
export function isAuthentic(
  authentication: FeedAuthentication,
  secret: string,
  proof: string | undefined,
  body: Buffer,
): boolean {
  if (proof === undefined) return false;
  if (authentication === 'token') return isSame(Buffer.from(proof.replace(/^Bearer /i, '')), Buffer.from(secret));
  const wanted = createHmac('sha256', secret).update(body).digest();
  const written = proof.replace(/^sha256=/i, '').trim();
  const given = Buffer.from(written, /^[0-9a-f]{64}$/i.test(written) ? 'hex' : 'base64');
  return isSame(given, wanted);
}

/** Compares in a time that tells nothing of the secret but its length, which is known. */
function isSame(given: Buffer, wanted: Buffer): boolean {
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
