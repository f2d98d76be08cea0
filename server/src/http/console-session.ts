import { Problem } from '@commerce-integration/contract';
import type { Request, Response } from 'express';

/** A session of the console, as the routes see it. */
export interface ConsoleSessionInUse {
  token: string;
  expiresAt: Date;
}

/**
 * The name of the cookie. With the prefix `__Host-`, browsers accept it only from this very host, and only over https.
 */
const cookieName = (req: Pick<Request, 'secure'>) => (req.secure ? '__Host-commerce_console' : 'commerce_console');

/** The token of the call's session; undefined without a session. */
export function sessionTokenOf(req: Request): string | undefined {
  const wanted = `${cookieName(req)}=`;
  const found = (req.get('cookie') ?? '').split(';').find((one) => one.trim().startsWith(wanted));
  return found?.trim().slice(wanted.length) || undefined;
}

/** Stores a session in the browser: no script can read it, and pages of other sites cannot make the browser send it. */
export function setSessionCookie(req: Request, res: Response, { token, expiresAt }: ConsoleSessionInUse): void {
  res.cookie(cookieName(req), token, { ...attributesFor(req), expires: expiresAt });
}

export function clearSessionCookie(req: Request, res: Response): void {
  res.clearCookie(cookieName(req), attributesFor(req));
}

function attributesFor(req: Request) {
  return { httpOnly: true, sameSite: 'strict', secure: req.secure, path: '/' } as const;
}

/** Whether a call changes nothing (RFC 9110, section 9.2.1), and so needs no CSRF token. */
export function isSafe({ method }: Pick<Request, 'method'>): boolean {
  return method === 'GET' || method === 'HEAD';
}

/**
 * Refuses a call made by a page of another site. Browsers indicate this in `Sec-Fetch-Site`; where they do not, as
 * without https, the page's `Origin` is compared with the requested host.
 *
 * @throws Problem `cross_site_request`
 */
export function assertSameOrigin(req: Request): void {
  const site = req.get('sec-fetch-site');
  // `none`: the user typed the address, or opened a bookmark.
  const isOwn = site === undefined ? isOwnOrigin(req) : site === 'same-origin' || (site === 'none' && isSafe(req));
  if (isOwn) return;
  throw new Problem(
    'cross_site_request',
    `A session counts only for pages of this server, ${req.host}; a page of another site made this call.`,
  );
}

function isOwnOrigin(req: Request): boolean {
  const origin = req.get('origin');
  if (origin === undefined) return true;
  return URL.canParse(origin) && new URL(origin).host === req.host;
}
