import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** Random bytes of a token. */
const BYTES = 32;
const FORM = /^cs_[\w-]{43}$/;

/** A new token of a session: 256 random bits. */
export function issueToken(): string {
  return `cs_${randomBytes(BYTES).toString('base64url')}`;
}

/** Whether a text has the form of a token, to skip other lookups. */
export function isToken(text: string): boolean {
  return FORM.test(text);
}

/** The stored hash of a token. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/**
 * The CSRF token of a session. It is derived from the session's token, so it need not be stored, and a reloaded page
 * gets the same one; the session's token cannot be computed from it.
 */
export function csrfTokenOf(token: string): string {
  return createHmac('sha256', token).update('csrf token').digest('base64url');
}

/** Whether the CSRF token belongs to the session, compared in constant time. */
export function isCsrfTokenOf(token: string, csrfToken: string): boolean {
  const [expected, given] = [Buffer.from(csrfTokenOf(token)), Buffer.from(csrfToken)];
  return expected.length === given.length && timingSafeEqual(expected, given);
}
