import path from 'node:path';
import { LIMITS, numberText } from '@commerce-integration/contract';
import { z } from 'zod';
import { HOW_TO_MAKE_A_KEY, parseEncryptionKeys } from '../encryption/encryption-keys.ts';

/** The operator's key of an embedded start. Not accepted otherwise. */
export const DEMO_API_KEY = 'demo-secret-key';

/** Where `docs/site.mjs` builds the guides. */
const BUILT_GUIDES = path.resolve(import.meta.dirname, '..', '..', '..', 'docs', 'dist');

/** Where the operations console is built, beside the server's sources. */
const BUILT_CONSOLE = path.resolve(import.meta.dirname, '..', '..', 'console', 'dist');

const RATIO = 'must be a number from 0 to 1';
const MB = 1024 * 1024;
const wholeFrom = (min: number, max: number) => {
  const error = `must be a whole number from ${min.toLocaleString('en-US')} to ${max.toLocaleString('en-US')}`;
  return numberText(z.int({ error }).min(min, { error }).max(max, { error }));
};
const whole = (fallback: number, min: number, max: number) => wholeFrom(min, max).default(fallback);
const oneOf = <const V extends readonly [string, ...string[]]>(...values: V) =>
  z.enum(values, { error: `must be ${values.slice(0, -1).join(', ')} or ${values.at(-1)}` });
/** Comma-separated numbers of seconds; `3600x23` repeats a number 23 times. */
const secondsList = (min: number, max: number) =>
  z.string().transform((text, check) => {
    const parts = text.split(',').map((part) => /^(\d{1,7}(?:\.\d{1,3})?)(?:x([1-9]\d?))?$/.exec(part.trim()));
    const seconds = parts.flatMap((part) =>
      Array<number>(Number(part?.[2] ?? 1)).fill(Number(part?.[1] ?? Number.NaN)),
    );
    if (seconds.some(Number.isNaN) || seconds.length < min || seconds.length > max) {
      const count = min === max ? `${min}` : `${min} to ${max}`;
      check.addIssue({
        code: 'custom',
        message: `must be ${count} numbers of seconds with commas between, such as 60,300`,
      });
    }
    return seconds;
  });
/** Comma-separated `name=value` pairs, the format in which trace collectors document their keys. */
const headerList = z.string().transform((text, check) => {
  const parts = text.split(',').map((part) => /^\s*([A-Za-z0-9-]+)=([\x21-\x7e]+)\s*$/.exec(part));
  if (parts.includes(null))
    check.addIssue({ code: 'custom', message: 'must be name=value, with commas between several' });
  return Object.fromEntries(parts.map((part) => [part?.[1] ?? '', part?.[2] ?? '']));
});
const ratio = z
  .string()
  .transform(Number)
  .pipe(z.number({ error: RATIO }).min(0, { error: RATIO }).max(1, { error: RATIO }));
const optional = z.string().trim().min(1).optional();

