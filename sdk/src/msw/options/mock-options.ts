import type { Operations, ProblemCode } from '../contract/operation-types.ts';
import type { MockSeed } from './mock-seed-types.ts';

/** How long jobs take: a number of polls or of milliseconds. */
export type SlowJobs = { polls: number } | { ms: number };

/**
 * The number of calls that each key may make. Further calls return 429, until `retryAfterSeconds` have passed since the
 * first of them.
 */
export interface MockRateLimit {
  after: number;
  retryAfterSeconds: number;
}

/** The number of runs of jobs that fail. */
export interface MockJobFailures {
  /** @default 1 */
  times?: number | undefined;
  /** The cause, as the final part of a sentence. */
  error?: string | undefined;
}

/** How calls fail: with a status or code, without a response, or with a lost response. */
export interface MockFailure {
  /** @default any operation */
  operation?: keyof Operations | undefined;
  /** Number of calls. @default 1 */
  times?: number | undefined;
  /**
   * An error status. For a status without a code, such as 502, the response is like that of a gateway, without a
   * problem.
   */
  status?: number | undefined;
  /** @default a code with this status */
  code?: ProblemCode | undefined;
  detail?: string | undefined;
  /** Sent as `Retry-After`. */
  retryAfterSeconds?: number | undefined;
  /** The connection breaks before the call takes effect. */
  networkError?: true | undefined;
  /** The call takes effect, and the connection breaks before its response. */
  answerLost?: true | undefined;
}

/** The limits that an operator can set, with their names in `GET /limits`. */
export interface MockLimits {
  /** Bytes of a file sent to `POST /feeds/upload`. @default 104_857_600 */
  direct_upload: number;
  /** Bytes of one PUT to a presigned URL. @default 5_368_709_120 */
  single_put: number;
  /** Bytes of an uncompressed feed. @default 21_474_836_480 */
  feed_unpacked: number;
  /** Uncompressed bytes per compressed byte. @default 200 */
  gzip_ratio: number;
  /** Bytes of a JSON body. @default 1_048_576 */
  json_body: number;
  /** Minutes for which a presigned URL is valid. @default 60 */
  upload_url: number;
  /** Minutes without a call after which a session of the console ends. @default 60 */
  console_idle: number;
}

/** Settings that can be changed while the mock is in use. */
export interface MockSettings {
  /** Delay of every response in milliseconds. @default 0 */
  latencyMs?: number | undefined;
  /** A rate limit that is low enough to test. @default 60,000 calls, then 429 for a minute */
  rateLimit?: MockRateLimit | undefined;
  /** @default every run ends before its response */
  slowJobs?: SlowJobs | undefined;
  /** Limits that are low enough to test. */
  limits?: Partial<MockLimits> | undefined;
}

/** The options of a mock. */
export interface MockApiOptions extends MockSettings {
  /**
   * The address of the mocked API: the `baseUrl` of the client under test.
   *
   * @default 'http://localhost:3000'
   */
  baseUrl?: string | undefined;
  /**
   * The operator's API key.
   *
   * @default 'demo-secret-key'
   */
  operatorKey?: string | undefined;
  /** Failures of the next calls, in order. */
  failures?: readonly MockFailure[] | undefined;
  /** Failures of the next runs of jobs. */
  failJobs?: MockJobFailures | undefined;
  /** Initial partners, keys and products. */
  seed?: MockSeed | undefined;
}

/** Settings with all defaults filled in. */
export interface FullSettings {
  latencyMs: number;
  rateLimit: MockRateLimit;
  slowJobs: SlowJobs | undefined;
  limits: MockLimits;
}
