import type { Operations, ProblemCode } from '../contract/operation-types.ts';
import type { MockSeed } from './mock-seed-types.ts';

/** How long jobs take: until they have been looked at so often, or so many milliseconds. */
export type SlowJobs = { polls: number } | { ms: number };

/** So many calls of one key; from then on 429, until so many seconds have passed since the first refusal. */
export interface MockRateLimit {
  after: number;
  retryAfterSeconds: number;
}

/** The next so many runs of jobs fail. */
export interface MockJobFailures {
  /** @default 1 */
  times?: number | undefined;
  /** Why, as a sentence's end. */
  error?: string | undefined;
}

/** What calls are to fail with: a status or code, no answer at all, or an answer that gets lost. */
export interface MockFailure {
  /** @default the next call, whichever it is */
  operation?: keyof Operations | undefined;
  /** How many calls. @default 1 */
  times?: number | undefined;
  /** An error status. One that no code has, such as 502, is answered as a gateway would, without a problem. */
  status?: number | undefined;
  /** @default a code of the status */
  code?: ProblemCode | undefined;
  detail?: string | undefined;
  /** Becomes `Retry-After`. */
  retryAfterSeconds?: number | undefined;
  /** The connection breaks before the call has taken effect. */
  networkError?: true | undefined;
  /** The call takes effect, and the connection breaks before its answer. */
  answerLost?: true | undefined;
}

/** The limits that an operator may set, by their names in `GET /limits`. */
export interface MockLimits {
  /** Bytes of a file sent to `POST /feeds/upload`. @default 104_857_600 */
  direct_upload: number;
  /** Bytes of one PUT to a presigned URL. @default 5_368_709_120 */
  single_put: number;
  /** Bytes of a feed, unpacked. @default 21_474_836_480 */
  feed_unpacked: number;
  /** Unpacked bytes for each packed byte. @default 200 */
  gzip_ratio: number;
  /** Bytes of a JSON body. @default 1_048_576 */
  json_body: number;
  /** Minutes that a presigned URL is good for. @default 60 */
  upload_url: number;
}

/** What can be changed while the mock is in use. */
export interface MockSettings {
  /** Milliseconds before every answer. @default 0 */
  latencyMs?: number | undefined;
  /** A limit low enough to meet. @default 60,000 calls, then a minute of refusals */
  rateLimit?: MockRateLimit | undefined;
  /** @default every run ends before it is answered */
  slowJobs?: SlowJobs | undefined;
  /** Limits low enough to meet. */
  limits?: Partial<MockLimits> | undefined;
}

/** How a mock is set up. */
export interface MockApiOptions extends MockSettings {
  /**
   * Where the mocked API is: the `baseUrl` of the client under test.
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
  /** What the next calls are to fail with, in their order. */
  failures?: readonly MockFailure[] | undefined;
  /** The next runs of jobs that fail. */
  failJobs?: MockJobFailures | undefined;
  /** Partners, keys and products to begin with. */
  seed?: MockSeed | undefined;
}

/** Settings with everything in them. */
export interface FullSettings {
  latencyMs: number;
  rateLimit: MockRateLimit;
  slowJobs: SlowJobs | undefined;
  limits: MockLimits;
}
