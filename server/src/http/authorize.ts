import { BACKGROUND_HEADER, CSRF_HEADER, Problem, type RouteAccess } from '@commerce-integration/contract';
import { accessProblem, INVALID_KEY } from '@commerce-integration/contract/rules';
import type { Request, RequestHandler, Response } from 'express';
import type { Caller } from './caller.ts';
import { assertSameOrigin, type ConsoleSessionInUse, isSafe, sessionTokenOf } from './console-session.ts';

/** Looks up the caller of an API key, in the cache or in the database. */
interface KnownCallers {
  remembered(secret: string): Caller | undefined;
  find(secret: string): Promise<Caller | undefined>;
}

/** Looks up sessions that act for keys. */
interface KnownSessions {
  /** @param isUse whether this counts as a use of the session */
  find(token: string, isUse: boolean): Promise<{ session: ConsoleSessionInUse; owner: Caller } | undefined>;
  /** Whether the CSRF token belongs to the session. */
  isCsrfTokenOf(token: string, csrfToken: string): boolean;
}

/** The ways to identify callers of an API. */
export interface Authentication {
  callers: KnownCallers;
  sessions: KnownSessions;
  /**
   * Whether the address has exceeded its limit of calls without a valid key; if so, its keys are not looked up in the
   * database.
   */
  isOver(req: Request): Promise<boolean>;
}

/**
 * The access rule of the route, from the contract. A route without a rule is a programming error and must not be
 * public.
 */
export function routeAccess(req: Request): RouteAccess['access'] {
  const { tsRestRoute } = req as Request & { tsRestRoute?: { metadata?: unknown } };
  const access = (tsRestRoute?.metadata as Partial<RouteAccess> | undefined)?.access;
  if (access === undefined) throw new Error(`The contract names no access for ${req.method} ${req.path}`);
  return access;
}

/**
 * Identifies the caller by an API key, or by a session that acts for one. `authorize` checks later, after rate
 * limiting, whether the caller may make the call.
 */
export function authenticate(known: Authentication): RequestHandler {
  return async (req, res, next) => {
    if (routeAccess(req) === 'public') return next();
    const secret = req.get('x-api-key');
    const token = secret === undefined ? sessionTokenOf(req) : undefined;
    if (token !== undefined) await enterBySession(known, req, res, token);
    else await enterByKey(known, req, res, secret ?? '');
    next();
  };
}

async function enterByKey(
  { callers, isOver }: Authentication,
  req: Request,
  res: Response,
  secret: string,
): Promise<void> {
  if (secret.length === 0 || secret.length > 200) return;
  const caller = callers.remembered(secret) ?? ((await isOver(req)) ? undefined : await callers.find(secret));
  if (!caller) return;
  const isStillValid = async () => (await callers.find(secret)) !== undefined;
  Object.assign(res.locals, { caller, secret, isStillValid });
}

/** @throws Problem `cross_site_request`, `csrf_token_wrong` */
async function enterBySession({ sessions }: Authentication, req: Request, res: Response, token: string): Promise<void> {
  assertSameOrigin(req);
  if (!isSafe(req) && !sessions.isCsrfTokenOf(token, req.get(CSRF_HEADER) ?? '')) {
    throw new Problem(
      'csrf_token_wrong',
      `Send the csrf_token of the session in the header ${CSRF_HEADER}; GET /console/session returns it.`,
    );
  }
  // Sessions are looked up even for an address over its limit: others there may be trying keys, but tokens cannot be
  // guessed.
  const found = await sessions.find(token, req.get(BACKGROUND_HEADER) === undefined);
  if (!found) return;
  const isStillValid = async () => (await sessions.find(token, false)) !== undefined;
  Object.assign(res.locals, { caller: found.owner, secret: token, session: found.session, isStillValid });
}

/** Passes the call on if the route's access rule allows the caller. @throws Problem 401, 403 */
export const authorize: RequestHandler = (req, res, next) => {
  const access = routeAccess(req);
  if (access !== 'public') assertAllowed(access, req, res);
  next();
};

function assertAllowed(access: Exclude<RouteAccess['access'], 'public'>, req: Request, res: Response): void {
  const caller: Caller | undefined = res.locals.caller;
  if (!caller) throw new Problem('unauthorized', whyNobody(req));
  const problem = accessProblem(access, caller);
  if (problem) throw problem;
}

function whyNobody(req: Request): string {
  return req.get('x-api-key') === undefined && sessionTokenOf(req) !== undefined
    ? 'The session has ended: sign in again.'
    : INVALID_KEY;
}
