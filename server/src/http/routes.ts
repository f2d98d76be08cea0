import { type AppRoute, type AppRouter, isAppRoute } from '@ts-rest/core';
import { createExpressEndpoints, initServer } from '@ts-rest/express';
import type { RequestHandler, Response, Router } from 'express';
import { refuseRequest } from './problem-responses.ts';
import { onReplicaOrPrimary } from './read-from-replica.ts';

/** The ts-rest server that all routers are made with. */
export const server = initServer();

/** The routes of a router of the contract, ready to be mounted. */
export interface MountedRoutes {
  /** Each endpoint as method and path: `GET /products/:product_id`. */
  readonly endpoints: readonly string[];
  /** @param before middleware that runs on every route, after the contract's entry of the route is known */
  mount(app: Router, before: readonly RequestHandler[]): void;
  /** Ends all long polls because the process is about to stop. */
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
      createExpressEndpoints(contract, onReplicasFirst(handlers), app, {
        logInitialization: false,
        jsonQuery: false,
        responseValidation: false,
        globalMiddleware: before as never,
        requestValidationErrorHandler: (error) => refuseRequest(error),
      }),
  };
}

/** Wraps handlers so that each is called again if a replica could not answer. */
function onReplicasFirst<H extends object>(handlers: H): H {
  const around =
    (handler: Handler): Handler =>
    (call) =>
      onReplicaOrPrimary(call.res, () => handler(call));
  const entries = Object.entries(handlers as Record<string, Handler | { handler: Handler }>);
  return Object.fromEntries(
    entries.map(([name, one]) => [
      name,
      typeof one === 'function' ? around(one) : { ...one, handler: around(one.handler) },
    ]),
  ) as H;
}

type Handler = (call: { res: Response }) => Promise<unknown>;

function endpointsOf(router: AppRouter): AppRoute[] {
  return Object.values(router).flatMap((entry) => (isAppRoute(entry) ? [entry] : endpointsOf(entry)));
}
