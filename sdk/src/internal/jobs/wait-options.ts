import { assertObject, checkNumber, refuseUnknown } from '../transport/arguments.ts';
import { checkSignal, TIMEOUT_BOUNDS } from '../transport/request-options.ts';
import type { Job } from '../types/wire-types.ts';

/** The progress of a wait, for `onProgress`. */
export interface WaitProgress {
  /** Number of polls so far; the first is 1. */
  attempt: number;
  /** Milliseconds since the wait began. */
  elapsedMs: number;
  /** Milliseconds until the next poll ends at the latest; 0 once the job has ended. */
  nextDelayMs: number;
}

/** How to wait for a job. */
export interface WaitForJobOptions {
  /**
   * How long to wait at most, in milliseconds.
   *
   * @default 600_000
   */
  timeoutMs?: number | undefined;
  /**
   * The first pause between two polls, in milliseconds. The API waits for that long before it answers a poll, and
   * answers at once when the job ends. Each pause is longer than the one before.
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
  /** Ends the wait at once. The job continues: use `client.jobs.cancel` to cancel it. */
  signal?: AbortSignal | undefined;
  /** Called with the job after every poll, including the last. An error that it throws ends the wait. */
  onProgress?: ((job: Job, progress: WaitProgress) => void) | undefined;
  /**
   * Whether a job that failed or was cancelled is an error. Otherwise it is returned, like one that completed.
   *
   * @default true
   */
  throwOnFailure?: boolean | undefined;
}

/** Options with all defaults filled in. */
export type WaitPlan = WaitForJobOptions & {
  timeoutMs: number;
  minDelayMs: number;
  maxDelayMs: number;
  throwOnFailure: boolean;
};

const KNOWN = ['timeoutMs', 'minDelayMs', 'maxDelayMs', 'signal', 'onProgress', 'throwOnFailure'] as const;

/** Checks the options and fills in the defaults. @throws TypeError that quotes what is invalid */
export function waitPlan(options: WaitForJobOptions): WaitPlan {
  assertObject('wait options', options);
  refuseUnknown('wait option', options, KNOWN);
  const {
    timeoutMs = 600_000,
    minDelayMs = 500,
    maxDelayMs = 10_000,
    signal,
    onProgress,
    throwOnFailure = true,
  } = options;
  checkNumber('timeoutMs', timeoutMs, TIMEOUT_BOUNDS);
  checkNumber('minDelayMs', minDelayMs, TIMEOUT_BOUNDS);
  checkNumber('maxDelayMs', maxDelayMs, TIMEOUT_BOUNDS);
  if (minDelayMs > maxDelayMs)
    throw new TypeError(`minDelayMs (${minDelayMs}) must not be over maxDelayMs (${maxDelayMs}).`);
  checkSignal(signal);
  if (onProgress !== undefined && typeof onProgress !== 'function')
    throw new TypeError('onProgress must be a function.');
  return { ...options, timeoutMs, minDelayMs, maxDelayMs, throwOnFailure };
}
