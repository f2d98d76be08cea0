import { hash } from 'node:crypto';
import { API_VERSION, API_VERSION_HEADER, type RouteAccess } from '@commerce-integration/contract';
import { deprecationHeaders, versionFor } from '@commerce-integration/contract/rules';
import type { Express, Request, RequestHandler } from 'express';
import { routeAccess } from './authorize.ts';

/** Adds the API version to every response, and refuses requests for an unsupported one. @throws Problem */
export const apiVersion: RequestHandler = (req, res, next) => {
  // The refusal itself also has the header, with the newest version.
  res.setHeader(API_VERSION_HEADER, API_VERSION);
  res.setHeader(API_VERSION_HEADER, versionFor(req.get(API_VERSION_HEADER)));
  next();
};

/** Adds headers to responses of a deprecated route: that it will be removed, and when. */
export const deprecatedRoutes: RequestHandler = (req, res, next) => {
  const { tsRestRoute } = req as Request & { tsRestRoute?: { metadata?: Partial<RouteAccess> } };
  const { deprecated } = tsRestRoute?.metadata ?? {};
  if (deprecated) for (const [name, value] of Object.entries(deprecationHeaders(deprecated))) res.append(name, value);
  next();
};

/** Keeps responses to authenticated calls out of shared caches; a private cache must revalidate by `ETag`. */
export const privateAnswers: RequestHandler = (req, res, next) => {
  if (routeAccess(req) !== 'public') {
    res.setHeader('cache-control', 'private, no-cache');
    res.vary('x-api-key');
    res.vary('cookie');
  }
  next();
};

/**
 * Makes `If-None-Match` alone decide between 200 and 304. Express also sends the body again for `Cache-Control:
 * no-cache`, but that header is meant for intermediate caches (RFC 9111, 5.2.1.4), and every conditional `fetch` sends
 * it.
 */
export const conditionalRequests: RequestHandler = (req, _res, next) => {
  if (req.headers['if-none-match'] !== undefined) delete req.headers['cache-control'];
  next();
};

/** Computes the same `ETag`s as Express, by one call of `hash`, which is faster. */
export function tagAnswers(app: Express): void {
  app.set('etag', (body: Buffer) => `W/"${body.length.toString(16)}-${hash('sha1', body, 'base64').slice(0, 27)}"`);
}
