import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** Random bytes of a token. */
const BYTES = 32;
const FORM = /^cs_[\w-]{43}$/;

/** A new token of a session: 256 random bits. */
export function issueToken(): string {
  return `cs_${randomBytes(BYTES).toString('base64url')}`;
}

/** Whether a text can be a token, so that nothing else is looked up. */
export function isToken(text: string): boolean {
  return FORM.test(text);
}

/** What is stored of a token. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/**
 * The CSRF token of a session. It follows from the session's token, so it need not be stored, and a page that was loaded
 * again gets the same; nobody can calculate the session's token from it.
 */
export function csrfTokenOf(token: string): string {
  return createHmac('sha256', token).update('csrf token').digest('base64url');
}

/** Whether the CSRF token is that of the session, in a time that does not tell how much of it is right. */
export function isCsrfTokenOf(token: string, csrfToken: string): boolean {
  const [expected, given] = [Buffer.from(csrfTokenOf(token)), Buffer.from(csrfToken)];
  return expected.length === given.length && timingSafeEqual(expected, given);
}
