import { type AppRoute, type AppRouter, isAppRoute } from '@ts-rest/core';
import { createExpressEndpoints, initServer } from '@ts-rest/express';
import type { RequestHandler, Router } from 'express';
import { refuseRequest } from './problem-responses.ts';

/** The ts-rest server that all routers are made with. */
export const server = initServer();

/** The routes of a router of the contract, ready to be mounted. */
export interface MountedRoutes {
  /** Each endpoint as method and path: `GET /products/:product_id`. */
  readonly endpoints: readonly string[];
  /** @param before middleware that runs on every route, after the contract's entry of the route is known */
  mount(app: Router, before: readonly RequestHandler[]): void;
  /** Ends the waiting of requests, because the process is about to stop. */
  close?(): void;
}

/** Makes routes from the handlers of a router of the contract. */
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
