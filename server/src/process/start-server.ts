import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { collectDefaultMetrics, Registry } from 'prom-client';
import type { Config } from '../config/config.ts';
import { type Database, openDatabase } from '../database/orm.ts';
import { endReadsWithTheirReader } from '../database/reads.ts';
import { checkPooledSettings, requestLimits } from '../database/request-limits.ts';
import { EVERYBODY } from '../database/tenancy.ts';
import { FieldCipher } from '../encryption/field-cipher.ts';
import { registerReactions } from '../events/reactions.ts';
import { announceWith } from '../events/record-event.ts';
import { assertApart } from '../feature/define-feature.ts';
import { endSilentClients } from '../http/silent-clients.ts';
import { registerJobs } from '../jobs/define-job.ts';
import { JOB_NUMBER_SEQUENCES } from '../jobs/jobs.queries.ts';
import { startWorker } from '../jobs/start-worker.ts';
import { seedOperatorKey } from '../partners/api-keys.ts';
import { openCallers } from '../partners/caller-cache.ts';
import { jobWeightSql } from '../partners/partners.queries.ts';
import { JobQueue } from '../queue/job-queue.ts';
import { ObjectStore } from '../storage/object-store.ts';
import type { ObjectStoreOptions } from '../storage/s3-client.ts';
import { startTracing } from '../tracing/start-tracing.ts';
import { createApp } from './app.ts';
import { keepAllDayPartitions } from './clean-up.ts';
import type { Logger } from './log.ts';
import { observeQueue, observeStored, workMetrics } from './metrics.ts';
import { openReadReplica } from './open-read-replica.ts';
import { encryptionKeysOf, openResources } from './open-resources.ts';
import { ALL_FEATURES } from './platform.ts';
import { PROCESS_LIMITS, type ProcessLimits } from './process-limits.ts';
import { allSchedules, startSchedules } from './schedules.ts';
import { serveMetrics } from './serve-metrics.ts';
import { listenFailure, reachDatabase, reachStorage } from './start-failures.ts';

export interface RunningServer {
  /** The URL of the API; undefined for a process that only works the queue. */
  url: string | undefined;
  /** Whether the demo key is accepted. */
  demo: boolean;
  /**
   * Accepts no more requests or jobs, waits for running ones, returns unfinished jobs to the queue and closes all
   * resources.
   */
  stop(): Promise<void>;
}

/**
 * Opens the configured resources, then serves the API, works the queue, or both.
 *
 * @param limits tests pass smaller ones
 */
