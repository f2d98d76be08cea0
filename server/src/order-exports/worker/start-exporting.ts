import { Counter } from 'prom-client';
import { EVENT_CHANNEL } from '../../database/announcer.ts';
import { Notifications } from '../../database/notifications.ts';
import type { WorkerParts } from '../../feature/define-feature.ts';
import { guardedAgent } from '../../outbound/guarded-agent.ts';
import { ExporterLoop } from './exporter-loop.ts';

/** Starts to export orders in this process. @returns the function that stops it */
export async function startExporting(parts: WorkerParts): Promise<() => Promise<void>> {
  const { config, database, databaseUrl, store, cipher, log } = parts;
  const timeoutMs = config.WEBHOOK_TIMEOUT_SECONDS * 1_000;
  const agent = guardedAgent({ allowLoopback: config.WEBHOOK_ALLOW_LOOPBACK, connectMs: timeoutMs });
  const [openAfterSeconds = 0] = config.WEBHOOK_CIRCUIT_SECONDS;
  const loop = new ExporterLoop({
    pool: database.pool,
    store,
    agent,
    cipher,
    log,
    timeoutMs,
    // An exporter is never disabled automatically, and has its own retry delays.
    retries: { retrySeconds: [], openAfterSeconds, disableAfterSeconds: Number.POSITIVE_INFINITY },
    exported: exportMetrics(parts),
  });
  const wake = () => loop.wake();
  const notifications = new Notifications(databaseUrl, EVENT_CHANNEL, { notified: wake, connected: wake });
  await notifications.open();
  loop.start();
  return async () => {
    await notifications.close();
    await loop.stop();
    await agent.destroy();
  };
}

function exportMetrics({ registry }: WorkerParts) {
  const orders = new Counter({
    name: 'order_exports_total',
    help: 'Attempts at exporting an order.',
    labelNames: ['kind', 'outcome'],
    registers: [registry],
  });
  return (kind: string, outcome: 'succeeded' | 'failed', count: number) => orders.inc({ kind, outcome }, count);
}
