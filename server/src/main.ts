import { DEMO_API_KEY, readConfig } from './config/config.ts';
import { greeting } from './process/greeting.ts';
import { createLogger } from './process/log.ts';
import { failureText } from './process/start-failures.ts';
import { startServer } from './process/start-server.ts';

/** The process: reads the configuration, starts, and shuts down cleanly on a signal. */
async function main(): Promise<void> {
  const config = readConfig();
  const log = createLogger(config.LOG_LEVEL);
  const starting = startServer(config, log);
  onStopRequest(async (reason) => {
    log.info({ reason }, 'shutting down');
    // A signal may arrive during the start; everything started by then must be stopped as well.
    await (await starting).stop();
  });
  const server = await starting;
  log.info({ url: server.url, worker: config.WORKER }, 'ready');
  if (server.demo && server.url) process.stdout.write(greeting(server.url, DEMO_API_KEY));
}

function onStopRequest(stop: (reason: string) => Promise<void>): void {
  let stopping = false;
  const stopOnce = (reason: string) => {
    if (stopping) return;
    stopping = true;
    stop(reason).then(() => process.exit(0), fail);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stopOnce);
  // Started by `npm start`, and the launcher has exited: nobody else would stop this process.
  const launcherEnded = () => stopOnce('the launcher ended');
  process.on('disconnect', launcherEnded);
  // The launcher exited while this process was still loading.
  if (process.connected === false) launcherEnded();
}

function fail(error: unknown): never {
  process.stderr.write(`${failureText(error)}\n`);
  process.exit(1);
}

main().catch(fail);
