import type { AppRouter } from '@ts-rest/core';
import { createExpressEndpoints, initServer } from '@ts-rest/express';
import type { RequestHandler, Router } from 'express';
import { refuseRequest } from './problem-responses.ts';

/** The ts-rest server all routers are made with. */
export const server = initServer();

/** Mounts a feature's routes. `before` runs on every route once the contract's entry for it is known. */
export function mount<T extends AppRouter>(
  contract: T,
  routes: Parameters<typeof createExpressEndpoints<T>>[1],
  app: Router,
  before: RequestHandler[],
): void {
  createExpressEndpoints(contract, routes, app, {
    logInitialization: false,
    jsonQuery: false,
    responseValidation: false,
    globalMiddleware: before as never,
    requestValidationErrorHandler: (error) => refuseRequest(error),
  });
}
