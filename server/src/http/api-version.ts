import { API_VERSION, API_VERSION_HEADER, type RouteAccess } from '@commerce-integration/contract';
import { deprecationHeaders, versionFor } from '@commerce-integration/contract/rules';
import type { Request, RequestHandler } from 'express';

/** Names the version in every response, and refuses requests for one that is not served. @throws Problem */
export const apiVersion: RequestHandler = (req, res, next) => {
  // Also of the refusal, which the newest version answers.
  res.setHeader(API_VERSION_HEADER, API_VERSION);
  res.setHeader(API_VERSION_HEADER, versionFor(req.get(API_VERSION_HEADER)));
  next();
};

/** Says of every response of a deprecated route that the route is to be removed, and when. */
export const deprecatedRoutes: RequestHandler = (req, res, next) => {
  const { tsRestRoute } = req as Request & { tsRestRoute?: { metadata?: Partial<RouteAccess> } };
  const { deprecated } = tsRestRoute?.metadata ?? {};
  if (deprecated) for (const [name, value] of Object.entries(deprecationHeaders(deprecated))) res.append(name, value);
  next();
};
