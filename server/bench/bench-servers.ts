import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startEmbeddedPostgres } from '../src/dev-services/postgres.ts';
import { startEmbeddedS3 } from '../src/dev-services/s3.ts';

export const OPERATOR_KEY = 'operator-key-for-the-benchmark';

/** The flags of `npm start` and of the image. */
const SMALL_YOUNG_SPACE = '--max-semi-space-size=8';

/** A PostgreSQL and an S3 server of the benchmark, and the measured processes, which use them. */
export class BenchServers {
  readonly databaseUrl: string;
  readonly #environment: Record<string, string>;
  readonly #children: ChildProcess[] = [];
  readonly #closing: (() => Promise<unknown>)[];

  private constructor(databaseUrl: string, environment: Record<string, string>, closing: (() => Promise<unknown>)[]) {
    this.databaseUrl = databaseUrl;
    this.#environment = environment;
    this.#closing = closing;
  }

  static async open(): Promise<BenchServers> {
    const dataDir = await mkdtemp(path.join(tmpdir(), 'commerce-bench-'));
    // PostgreSQL may run as another user, who needs access to its data.
    await chmod(dataDir, 0o755);
    const postgres = await startEmbeddedPostgres({ dataDir, log: () => undefined });
    const s3 = await startEmbeddedS3({ dataDir, bucket: 'bench' });
    const environment = {
      DATABASE_URL: postgres.url,
      ENCRYPTION_KEYS: `k1:${randomBytes(32).toString('base64')}`,
      S3_ENDPOINT: s3.endpoint,
      S3_BUCKET: 'bench',
      AWS_ACCESS_KEY_ID: s3.accessKeyId,
      AWS_SECRET_ACCESS_KEY: s3.secretAccessKey,
      OPERATOR_API_KEY: OPERATOR_KEY,
      RATE_LIMIT_PER_MINUTE: '10000000',
      LOG_LEVEL: 'info',
      WORKER: 'off',
    };
    const remove = () => rm(dataDir, { recursive: true, force: true });
    return new BenchServers(postgres.url, environment, [() => s3.stop(), () => postgres.stop(), remove]);
  }

  /**
   * Starts our server, migrated, and waits until it is ready. It runs no jobs unless the settings say so.
   *
   * @returns its URL
   */
  async startOurs(port: number, settings: Record<string, string> = {}): Promise<string> {
    await this.#start('src/main.ts', { ...this.#environment, ...settings, PORT: String(port) });
    return addressOf(port);
  }

  /**
   * Starts a process that works the queue and serves no requests.
   *
   * @param heapMegabytes the limit of its heap, including garbage, for measurements of memory: without a limit, V8
   * keeps garbage as long as the machine has memory
   * @returns its process ID, and a function that ends it
   */
  async startWorker(heapMegabytes?: number): Promise<{ pid: number; stop(): Promise<void> }> {
    const limit = heapMegabytes === undefined ? {} : { NODE_OPTIONS: `--max-old-space-size=${heapMegabytes}` };
    const child = await this.#start('src/main.ts', { ...this.#environment, ...limit, WORKER: 'only' });
    const stop = async () => {
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      await exited;
    };
    return { pid: child.pid ?? 0, stop };
  }

  /**
   * Starts a server to compare with, which prints `ready` when it is.
   *
   * @returns its URL
   */
  async startBare(script: string, port: number): Promise<string> {
    await this.#start(script, { DATABASE_URL: this.databaseUrl, PORT: String(port) });
    return addressOf(port);
  }

  /** Runs a script to compare with on the same database and S3 server, until it ends. */
  async runBare(script: string, environment: Record<string, string>): Promise<void> {
    const child = spawn(process.execPath, [SMALL_YOUNG_SPACE, script], {
      cwd: path.join(import.meta.dirname, '..'),
      env: { ...process.env, ...this.#environment, ...environment },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    const [code] = await once(child, 'exit');
    if (code !== 0) throw new Error(`${script} ended with ${code}`);
  }

  async close(): Promise<void> {
    for (const child of this.#children) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      await exited;
    }
    for (const close of this.#closing) await close();
  }

  async #start(script: string, environment: Record<string, string>): Promise<ChildProcess> {
    const child = spawn(process.execPath, [SMALL_YOUNG_SPACE, script], {
      cwd: path.join(import.meta.dirname, '..'),
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.#children.push(child);
    await new Promise<void>((resolve, reject) => {
      child.once('exit', (code) => reject(new Error(`${script} ended with ${code}`)));
      child.stdout.on('data', (text: Buffer) => {
        if (text.includes('ready')) resolve();
      });
    });
    return child;
  }
}

function addressOf(port: number): string {
  return `http://127.0.0.1:${port}`;
}
