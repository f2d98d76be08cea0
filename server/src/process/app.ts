import express, { type Express, type RequestHandler } from 'express';
import helmet from 'helmet';
import { type Config, DEMO_API_KEY } from '../config/config.ts';
import { openSessions } from '../console/sessions.ts';
import type { ReadReplica } from '../database/read-replica.ts';
import { type ApiParts, claimOnce } from '../feature/define-feature.ts';
import {
  apiVersion,
  conditionalRequests,
  deprecatedRoutes,
  privateAnswers,
  tagAnswers,
} from '../http/answer-headers.ts';
import { type Authentication, authenticate, authorize } from '../http/authorize.ts';
import { limitDownloads } from '../http/concurrent-calls.ts';
import { consoleApp } from '../http/console-app.ts';
import { docsViewer } from '../http/docs-viewer.ts';
import { errorsPage } from '../http/errors-page.ts';
import { guides } from '../http/guides.ts';
import { favicon } from '../http/html-page.ts';
import { IdempotencyKeys } from '../http/idempotency.ts';
import { jsonBody } from '../http/json-body.ts';
import { answerNotFound, answerProblem } from '../http/problem-responses.ts';
import { limitRate } from '../http/rate-limit.ts';
import { readFromReplica } from '../http/read-from-replica.ts';
import { knownParameters, readQueriesStrictly, refuseWrongMethods } from '../http/refuse-unknown.ts';
import { requestId, requestLog } from '../http/request-log.ts';
import { routerByFirstPart } from '../http/router-by-first-part.ts';
import { endReadsWithClient } from '../http/silent-clients.ts';
import { traceRequests } from '../http/trace-requests.ts';
import { createUnitsOfWork } from '../http/unit-of-work.ts';
import type { Callers } from '../partners/caller-cache.ts';
import { ALL_FEATURES } from './platform.ts';

export interface App {
  handler: Express;
  /** Ends all long polls because the process is about to stop. */
  close(): void;
}

/** The API as an Express application: middleware in order, then the routes of all features. */
export function createApp(
  parts: Omit<ApiParts, 'units' | 'forgetCallers' | 'searchables' | 'overviewParts'> & { callers: Callers },
): App {
  const { config, log, registry, database, callers } = parts;
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', config.TRUST_PROXY);
  readQueriesStrictly(app);
  tagAnswers(app);
  app.use(
    requestId(log),
    traceRequests,
    requestLog(registry),
    helmet({ contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } } }),
  );
  app.use(
    apiVersion,
    conditionalRequests,
    favicon(),
    consoleApp(config.consoleDir, parts.store.clientOrigin),
    docsViewer(config.operatorKeys.includes(DEMO_API_KEY) ? DEMO_API_KEY : ''),
    errorsPage(),
    guides(config.guidesDir),
  );
  const reads = parts.replica?.reads;
  const units = createUnitsOfWork(database, new IdempotencyKeys(database.pool), reads);
  const all: ApiParts = {
    ...parts,
    units,
    forgetCallers: () => callers.forget(),
    searchables: ALL_FEATURES.flatMap(({ search = [] }) => search),
    overviewParts: () => overview,
  };
  const overview = ALL_FEATURES.flatMap((feature) => feature.overview?.(all) ?? []);
  const routes = routesOfFeatures(all);
  const before = beforeEveryRoute(config, { callers, sessions: openSessions(database.pool, config) }, reads);
  const endpoints = routes.flatMap((one) => one.endpoints);
  app.use(routerByFirstPart(routes, before), refuseWrongMethods(endpoints), answerNotFound, answerProblem);
  return {
    handler: app,
    close: () => {
      for (const one of routes) one.close?.();
    },
  };
}

/**
 * The middleware of every route: authentication, rate limits, authorization, body parsing, and the choice of primary or
 * replica.
 */
function beforeEveryRoute(
  config: Config,
  known: Omit<Authentication, 'isOver'>,
  replica: ReadReplica | undefined,
): RequestHandler[] {
  const rate = limitRate(config.RATE_LIMIT_PER_MINUTE);
  return [
    deprecatedRoutes,
    privateAnswers,
    authenticate({ ...known, isOver: rate.isOver }),
    rate.count,
    authorize,
    knownParameters,
    ...jsonBody(config.MAX_JSON_BYTES),
    limitDownloads(),
    endReadsWithClient,
    readFromReplica(replica),
  ];
}

/** @throws Error where two features claim the same endpoint */
function routesOfFeatures(parts: ApiParts) {
  const byFeature = ALL_FEATURES.map(({ name, routes }) => ({ feature: name, routes: routes?.(parts) ?? [] }));
  claimOnce(
    byFeature.map(({ feature, routes }) => ({ feature, claims: routes.flatMap((one) => one.endpoints) })),
    'the endpoint',
  );
  return byFeature.flatMap(({ routes }) => routes);
}
