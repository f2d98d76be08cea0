import type { RequestHandler } from 'express';
import { routeAccess } from './authorize.ts';

/** Keeps what a key gets to see out of shared caches; a cache of one's own asks each time, by `ETag`. */
export const privateAnswers: RequestHandler = (req, res, next) => {
  if (routeAccess(req) !== 'public') {
    res.setHeader('cache-control', 'private, no-cache');
    res.vary('x-api-key');
  }
  next();
};
