import { Problem, type RouteAccess } from '@commerce-integration/contract';
import type { Request, RequestHandler, Response } from 'express';
import type { Caller } from './caller.ts';

/** Who keys speak for: as far as it is remembered, and as the database says. */
export interface KnownCallers {
  remembered(secret: string): Caller | undefined;
  find(secret: string): Promise<Caller | undefined>;
}

/** The route's own rule, from the contract. A route without one is a mistake that must not open a door. */
export function routeAccess(req: Request): RouteAccess['access'] {
  const { tsRestRoute } = req as Request & { tsRestRoute?: { metadata?: unknown } };
  const access = (tsRestRoute?.metadata as Partial<RouteAccess> | undefined)?.access;
  if (access === undefined) throw new Error(`The contract names no access for ${req.method} ${req.path}`);
  return access;
}

/**
 * Finds out who is calling, if anybody known is. Whether that is enough, `authorize` says, after the call was counted.
 *
 * @param isOver whether the address has made all the calls without a valid key that it may: then the database is not
 *   asked for more of its keys
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

/** Lets the caller through where the route's rule allows. @throws Problem 401, 403 */
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
