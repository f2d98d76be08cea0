import type { RequestHandler } from 'express';

/**
 * Lets `If-None-Match` decide alone. Express takes a request's `Cache-Control: no-cache` for a wish to have the body
 * again; it is meant for caches on the way (RFC 9111, 5.2.1.4), and every `fetch` with a condition of its own sends it.
 */
export const conditionalRequests: RequestHandler = (req, _res, next) => {
  if (req.headers['if-none-match'] !== undefined) delete req.headers['cache-control'];
  next();
};
