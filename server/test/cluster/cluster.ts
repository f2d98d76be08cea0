import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { inject, onTestFinished } from 'vitest';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/dev-services/postgres.ts';
import { CutOff } from '../support/cut-off.ts';
import { freshEnvironment } from '../support/server.ts';
import { WorkerProcess } from '../support/worker-process.ts';

/** Processes of each kind. */
const PROCESSES = 3;
const SILENT = { log: () => undefined };
type Kind = 'off' | 'only';

/** API and worker processes that share a PostgreSQL and an S3 server, all of which can be stopped and restarted. */
export class Cluster {
  readonly environment: Record<string, string>;
  /** Reads the database; refused while it is stopped. */
  readonly pool: pg.Pool;
  readonly #dataDir: string;
  readonly #storage: CutOff;
  #postgres: EmbeddedPostgres;
  /** APIs run no jobs, and workers serve no requests. */
  readonly #processes: Record<Kind, WorkerProcess[]> = { off: [], only: [] };

  private constructor(
    dataDir: string,
    postgres: EmbeddedPostgres,
    storage: CutOff,
    environment: Record<string, string>,
  ) {
    this.#dataDir = dataDir;
    this.#postgres = postgres;
    this.#storage = storage;
    this.environment = environment;
    this.pool = new pg.Pool({ connectionString: environment.DATABASE_URL, max: 2 });
    this.pool.on('error', () => undefined);
  }

  /** Starts it. It is stopped at the end of the test, also if the test fails. */
  static async start(settings: Record<string, string>): Promise<Cluster> {
    const dataDir = await mkdtemp(path.join(tmpdir(), 'commerce-cluster-'));
    await chmod(dataDir, 0o755);
    const postgres = await startEmbeddedPostgres({ dataDir, ...SILENT });
    const storage = await CutOff.before(inject('resources').s3.endpoint);
    const fresh = await freshEnvironment(settings);
    const environment = { ...fresh, DATABASE_URL: postgres.url, S3_ENDPOINT: storage.url };
    const cluster = new Cluster(dataDir, postgres, storage, environment);
    onTestFinished(() => cluster.#stop());
    const kinds = Array.from({ length: PROCESSES }, () => ['off', 'only'] as const).flat();
    await Promise.all(kinds.map((kind) => cluster.#add(kind)));
    return cluster;
  }

  /** The address of one of the APIs, which may be shutting down. */
  url(): string {
    return this.#processes.off[Math.floor(Math.random() * this.#processes.off.length)]?.url ?? '';
  }

  /** Kills a process of a kind, or stops it like a deployment, and starts another. */
  async replace(kind: Kind, how: 'kill' | 'stop'): Promise<void> {
    const [first] = this.#processes[kind];
    // Removed from the list before it ends, as a load balancer does with a process that is shutting down; a killed
    // process is not.
    if (how === 'stop') this.#processes[kind].shift();
    await first?.[how]();
    if (how === 'kill') this.#processes[kind].shift();
    await this.#add(kind);
  }

  async restartDatabase(): Promise<void> {
    const port = Number(new URL(this.#postgres.url).port);
    await this.#postgres.stop();
    this.#postgres = await startEmbeddedPostgres({ dataDir: this.#dataDir, ...SILENT, port });
  }

  async storageAway(ms: number): Promise<void> {
    await this.#storage.cut();
    await delay(ms);
    await this.#storage.mend();
  }

  async #stop(): Promise<void> {
    await Promise.all(Object.values(this.#processes).flatMap((all) => all.map((one) => one.stop())));
    await this.pool.end();
    await this.#postgres.stop();
    await this.#storage.cut();
    await rm(this.#dataDir, { recursive: true, force: true });
  }

  async #add(kind: Kind): Promise<void> {
    this.#processes[kind].push(await WorkerProcess.start(this.environment, kind));
  }
}