export async function startServer(
  config: Config,
  log: Logger,
  limits: ProcessLimits = PROCESS_LIMITS,
): Promise<RunningServer> {
  assertApart(ALL_FEATURES);
  registerReactions(ALL_FEATURES.map(({ reactions = {} }) => reactions));
  registerJobs(JOBS, jobWeightSql);
  const resources = await openResources(config, log);
  const closing: (() => Promise<unknown> | unknown)[] = [await startTracing(config), () => resources.close()];
  const stop = async () => {
    for (const close of closing.reverse()) await close();
  };
  try {
    const work = await openDatabase(resources.databaseUrl, config.DATABASE_POOL_SIZE, ENTITIES, {
      migrations: ALL_FEATURES.flatMap(({ migrations = [] }) => migrations),
      sequences: JOB_NUMBER_SEQUENCES,
    });
    closing.push(() => work.close());
    await reachDatabase(resources.databaseUrl, () => work.migrate());
    // Rows of a day without a partition go to the default partition, and the clean-up tries again.
    await keepAllDayPartitions(work.pool).catch((err) => log.warn({ err }, 'day partitions could not be created'));
    closing.push(announceWith(work.pool));
    const store = new ObjectStore(resources.storage, limits.storeConnections);
    closing.push(() => store.close());
    await reachStorage(resources.storage, () => store.ensureBucket());
    await seedKeys(config, log, work);
    const queue = await startQueue(config, log, resources.databaseUrl);
    closing.push(() => queue.stop(1_000));
    const registry = openMetrics(queue, work);
    const cipher = new FieldCipher(await encryptionKeysOf(config));
    const parts = { config, log, registry, work, store, queue, cipher, ...resources };
    if (config.WORKER !== 'off') closing.push(await startWork(parts));
    let url: string | undefined;
    if (config.WORKER !== 'only') {
      const api = await serve(parts, limits);
      closing.push(api.stop);
      url = api.url;
    } else if (config.METRICS_PORT !== undefined) {
      closing.push(await serveMetricsOf(parts, config.METRICS_PORT));
    }
    return { url, demo: resources.embedded, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

const JOBS = ALL_FEATURES.flatMap(({ jobs = [] }) => jobs);
const GAUGES = ALL_FEATURES.flatMap(({ gauges = [] }) => gauges);
const ENTITIES = ALL_FEATURES.flatMap(({ entities = [] }) => entities);

interface Parts {
  config: Config;
  log: Logger;
  registry: Registry;
  /**
   * For jobs and maintenance: without time limits. Requests use separate connections, so that neither waits for the
   * other.
   */
  work: Database;
  store: ObjectStore;
  storage: ObjectStoreOptions;
  queue: JobQueue;
  cipher: FieldCipher;
  databaseUrl: string;
  requestsUrl: string;
}

async function startQueue(config: Config, log: Logger, connectionString: string): Promise<JobQueue> {
  const queue = new JobQueue({
    connectionString,
    works: config.WORKER !== 'off',
    onError: (error) => log.error({ err: error }, 'queue error'),
  });
  await queue.start();
  return queue;
}

async function seedKeys(config: Config, log: Logger, database: Database): Promise<void> {
  if (config.operatorKeys.length === 0) {
    log.warn(
      'OPERATOR_API_KEY is not set: nobody can enter as the operator, and only partners with a key can use the API',
    );
  }
  const em = database.open(EVERYBODY);
  for (const key of config.operatorKeys) await seedOperatorKey(em, key);
}

function openMetrics(queue: JobQueue, { pool }: Database): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  observeQueue(registry, queue);
  observeStored(registry, pool, GAUGES);
  return registry;
}

async function serveMetricsOf({ config, log, registry, work }: Parts, port: number): Promise<() => Promise<void>> {
  const ping = () => work.pool.query('select 1');
  const health = { log, registry, ping, metricsToken: config.METRICS_TOKEN };
  const { url, stop } = await serveMetrics(health, config.HOST, port);
  log.info({ url }, 'metrics server ready');
  return stop;
}

/** Starts to work the queue. Returns the function that stops it. */
async function startWork(parts: Parts): Promise<() => Promise<void>> {
  const { config, log, registry, work, queue } = parts;
  const lent = { ...parts, database: work };
  const worker = await startWorker({
    database: work,
    queue,
    log,
    works: new Map(JOBS.map(({ type, run }) => [type, run(lent)])),
    concurrency: { small: config.WORKER_SMALL_CONCURRENCY, large: config.WORKER_CONCURRENCY },
    finished: workMetrics(registry).finished,
  });
  const schedules = startSchedules(allSchedules(lent), log);
  const works = await Promise.all(ALL_FEATURES.flatMap((feature) => feature.works?.(lent) ?? []));
  return async () => {
    await schedules.stop();
    await Promise.all(works.map((stop) => stop()));
    await worker.stop(config.SHUTDOWN_SECONDS * 1_000);
  };
}

async function serve(parts: Parts, limits: ProcessLimits): Promise<{ url: string; stop: () => Promise<void> }> {
  const { config, log, work } = parts;
  const settings = await requestLimits(work.pool, config.STATEMENT_TIMEOUT_SECONDS, log);
  const pooled = config.DATABASE_DIRECT_URL !== undefined;
  const database = await openDatabase(parts.requestsUrl, config.DATABASE_POOL_SIZE, ENTITIES, { settings, pooled });
  const pools = { pooled: database.pool, direct: work.pool };
  if (pooled) await reachDatabase(parts.requestsUrl, () => checkPooledSettings(pools, settings, log));
  endReadsWithTheirReader(database.pool);
  const replica = await openReadReplica({ ...parts, database, entities: ENTITIES, settings });
  const callers = await openCallers(database.pool, parts.databaseUrl, config.operatorKeys);
  const downloads = new ObjectStore(parts.storage, limits.downloadConnections);
  const app = createApp({ ...parts, database, downloads, callers, replica });
  // This interval alone sets how often Node checks for connections whose headers are late.
  const server = createServer({ connectionsCheckingInterval: Math.min(limits.patience.silentMs, 5_000) }, app.handler);
  endSilentClients(server, limits.patience);
  await new Promise<void>((resolve, reject) => {
    server
      .once('error', (error) => reject(listenFailure(error, config.HOST, config.PORT)))
      .listen(config.PORT, config.HOST, resolve);
  });
  const { port } = server.address() as AddressInfo;
  const host = config.HOST === '0.0.0.0' || config.HOST === '::' ? 'localhost' : config.HOST;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    stop: async () => {
      app.close();
      await callers.close();
      await drain(server, config.SHUTDOWN_SECONDS * 1_000);
      downloads.close();
      await replica?.close();
      await database.close();
    },
  };
}

/** Waits at most `graceMs` milliseconds for running requests to finish. */
async function drain(server: Server, graceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const cut = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearTimeout(cut);
}