/** Every environment variable of the server. The README has the same table; a test compares the two. */
export const environmentSchema = z.object({
  PORT: whole(3000, 0, 65_535),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATA_DIR: z.string().min(1).default('.data'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// URL' }).optional(),
  DATABASE_DIRECT_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// URL' }).optional(),
  DATABASE_READ_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// URL' }).optional(),
  DATABASE_READ_MAX_LAG_SECONDS: whole(10, 1, 3_600),
  DATABASE_POOL_SIZE: whole(20, 4, 500),
  STATEMENT_TIMEOUT_SECONDS: whole(30, 1, 3_600),
  S3_ENDPOINT: z.url({ protocol: /^https?$/, error: 'must be an http(s):// URL' }).optional(),
  S3_PUBLIC_ENDPOINT: z.url({ protocol: /^https?$/, error: 'must be an http(s):// URL' }).optional(),
  S3_BUCKET: z
    .string()
    // Older buckets may have capital letters and underscores.
    .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{1,61}[A-Za-z0-9]$/, {
      error: 'must be a bucket name: 3 to 63 letters, digits, dots, hyphens and underscores',
    })
    .default('commerce-integration'),
  S3_REGION: z.string().min(1).default('us-east-1'),
  AWS_ACCESS_KEY_ID: optional,
  AWS_SECRET_ACCESS_KEY: optional,
  AWS_SESSION_TOKEN: optional,
  WORKER: oneOf('on', 'off', 'only').default('on'),
  WORKER_CONCURRENCY: whole(2, 1, 64),
  WORKER_SMALL_CONCURRENCY: whole(2, 1, 64),
  LOG_LEVEL: oneOf('trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent').optional(),
  OPERATOR_API_KEY: z
    .string()
    .regex(/^[^\s,]{24,200}(,[^\s,]{24,200})?$/, {
      error: 'must be one key of 24 to 200 characters, or two with a comma between',
    })
    .optional(),
  ENCRYPTION_KEYS: z
    .string()
    .transform((text, check) => {
      const { keys, problems } = parseEncryptionKeys(text);
      for (const message of problems) check.addIssue({ code: 'custom', message });
      return keys;
    })
    .optional(),
  METRICS_PORT: wholeFrom(0, 65_535).optional(),
  METRICS_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]{16,200}$/, { error: 'must be 16 to 200 characters without spaces' })
    .optional(),
  WEBHOOK_ALLOW_LOOPBACK: oneOf('true', 'false')
    .transform((text) => text === 'true')
    .optional(),
  WEBHOOK_TIMEOUT_SECONDS: whole(LIMITS.webhookTimeoutSeconds, 1, 60),
  WEBHOOK_RETRY_SECONDS: secondsList(1, 100).default([60, 300, 900, ...Array<number>(23).fill(3_600)]),
  WEBHOOK_CIRCUIT_SECONDS: secondsList(2, 2).default([3_600, 5 * 24 * 3_600]),
  SCHEDULE_QUIET_SECONDS: whole(5, 0, 3_600),
  SCHEDULE_FETCH_SECONDS: whole(60, 1, 3_600),
  TRUST_PROXY: whole(0, 0, 10),
  MAX_UPLOAD_BYTES: whole(100 * MB, 1, 5 * 1024 * MB),
  MAX_PUT_BYTES: whole(5 * 1024 * MB, 5 * MB, 5 * 1024 * MB),
  MAX_FEED_BYTES: whole(20 * 1024 * MB, 1, 1024 * 1024 * MB),
  MAX_GZIP_RATIO: whole(200, 2, 10_000),
  MAX_JSON_BYTES: whole(MB, 1_000, 100 * MB),
  RATE_LIMIT_PER_MINUTE: whole(60_000, 1, 10_000_000),
  JOB_REPORT_DAYS: whole(LIMITS.jobReportDays, 1, 36_500),
  EXPORT_FILE_DAYS: whole(LIMITS.exportFileDays, 1, 3_650),
  UPLOAD_URL_MINUTES: whole(60, 1, 7 * 24 * 60),
  CONSOLE_IDLE_MINUTES: whole(60, 1, LIMITS.consoleSessionHours * 60),
  SHUTDOWN_SECONDS: whole(20, 1, 600),
  GUIDES_DIR: optional,
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/, error: 'must be an http(s):// URL' }).optional(),
  OTEL_EXPORTER_OTLP_HEADERS: headerList.optional(),
  OTEL_SERVICE_NAME: z.string().min(1).default('commerce-integration'),
  OTEL_TRACES_SAMPLER_ARG: ratio.default(1),
});

type Environment = z.infer<typeof environmentSchema>;

export interface Config extends Environment {
  /** Whether webhooks may call this machine: for development. */
  readonly WEBHOOK_ALLOW_LOOPBACK: boolean;
  /** Absolute path. */
  readonly dataDir: string;
  /** Absolute path of the built guides, which may not exist. */
  readonly guidesDir: string;
  /** Absolute path of the built console, which may not exist. */
  readonly consoleDir: string;
  /** The API keys of the operator. */
  readonly operatorKeys: readonly string[];
  /** Defaults to `info`, or `warn` for an embedded start, which prints to a terminal. */
  readonly LOG_LEVEL: NonNullable<Environment['LOG_LEVEL']>;
}

