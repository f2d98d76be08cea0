import { assertKnownParameters, readQuery } from '@commerce-integration/contract/rules';
import type { Express, Request, RequestHandler } from 'express';

/** Makes the application parse queries as the contract says. Express's own parsers ignore invalid percent-encoding. */
export function readQueriesStrictly(app: Express): void {
  app.set('query parser', (search: string | null) => readQuery(search ?? ''));
}

/** Refuses query parameters that the route does not have. @throws Problem `invalid_parameter`, `malformed_request` */
export const knownParameters: RequestHandler = (req, _res, next) => {
  const { tsRestRoute } = req as Request & { tsRestRoute?: { query?: unknown } };
  const { query } = req;
  assertKnownParameters(tsRestRoute?.query, query);
  // Express would parse it again each time that it is read.
  Object.defineProperty(req, 'query', { value: query, configurable: true, enumerable: true, writable: true });
  next();
};
