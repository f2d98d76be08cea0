import express, { type Express } from 'express';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import { assertMayReadMetrics } from './metrics-access.ts';
import { answerNotFound, answerProblem } from './problem-responses.ts';
import { requestId } from './request-log.ts';

export interface MetricsParts {
  readonly log: Logger;
  readonly registry: Registry;
  readonly metricsToken: string | undefined;
  /** Throws where the database cannot be reached. */
  readonly ping: () => Promise<unknown>;
}

/** The answer of `GET /health`. */
export function healthAnswer(healthy: boolean) {
  const body = { status: healthy ? 'ok' : 'error', database: healthy ? 'connected' : 'unreachable' } as const;
  return { status: healthy ? 200 : 503, body } as const;
}

/** The metrics and the health of a process that serves no API. */
export function metricsApp({ log, registry, metricsToken, ping }: MetricsParts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(requestId(log));
  app.get('/metrics', async (req, res) => {
    assertMayReadMetrics(metricsToken, req, res);
    res.type(registry.contentType).send(await registry.metrics());
  });
  app.get('/health', async (_req, res) => {
    const healthy = await ping().then(
      () => true,
      () => false,
    );
    const { status, body } = healthAnswer(healthy);
    res.status(status).json(body);
  });
  app.use(answerNotFound, answerProblem);
  return app;
}
