import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { Registry } from 'prom-client';
import type { Config } from '../config/config.ts';
import { assertMayReadMetrics } from '../http/metrics-access.ts';
import { answerNotFound, answerProblem } from '../http/problem-responses.ts';
import { requestId } from '../http/request-id.ts';
import type { Logger } from './log.ts';
import { listenFailure } from './start-failures.ts';

interface MetricsParts {
  readonly config: Config;
  readonly log: Logger;
  readonly registry: Registry;
  /** Throws where the database cannot be reached. */
  readonly ping: () => Promise<unknown>;
}

/** Serves the metrics and the health of a process that serves no API. @returns its URL, and what ends it */
export async function serveMetrics({ config, log, registry, ping }: MetricsParts, port: number) {
  const app = express();
  app.disable('x-powered-by');
  app.use(requestId(log));
  app.get('/metrics', async (req, res) => {
    assertMayReadMetrics(config.METRICS_TOKEN, req, res);
    res.type(registry.contentType).send(await registry.metrics());
  });
  app.get('/health', async (_req, res) => {
    const healthy = await ping().then(
      () => true,
      () => false,
    );
    const body = { status: healthy ? 'ok' : 'error', database: healthy ? 'connected' : 'unreachable' };
    res.status(healthy ? 200 : 503).json(body);
  });
  app.use(answerNotFound, answerProblem);
  const server = createServer(app);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(listenFailure(error, config.HOST, port))).listen(port, config.HOST, resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
