import {
  analyticsContract,
  customersContract,
  feedsContract,
  jobsContract,
  operationsBatchesContract,
  ordersContract,
  partnersContract,
  pricesContract,
  productsContract,
  salesChannelsContract,
  serviceContract,
} from '@commerce-integration/contract';
import express, { type Express, type RequestHandler, Router } from 'express';
import helmet from 'helmet';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import { analyticsRoutes } from './analytics/analytics.routes.ts';
import { batchesRoutes } from './batches/batches.routes.ts';
import { pricesRoutes } from './catalog/prices/prices.routes.ts';
import { productsRoutes } from './catalog/products.routes.ts';
import type { Config } from './config.ts';
import { customersRoutes } from './customers/customers.routes.ts';
import type { Database } from './database/orm.ts';
import type { FieldCipher } from './encryption/field-cipher.ts';
import { feedsRoutes } from './feeds/feeds.routes.ts';
import { rejectedLinesAnswer } from './feeds/rejected-lines.routes.ts';
import { authenticate, authorize } from './http/authorize.ts';
import { conditionalRequests } from './http/conditional-requests.ts';
import { docsViewer } from './http/docs-viewer.ts';
import { endReadsWithClient } from './http/end-reads-with-client.ts';
import { IdempotencyKeys } from './http/idempotency.ts';
import { jsonBody } from './http/json-body.ts';
import { knownParameters, readQueriesStrictly } from './http/known-parameters.ts';
import { limitDownloads } from './http/limit-downloads.ts';
import { privateAnswers } from './http/private-answers.ts';
import { answerNotFound, answerProblem } from './http/problem-responses.ts';
import { limitRate } from './http/rate-limit.ts';
import { requestId } from './http/request-id.ts';
import { requestLog } from './http/request-log.ts';
import { mount } from './http/routes.ts';
import { createUnitsOfWork } from './http/unit-of-work.ts';
import { welcomePage } from './http/welcome-page.ts';
import type { JobWatcher } from './jobs/job-watcher.ts';
import { jobsRoutes } from './jobs/jobs.routes.ts';
import { ordersRoutes } from './orders/orders.routes.ts';
import type { Callers } from './partners/callers.ts';
import { partnersRoutes } from './partners/partners.routes.ts';
import type { JobQueue } from './queue/job-queue.ts';
import { salesChannelsRoutes } from './sales-channels/sales-channels.routes.ts';
import { serviceRoutes } from './service/service.routes.ts';
import type { ObjectStore } from './storage/object-store.ts';

export interface AppParts {
  config: Config;
  log: Logger;
  registry: Registry;
  /** For requests, and what ends with them. */
  database: Database;
  /** For what requests must not hold up. */
  work: Database;
  store: ObjectStore;
  /** The same store for what clients download, by connections of its own: who reads slowly keeps no upload waiting. */
  downloads: ObjectStore;
  queue: JobQueue;
  watcher: JobWatcher;
  callers: Callers;
  cipher: FieldCipher;
}

/** The API as an Express application: middleware in order, then the routes of every feature. Opens nothing itself. */
export function createApp(parts: AppParts): Express {
  const { config, log, registry, database, store, downloads, queue, watcher, callers, cipher } = parts;
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', config.TRUST_PROXY);
  readQueriesStrictly(app);
  app.use(
    requestId(log),
    requestLog(registry),
    helmet({ contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } } }),
  );
  app.use(conditionalRequests, welcomePage(), docsViewer());

  const units = createUnitsOfWork(database, new IdempotencyKeys(database.pool));
  const before = beforeEveryRoute(parts);
  const api = Router();
  const sendRejectedLines = rejectedLinesAnswer(downloads);
  mount(
    partnersContract,
    partnersRoutes(units, () => callers.forget()),
    api,
    before,
  );
  const uploads = uploadLimits(config);
  mount(feedsContract, feedsRoutes({ units, store, ...uploads }), api, before);
  mount(jobsContract, jobsRoutes({ units, queue, watcher, sendRejectedLines }), api, before);
  mount(productsContract, productsRoutes(units), api, before);
  mount(pricesContract, pricesRoutes(units), api, before);
  mount(salesChannelsContract, salesChannelsRoutes(units), api, before);
  const batchParts = { units, store, downloads, queue, uploadUrl: uploads.uploadUrl };
  mount(operationsBatchesContract, batchesRoutes(batchParts), api, before);
  mount(customersContract, customersRoutes(units, cipher), api, before);
  mount(ordersContract, ordersRoutes(units), api, before);
  mount(analyticsContract, analyticsRoutes(units), api, before);
  mount(
    serviceContract,
    serviceRoutes({ limits: config, registry, metricsToken: config.METRICS_TOKEN, checks: checksOf(parts) }),
    api,
    before,
  );
  app.use(api, answerNotFound, answerProblem);
  return app;
}

/** What stands before every route: who calls, how often, whether they may, and the body. */
function beforeEveryRoute({ config, callers }: AppParts): RequestHandler[] {
  const rate = limitRate(config.RATE_LIMIT_PER_MINUTE);
  return [
    privateAnswers,
    authenticate(callers, rate.isOver),
    rate.count,
    authorize,
    knownParameters,
    ...jsonBody(config.MAX_JSON_BYTES),
    limitDownloads(),
    endReadsWithClient,
  ];
}

function checksOf({ work, store, queue }: AppParts) {
  return {
    database: () => work.pool.query('select 1'),
    storage: () => store.ping(),
    queue: () => queue.ping(),
  };
}

function uploadLimits(config: Config) {
  const tooLargeAtAll = `The file is over the limit of ${config.MAX_FEED_BYTES} bytes: send it as several feeds.`;
  const common = { maxTextBytes: config.MAX_FEED_BYTES, maxGzipRatio: config.MAX_GZIP_RATIO };
  return {
    direct: {
      ...common,
      maxBytes: config.MAX_UPLOAD_BYTES,
      tooLarge: `The file is over the direct limit of ${config.MAX_UPLOAD_BYTES} bytes: use POST /feeds/upload-url.`,
    },
    presigned: {
      ...common,
      maxBytes: config.MAX_FEED_BYTES,
      tooLarge: tooLargeAtAll,
    },
    uploadUrl: {
      validMinutes: config.UPLOAD_URL_MINUTES,
      maxPutBytes: config.MAX_PUT_BYTES,
      maxBytes: config.MAX_FEED_BYTES,
      tooLarge: tooLargeAtAll,
    },
  };
}