/** Lists all problems of the configuration. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/**
 * Reads the configuration. An empty variable counts as not set.
 *
 * @throws ConfigError naming each wrong variable.
 */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const { data, wrong } = parse(set);
  const problems = [...wrong.map(({ name, message }) => `${name}: ${message}`), ...contradictions(data, wrong)];
  if (problems.length > 0) {
    const many = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
    throw new ConfigError(`The configuration has ${many}:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
  }
  const level = data.LOG_LEVEL ?? (data.DATABASE_URL ? 'info' : 'warn');
  // The demo key is public, so it is accepted only with an embedded database.
  const demo = data.DATABASE_URL ? [] : [DEMO_API_KEY];
  const operatorKeys = [...(data.OPERATOR_API_KEY?.split(',') ?? []), ...demo];
  const guidesDir = data.GUIDES_DIR ? path.resolve(data.GUIDES_DIR) : BUILT_GUIDES;
  return {
    ...data,
    operatorKeys,
    LOG_LEVEL: level,
    WEBHOOK_ALLOW_LOOPBACK: data.WEBHOOK_ALLOW_LOOPBACK ?? data.DATABASE_URL === undefined,
    dataDir: path.resolve(data.DATA_DIR),
    guidesDir,
    consoleDir: BUILT_CONSOLE,
  };
}

interface WrongVariable {
  name: string;
  message: string;
}

/** Parses the environment. Invalid variables count as not set, so that all other problems are reported, too. */
function parse(set: NodeJS.ProcessEnv): { data: Environment; wrong: WrongVariable[] } {
  const parsed = environmentSchema.safeParse(set);
  if (parsed.success) return { data: parsed.data, wrong: [] };
  const wrong = parsed.error.issues.map(({ path: [name], message }) => ({ name: String(name), message }));
  const right = Object.fromEntries(Object.entries(set).filter(([name]) => !wrong.some((one) => one.name === name)));
  return { data: environmentSchema.parse(right), wrong };
}

/**
 * The most connections that a job of any type and class holds at the same time. For a load: the lock of its concurrency
 * key, its transaction, its rejected rows, the lock that orders wait for. A job that waits for its last connection
 * keeps the others, so there must be enough for all jobs at once.
 */
const CONNECTIONS_OF_A_JOB = 4;
/** Connections reserved for everything else. */
const OTHER_CONNECTIONS = 2;

/** Combinations of variables that contradict each other. Ignores invalid variables. */
function contradictions(env: Environment, wrong: readonly WrongVariable[]): string[] {
  const problems: string[] = [];
  const isRight = (...names: (keyof Environment)[]) =>
    !wrong.some(({ name }) => names.includes(name as keyof Environment));
  const jobs = env.WORKER_CONCURRENCY + env.WORKER_SMALL_CONCURRENCY;
  const needed = CONNECTIONS_OF_A_JOB * jobs + OTHER_CONNECTIONS;
  if (
    isRight('WORKER', 'WORKER_CONCURRENCY', 'WORKER_SMALL_CONCURRENCY', 'DATABASE_POOL_SIZE') &&
    env.WORKER !== 'off' &&
    env.DATABASE_POOL_SIZE < needed
  ) {
    problems.push(
      `DATABASE_POOL_SIZE: must be at least ${needed} with WORKER_CONCURRENCY at ${env.WORKER_CONCURRENCY} and WORKER_SMALL_CONCURRENCY at ${env.WORKER_SMALL_CONCURRENCY}, for the connections that jobs hold`,
    );
  }
  if ((env.AWS_ACCESS_KEY_ID === undefined) !== (env.AWS_SECRET_ACCESS_KEY === undefined)) {
    problems.push('AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY: set both or neither');
  }
  if (isRight('DATABASE_URL') && env.WORKER === 'only' && !env.DATABASE_URL) {
    problems.push('WORKER: only works with DATABASE_URL set; the embedded database belongs to one process');
  }
  for (const name of ['DATABASE_DIRECT_URL', 'DATABASE_READ_URL'] as const) {
    if (isRight('DATABASE_URL') && env[name] && !env.DATABASE_URL) problems.push(`${name}: needs DATABASE_URL as well`);
  }
  if (isRight('ENCRYPTION_KEYS') && env.DATABASE_URL && !env.ENCRYPTION_KEYS) {
    problems.push(`ENCRYPTION_KEYS: needed with DATABASE_URL, for customer data; make a key by ${HOW_TO_MAKE_A_KEY}`);
  }
  return problems;
}
