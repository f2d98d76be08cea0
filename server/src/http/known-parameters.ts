import { assertKnownParameters, readQuery } from '@commerce-integration/contract/rules';
import type { Express, Request, RequestHandler } from 'express';

/** Has the application read queries as the contract says. Express's own parsers pass over what cannot be decoded. */
export function readQueriesStrictly(app: Express): void {
  app.set('query parser', (search: string | null) => readQuery(search ?? ''));
}

/** Refuses query parameters that the route does not have. @throws Problem `invalid_parameter`, `malformed_request` */
export const knownParameters: RequestHandler = (req, _res, next) => {
  const { tsRestRoute } = req as Request & { tsRestRoute?: { query?: unknown } };
  assertKnownParameters(tsRestRoute?.query, req.query);
  next();
};
