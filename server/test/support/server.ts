import { randomBytes } from 'node:crypto';
import type { FeedAccepted, Job, Page, ProblemBody, Product } from '@commerce-integration/contract';
import pg from 'pg';
import { inject } from 'vitest';
import { readConfig } from '../../src/config/config.ts';
import { createLogger } from '../../src/process/log.ts';
import { PROCESS_LIMITS, type ProcessLimits } from '../../src/process/process-limits.ts';
import { type RunningServer, startServer } from '../../src/process/start-server.ts';
import { atEnd } from './at-end.ts';
import { adminUrl, createDatabase, dropDatabase, TEMPLATE, urlOf } from './databases.ts';

export const OPERATOR_KEY = 'operator-key-for-the-tests';
/** The key that encrypts customer data in a server under test. */
export const ENCRYPTION_KEYS = `k1:${Buffer.alloc(32, 'first key of the tests').toString('base64')}`;

export interface Answer<T = unknown> {
  status: number;
  headers: Headers;
  body: T;
}

export interface Call {
  method?: string;
  key?: string | null;
  body?: unknown;
  form?: FormData;
  headers?: Record<string, string>;
}

/** A server under test, with its own database and bucket. */
export class TestServer {
  readonly url: string;
  readonly environment: Record<string, string>;
  /** The URL of the database itself, bypassing a pooler. */
  readonly databaseUrl: string;
  /** Reads the database; tests do not use it for changes. */
  readonly pool: pg.Pool;
  readonly #running: RunningServer;

  constructor(running: RunningServer, environment: Record<string, string>) {
    this.#running = running;
    this.url = running.url ?? '';
    this.environment = environment;
    this.databaseUrl = environment.DATABASE_DIRECT_URL ?? environment.DATABASE_URL ?? '';
    this.pool = new pg.Pool({ connectionString: this.databaseUrl, max: 2 });
    this.pool.on('error', () => undefined);
  }

  async call<T = ProblemBody>(
    path: string,
    { method, key = OPERATOR_KEY, body, form, headers = {} }: Call = {},
  ): Promise<Answer<T>> {
    const response = await fetch(`${this.url}${path}`, {
      method: method ?? (body !== undefined || form ? 'POST' : 'GET'),
      redirect: 'manual',
      headers: {
        ...(key === null ? {} : { 'x-api-key': key }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(form ? { body: form } : {}),
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const json =
      /json/.test(response.headers.get('content-type') ?? '') &&
      !/ndjson/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, headers: response.headers, body: (json ? JSON.parse(text) : text) as T };
  }

  /** Uploads a feed; the file may be text or bytes. */
  upload<T = FeedAccepted>(
    file: string | Uint8Array,
    { name = 'catalog.csv', type = 'text/csv', fields = { partner_name: 'Acme Corp' }, ...call }: UploadCall = {},
  ): Promise<Answer<T>> {
    const form = new FormData();
    for (const [field, value] of Object.entries(fields)) form.set(field, value);
    form.set('file', new Blob([file as string], { type }), name);
    return this.call<T>('/feeds/upload', { ...call, form });
  }

  /** Uploads a feed and runs its load. */
  async load(file: string | Uint8Array, call: UploadCall = {}): Promise<Job> {
    const uploaded = await this.upload(file, call);
    if (uploaded.status !== 201)
      throw new Error(`Upload answered ${uploaded.status}: ${JSON.stringify(uploaded.body)}`);
    return this.run(uploaded.body.validation_job_id);
  }

  async run(jobId: string): Promise<Job> {
    const ran = await this.call<Job>(`/jobs/${jobId}/run`, { method: 'POST', headers: { prefer: 'wait=30' } });
    if (ran.status !== 200) throw new Error(`Run answered ${ran.status}: ${JSON.stringify(ran.body)}`);
    return ran.body;
  }

  async products(query = ''): Promise<Product[]> {
    return (await this.call<Page<Product>>(`/products?limit=100${query}`)).body.items;
  }

  /** A partner with an API key. */
  async partner(name: string, scopes?: string[]): Promise<{ id: string; key: string }> {
    const partner = await this.call<{ partner_id: string }>('/partners', { body: { partner_name: name } });
    const id = partner.body.partner_id;
    const issued = await this.call<{ secret: string }>(`/partners/${id}/api-keys`, {
      body: { name: 'test', ...(scopes ? { scopes } : {}) },
    });
    return { id, key: issued.body.secret };
  }

  /** Stops it, once, however often it is called. */
  async stop(): Promise<void> {
    if (this.pool.ending) return;
    await this.pool.end();
    await this.#running.stop();
  }
}

export interface UploadCall extends Call {
  name?: string;
  type?: string;
  fields?: Record<string, string>;
}

/** The environment of a server with its own database and bucket. */
export async function freshEnvironment(more: Record<string, string> = {}): Promise<Record<string, string>> {
  const { databaseUrl, poolerPort, s3 } = inject('resources');
  const name = `test_${randomBytes(6).toString('hex')}`;
  const admin = adminUrl(databaseUrl);
  await createDatabase(admin, name, TEMPLATE);
  atEnd(() => dropDatabase(admin, name));
  return {
    PORT: '0',
    LOG_LEVEL: process.env.TEST_LOG_LEVEL ?? 'silent',
    ...databaseAt(urlOf(databaseUrl, name), poolerPort),
    DATABASE_POOL_SIZE: '18',
    S3_ENDPOINT: s3.endpoint,
    S3_BUCKET: name.replace('_', '-'),
    AWS_ACCESS_KEY_ID: s3.accessKeyId,
    AWS_SECRET_ACCESS_KEY: s3.secretAccessKey,
    OPERATOR_API_KEY: OPERATOR_KEY,
    ENCRYPTION_KEYS,
    SHUTDOWN_SECONDS: '5',
    ...more,
  };
}

/** The settings of a database; with a pooler, of both connections to it. */
function databaseAt(url: string, poolerPort: number | undefined): Record<string, string> {
  if (poolerPort === undefined) return { DATABASE_URL: url };
  const pooled = new URL(url);
  pooled.port = `${poolerPort}`;
  return { DATABASE_URL: pooled.href, DATABASE_DIRECT_URL: url };
}

/** Fewer connections than the default of a process. */
type TestLimits = Partial<Omit<ProcessLimits, 'patience'>> & { patience?: Partial<ProcessLimits['patience']> };

/** Starts a server under test in this process; it stops at the end of the test file. */
export async function startTestServer(
  more: Record<string, string> = {},
  { patience, ...limits }: TestLimits = {},
): Promise<TestServer> {
  const environment = await freshEnvironment(more);
  const config = readConfig(environment);
  const server = new TestServer(
    await startServer(config, createLogger(config.LOG_LEVEL), {
      ...PROCESS_LIMITS,
      ...limits,
      patience: { ...PROCESS_LIMITS.patience, ...patience },
    }),
    environment,
  );
  atEnd(() => server.stop());
  return server;
}
