import { Histogram } from 'prom-client';
import { EVENT_CHANNEL } from '../../database/announcer.ts';
import { Notifications } from '../../database/notifications.ts';
import { pipelinedPool } from '../../database/pipelined-pool.ts';
import type { WorkerParts } from '../../feature/define-feature.ts';
import { guardedAgent } from '../../outbound/guarded-agent.ts';
import { Dispatcher } from './dispatcher.ts';

/** Starts to send deliveries in this process. @returns the function that ends it */
export async function startDispatching(parts: WorkerParts): Promise<() => Promise<void>> {
  const { config, database, databaseUrl, cipher, log } = parts;
  const timeoutMs = config.WEBHOOK_TIMEOUT_SECONDS * 1_000;
  const agent = guardedAgent({ allowLoopback: config.WEBHOOK_ALLOW_LOOPBACK, connectMs: timeoutMs });
  const [openAfterSeconds = 0, disableAfterSeconds = 0] = config.WEBHOOK_CIRCUIT_SECONDS;
  const pool = pipelinedPool(database.pool);
  const dispatcher = new Dispatcher({
    pool,
    agent,
    cipher,
    log,
    retries: { retrySeconds: config.WEBHOOK_RETRY_SECONDS, openAfterSeconds, disableAfterSeconds },
    timeoutMs,
    attempted: attemptMetrics(parts),
  });
  const wake = () => dispatcher.wake();
  const notifications = new Notifications(databaseUrl, EVENT_CHANNEL, { notified: wake, connected: wake });
  await notifications.open();
  dispatcher.start();
  return async () => {
    await notifications.close();
    await dispatcher.stop();
    await pool.end();
    await agent.destroy();
  };
}

function attemptMetrics({ registry }: WorkerParts) {
  const seconds = new Histogram({
    name: 'webhook_attempt_seconds',
    help: 'Time of attempts at webhook deliveries.',
    labelNames: ['outcome'],
    buckets: [0.01, 0.05, 0.1, 0.5, 1, 5, 10],
    registers: [registry],
  });
  const lag = new Histogram({
    name: 'webhook_delivery_lag_seconds',
    help: 'Time from an event to the end of the first attempt at delivering it.',
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 5, 30, 300],
    registers: [registry],
  });
  return (outcome: 'succeeded' | 'failed', took: number, sinceEvent: number | undefined) => {
    seconds.observe({ outcome }, took);
    if (sinceEvent !== undefined) lag.observe(sinceEvent);
  };
}
