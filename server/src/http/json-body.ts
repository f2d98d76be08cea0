import type { IncomingMessage } from 'node:http';
import { Problem } from '@commerce-integration/contract';
import express, { type Request, type RequestHandler } from 'express';
import { assertStorable } from './storable-text.ts';

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
  const holdingNul = new WeakSet<IncomingMessage>();
  const verify = (req: IncomingMessage, _res: unknown, body: Buffer) => {
    if (holdsNul(body)) holdingNul.add(req);
  };
  const refuseUnstorable: RequestHandler = (req, _res, next) => {
    assertStorable(!holdingNul.has(req));
    next();
  };
  return [refuseOthers, express.json({ limit: maxBytes, verify }), refuseUnstorable];
}

/** Whether JSON holds NUL, which it can as an escape only. A second backslash before it makes it plain text. */
function holdsNul(json: Buffer): boolean {
  return json.includes('\\u0000') && json.toString('utf8').replaceAll('\\\\', '').includes('\\u0000');
}
