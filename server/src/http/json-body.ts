import { Problem } from '@commerce-integration/contract';
import express, { type Request, type RequestHandler } from 'express';

/** Reads a JSON body; a body of another type is refused, unless the route's contract asks for that type. */
export function jsonBody(maxBytes: number): RequestHandler[] {
  const refuseOthers: RequestHandler = (req, _res, next) => {
    const { tsRestRoute } = req as Request & { tsRestRoute?: { contentType?: string } };
    const wanted = tsRestRoute?.contentType ?? 'application/json';
    // False, and not null, is said of a body that is there and of another type.
    if (wanted === 'application/json' && req.is('json') === false && req.get('content-length') !== '0') {
      throw new Problem('unsupported_media_type', 'Send the body as application/json.');
    }
    next();
  };
  return [refuseOthers, express.json({ limit: maxBytes })];
}
