import { Problem } from '@commerce-integration/contract';
import { assertKnownParameters, methodsByPath, readQuery } from '@commerce-integration/contract/rules';
import { type Express, type Request, type RequestHandler, Router } from 'express';

/**
 * Makes the application parse queries as the contract requires. Express's own parsers ignore invalid percent-encoding.
 */
export function readQueriesStrictly(app: Express): void {
  app.set('query parser', (search: string | null) => readQuery(search ?? ''));
}

/** Refuses query parameters that the route does not have. @throws Problem `invalid_parameter`, `malformed_request` */
export const knownParameters: RequestHandler = (req, _res, next) => {
  const { tsRestRoute } = req as Request & { tsRestRoute?: { query?: unknown } };
  const { query } = req;
  assertKnownParameters(tsRestRoute?.query, query);
  // Otherwise Express parses it again on each access.
  Object.defineProperty(req, 'query', { value: query, configurable: true, enumerable: true, writable: true });
  next();
};

/**
 * Refuses methods that a path does not support, and lists the supported ones in `Allow` (RFC 9110, 405). Mounted after
 * all routes.
 *
 * @param endpoints every endpoint as method and path: `GET /products/:product_id`
 */
export function refuseWrongMethods(endpoints: readonly string[]): Router {
  const router = Router();
  for (const [path, methods] of methodsByPath(endpoints)) {
    const allowed = methods.join(', ');
    router.all(path, ({ method, path: asked }, res) => {
      res.setHeader('allow', allowed);
      if (method === 'OPTIONS') return void res.status(204).end();
      throw new Problem('method_not_allowed', `${asked} takes ${allowed}, and no ${method}.`);
    });
  }
  return router;
}
