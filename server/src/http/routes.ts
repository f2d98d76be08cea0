import { type AppRoute, type AppRouter, isAppRoute } from '@ts-rest/core';
import { createExpressEndpoints, initServer } from '@ts-rest/express';
import type { RequestHandler, Router } from 'express';
import { refuseRequest } from './problem-responses.ts';

/** The ts-rest server all routers are made with. */
export const server = initServer();

/** The routes of a router of the contract, ready to be mounted. */
export interface MountedRoutes {
  /** Each as method and path: `GET /products/:product_id`. */
  readonly endpoints: readonly string[];
  /** @param before runs on every route once the contract's entry for it is known */
  mount(app: Router, before: readonly RequestHandler[]): void;
  /** Lets requests that wait go on, because the process is about to stop. */
  close?(): void;
}

/** The handlers of a router of the contract as routes. */
export function routesOf<T extends AppRouter>(
  contract: T,
  handlers: Parameters<typeof createExpressEndpoints<T>>[1],
  more: Pick<MountedRoutes, 'close'> = {},
): MountedRoutes {
  return {
    ...more,
    endpoints: endpointsOf(contract).map(({ method, path }) => `${method} ${path}`),
    mount: (app, before) =>
      createExpressEndpoints(contract, handlers, app, {
        logInitialization: false,
        jsonQuery: false,
        responseValidation: false,
        globalMiddleware: before as never,
        requestValidationErrorHandler: (error) => refuseRequest(error),
      }),
  };
}

function endpointsOf(router: AppRouter): AppRoute[] {
  return Object.values(router).flatMap((entry) => (isAppRoute(entry) ? [entry] : endpointsOf(entry)));
}
