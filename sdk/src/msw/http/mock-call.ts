import type {
  AnswerOf,
  Feature,
  Operation,
  OperationName,
  OperationsOf,
  Parsed,
  ParsedBody,
  RouteOf,
} from '../contract/mock-contract.ts';
import type { FullSettings } from '../options/mock-options.ts';
import type { Caller, JobRow } from '../store/mock-rows.ts';
import type { MockStorage } from '../store/mock-storage.ts';
import type { MockTables } from '../store/mock-tables.ts';
import type { Held, Outcome } from './mock-idempotency.ts';

/** The worker, as operations see it. */
interface Worker {
  request(job: JobRow, jobId: string): void;
  enqueue(job: JobRow): void;
  cancel(job: JobRow, jobId: string): void;
  look(job: JobRow): void;
  wait(job: JobRow, ms: number, signal: AbortSignal): Promise<void>;
  advance(): void;
}

/** What all operations of one mock share. */
export interface MockParts {
  tables: MockTables;
  storage: MockStorage;
  worker: Worker;
  /** The current settings. */
  settings: FullSettings;
}

/** A request that has been authorised, parsed and checked by the contract's schemas. */
export interface MockCall<R = unknown> extends MockParts {
  operation: Operation;
  caller: Caller;
  /** The caller's API key, also where a session stands for it. */
  secret: string;
  /** The key of the operator. */
  operatorKey: string;
  params: Parsed<R, 'pathParams'>;
  query: Parsed<R, 'query'>;
  headers: Parsed<R, 'headers'>;
  body: ParsedBody<R>;
  request: Request;
  /** Headers of the response, also of a refusal. */
  answerHeaders: Headers;
  /** Claims the call's `Idempotency-Key`, if it has one. The claim ends with the response. */
  hold(): Held;
  /** Does the work once for each `Idempotency-Key`: a repeated call gets the first outcome. */
  once<A extends Outcome>(work: () => A | Promise<A>): Promise<A>;
}

/** The parts of a call that determine which rows it sees. */
export type Seen = Pick<MockCall, 'tables' | 'caller'>;

/** A response. A text body is sent unchanged, as `contentType`. */
export interface MockAnswer extends Outcome {
  contentType?: string;
  /** A binary file, sent instead of the body. */
  bytes?: Uint8Array<ArrayBuffer>;
  /** A body that has no end yet, sent instead. */
  stream?: ReadableStream<Uint8Array>;
}

type Handler<R> = (call: MockCall<R>) => (AnswerOf<R> & MockAnswer) | Promise<AnswerOf<R> & MockAnswer>;

/** The handlers of a feature: does not compile unless every operation has one. */
export type FeatureHandlers<F extends Feature> = { [N in OperationsOf<F>]: Handler<RouteOf<N>> };

/** The handlers of all operations. */
export type AllHandlers = { [N in OperationName]: Handler<RouteOf<N>> };
