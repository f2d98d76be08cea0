import { ORDER_WAYS } from '../generated/constants.ts';
import { assertObject, checkFunction, checkNumber, describeValue, refuseUnknown } from '../transport/arguments.ts';
import { checkSignal, TIMEOUT_BOUNDS } from '../transport/request-options.ts';
import type { Job, Order, OrderStatus } from '../types/wire-types.ts';

/** The progress of a wait, for `onProgress`. */
export interface WaitProgress {
  /** Number of polls so far; the first is 1. */
  attempt: number;
  /** Milliseconds since the wait began. */
  elapsedMs: number;
  /** Maximum time in milliseconds until the next poll ends; 0 once the job has ended. */
  nextDelayMs: number;
}

/** How long to wait, and how often to poll. */
interface WaitOptions<T> {
  /**
   * Maximum time to wait, in milliseconds. At the end, a last poll is sent, whose response may take another half
   * second.
   *
   * @default 600_000
   */
  timeoutMs?: number | undefined;
  /**
   * The first pause between two polls, in milliseconds; each further pause is longer. If possible, the API itself
   * delays the response to a poll for this time, and responds immediately when the job ends.
   *
   * @default 500
   */
  minDelayMs?: number | undefined;
  /**
   * The longest pause between two polls, in milliseconds.
   *
   * @default 10_000
   */
  maxDelayMs?: number | undefined;
  /** Aborts the wait immediately. The job or order is not affected. */
  signal?: AbortSignal | undefined;
  /**
   * Called with the job or order after every poll, including the last. If it throws an error, the wait ends with that
   * error.
   */
  onProgress?: ((state: T, progress: WaitProgress) => void) | undefined;
}

/** Options for waiting for a job. */
export interface WaitForJobOptions extends WaitOptions<Job> {
  /**
   * Whether to throw an error if the job failed or was cancelled. If false, the job is returned, like a completed one.
   *
   * @default true
   */
  throwOnFailure?: boolean | undefined;
}

/** Options for waiting for an order. */
export interface WaitForOrderOptions extends WaitOptions<Order> {
  /**
   * The statuses to wait for.
   *
   * @default ['completed']
   */
  until?: readonly OrderStatus[] | undefined;
}

/** Options of a wait with their defaults filled in. */
export type WatchPlan<T> = WaitOptions<T> & { timeoutMs: number; minDelayMs: number; maxDelayMs: number };

const KNOWN = ['timeoutMs', 'minDelayMs', 'maxDelayMs', 'signal', 'onProgress'] as const;

/** Checks the options and fills in the defaults. @throws TypeError that quotes what is invalid */
export function waitPlan(options: WaitForJobOptions): WatchPlan<Job> & { throwOnFailure: boolean } {
  return { throwOnFailure: options?.throwOnFailure ?? true, ...watchPlan(options, ['throwOnFailure']) };
}

/** As {@link waitPlan}, for an order. */
export function orderWaitPlan(options: WaitForOrderOptions): WatchPlan<Order> & { until: readonly OrderStatus[] } {
  const plan = watchPlan(options, ['until']);
  const { until = ['completed'] } = options;
  if (!Array.isArray(until) || until.length === 0)
    throw new TypeError("until must be a list of statuses, such as ['completed'].");
  const unknown = until.find((status) => !Object.hasOwn(ORDER_WAYS, status));
  if (unknown !== undefined)
    throw new TypeError(
      `Unknown status in until: ${describeValue(unknown)}. Statuses: ${Object.keys(ORDER_WAYS).join(', ')}.`,
    );
  return { ...plan, until };
}

function watchPlan<T>(options: WaitOptions<T>, more: readonly string[]): WatchPlan<T> {
  assertObject('wait options', options);
  refuseUnknown('wait option', options, [...KNOWN, ...more]);
  const { timeoutMs = 600_000, minDelayMs = 500, maxDelayMs = 10_000, signal, onProgress } = options;
  checkNumber('timeoutMs', timeoutMs, TIMEOUT_BOUNDS);
  checkNumber('minDelayMs', minDelayMs, TIMEOUT_BOUNDS);
  checkNumber('maxDelayMs', maxDelayMs, TIMEOUT_BOUNDS);
  if (minDelayMs > maxDelayMs)
    throw new TypeError(`minDelayMs (${minDelayMs}) must not be over maxDelayMs (${maxDelayMs}).`);
  checkSignal(signal);
  checkFunction('onProgress', onProgress);
  return { timeoutMs, minDelayMs, maxDelayMs, signal, onProgress };
}
