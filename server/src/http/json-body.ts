import type { RouteAccess } from '@commerce-integration/contract';
import { assertBodyWanted, notJson, readJson } from '@commerce-integration/contract/rules';
import express, { type Request, type RequestHandler } from 'express';

/** Reads a JSON body. Refuses a body of another type, unless the route's contract declares that type. */
export function jsonBody(maxBytes: number): RequestHandler[] {
  const refuseOthers: RequestHandler = (req, _res, next) => {
    if (readsItself(req)) return next();
    const wanted = routeOf(req).contentType ?? 'application/json';
    // `is` returns false where there is a body of another type, and null where there is no body.
    if (wanted === 'application/json' && req.is('json') === false && req.get('content-length') !== '0') {
      throw notJson();
    }
    next();
  };
  // Express's own JSON parser replaces invalid UTF-8 by U+FFFD and accepts duplicate names.
  const isJson = (req: Request) => !readsItself(req) && typeof req.is('application/json') === 'string';
  const readBytes = express.raw({ type: (req) => isJson(req as Request), limit: maxBytes });
  const parse: RequestHandler = (req, _res, next) => {
    if (Buffer.isBuffer(req.body)) {
      req.body = readJson(req.body, req.get('content-type') ?? '');
      assertBodyWanted(routeOf(req).body, req.body);
    }
    next();
  };
  return [refuseOthers, readBytes, parse];
}

/** Whether the route reads its body itself, whatever its type. */
function readsItself(req: Request): boolean {
  return (routeOf(req).metadata as Partial<RouteAccess> | undefined)?.rawBody === true;
}

type ReadRoute = { contentType?: string; body?: unknown; metadata?: unknown };

function routeOf(req: Request): ReadRoute {
  return (req as Request & { tsRestRoute?: ReadRoute }).tsRestRoute ?? {};
}
