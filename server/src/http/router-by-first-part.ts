import { type RequestHandler, Router } from 'express';
import type { MountedRoutes } from './routes.ts';

/**
 * Chooses routes by the first path segment (`products` of `/products/PR00001`), so that a request is compared only with
 * the few paths that start alike.
 *
 * @param before middleware that runs on every route
 */
export function routerByFirstPart(routes: readonly MountedRoutes[], before: readonly RequestHandler[]): RequestHandler {
  const routers = new Map<string, Router>();
  for (const one of routes) {
    const firstParts = new Set(one.endpoints.map((endpoint) => firstPartOf(pathOf(endpoint))));
    for (const firstPart of firstParts) {
      const router = routers.get(firstPart) ?? Router();
      one.mount(router, before);
      routers.set(firstPart, router);
    }
  }
  return (req, res, next) => {
    const router = routers.get(firstPartOf(req.path));
    if (router) router(req, res, next);
    else next();
  };
}

/** @param endpoint method and path */
function pathOf(endpoint: string): string {
  return endpoint.slice(endpoint.indexOf(' ') + 1);
}

/** Compares paths as Express does: case-insensitively. */
function firstPartOf(path: string): string {
  const end = path.indexOf('/', 1);
  return (end < 0 ? path.slice(1) : path.slice(1, end)).toLowerCase();
}
