import type { RequestHandler } from 'express';
import { routeAccess } from './authorize.ts';

/** Keeps responses to authenticated calls out of shared caches; a private cache must revalidate by `ETag`. */
export const privateAnswers: RequestHandler = (req, res, next) => {
  if (routeAccess(req) !== 'public') {
    res.setHeader('cache-control', 'private, no-cache');
    res.vary('x-api-key');
    res.vary('cookie');
  }
  next();
};
