import type { RequestHandler } from 'express';

/**
 * Makes `If-None-Match` alone decide between 200 and 304. Express also sends the body again for `Cache-Control:
 * no-cache`, but that header is meant for caches in between (RFC 9111, 5.2.1.4), and every `fetch` with its own
 * condition sends it.
 */
export const conditionalRequests: RequestHandler = (req, _res, next) => {
  if (req.headers['if-none-match'] !== undefined) delete req.headers['cache-control'];
  next();
};
