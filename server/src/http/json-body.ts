import { Problem } from '@commerce-integration/contract';
import { assertBodyWanted, readJson } from '@commerce-integration/contract/rules';
import express, { type Request, type RequestHandler } from 'express';

/** Reads a JSON body; a body of another type is refused, unless the route's contract asks for that type. */
export function jsonBody(maxBytes: number): RequestHandler[] {
  const refuseOthers: RequestHandler = (req, _res, next) => {
    const wanted = routeOf(req).contentType ?? 'application/json';
    // False, and not null, is said of a body that is there and of another type.
    if (wanted === 'application/json' && req.is('json') === false && req.get('content-length') !== '0') {
      throw new Problem('unsupported_media_type', 'Send the body as application/json.');
    }
    next();
  };
  // Express's own reader of JSON puts U+FFFD in the place of what is no UTF-8, and takes the last of two equal names.
  const readBytes = express.raw({ type: 'application/json', limit: maxBytes });
  const parse: RequestHandler = (req, _res, next) => {
    if (Buffer.isBuffer(req.body)) {
      req.body = readJson(req.body, req.get('content-type') ?? '');
      assertBodyWanted(routeOf(req).body, req.body);
    }
    next();
  };
  return [refuseOthers, readBytes, parse];
}

function routeOf(req: Request): { contentType?: string; body?: unknown } {
  return (req as Request & { tsRestRoute?: { contentType?: string; body?: unknown } }).tsRestRoute ?? {};
}
