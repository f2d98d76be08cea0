import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type MetricsParts, metricsApp } from '../http/metrics-app.ts';
import { listenFailure } from './start-failures.ts';

/** Serves metrics and health in a process that serves no API. @returns its URL, and the function that stops it */
export async function serveMetrics(parts: MetricsParts, host: string, port: number) {
  const server = createServer(metricsApp(parts));
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(listenFailure(error, host, port))).listen(port, host, resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
