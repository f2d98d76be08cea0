import { Problem, type RouteAccess } from '@commerce-integration/contract';
import type { Request, RequestHandler, Response } from 'express';
import type { Caller } from './caller.ts';

/** Finds the caller of an API key, in the cache or in the database. */
export interface KnownCallers {
  remembered(secret: string): Caller | undefined;
  find(secret: string): Promise<Caller | undefined>;
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
 * Identifies the caller, if the key is valid. Whether the caller may make the call is checked by `authorize`, after
 * rate limiting.
 *
 * @param isOver whether the address has used up its calls without a valid key; if so, its keys are not looked up in the
 *   database
 */
export function authenticate(callers: KnownCallers, isOver: (req: Request) => Promise<boolean>): RequestHandler {
  const find = async (req: Request, secret: string) =>
    callers.remembered(secret) ?? ((await isOver(req)) ? undefined : await callers.find(secret));
  return async (req, res, next) => {
    if (routeAccess(req) === 'public') return next();
    const secret = req.get('x-api-key') ?? '';
    const caller = secret.length > 0 && secret.length <= 200 ? await find(req, secret) : undefined;
    if (caller) Object.assign(res.locals, { caller, secret });
    next();
  };
}

/** Lets the call through if the route's access rule allows the caller. @throws Problem 401, 403 */
export const authorize: RequestHandler = (req, res, next) => {
  const access = routeAccess(req);
  if (access !== 'public') assertAllowed(access, res);
  next();
};

function assertAllowed(access: Exclude<RouteAccess['access'], 'public'>, res: Response): void {
  const caller: Caller | undefined = res.locals.caller;
  if (!caller)
    throw new Problem('unauthorized', 'Invalid or missing API key: send a valid one in the header x-api-key.');
  if (access === 'any') return;
  if (access === 'operator') {
    if (caller.partner) throw new Problem('forbidden', 'This endpoint belongs to the operator.');
    return;
  }
  if (!caller.scopes.includes(access)) throw new Problem('forbidden', `The API key has no ${access} scope.`);
}
