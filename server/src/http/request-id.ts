import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import type { Logger } from 'pino';
import type {} from './caller.ts';

const SANE = /^[A-Za-z0-9._:-]{1,128}$/;

/** Gives every request an ID (the caller's, if it has a valid form) and a logger that includes it. */
export function requestId(log: Logger): RequestHandler {
  return (req, res, next) => {
    const given = req.get('x-request-id');
    const id = given !== undefined && SANE.test(given) ? given : randomUUID();
    res.locals.requestId = id;
    res.locals.log = log.child({ request_id: id });
    res.setHeader('x-request-id', id);
    next();
  };
}
