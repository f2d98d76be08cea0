import { ApiError } from '../../errors/api-error.ts';
import { assertObject, checkFunction, checkNumber, refuseUnknown } from '../transport/arguments.ts';
import type { PagePromise } from '../transport/page-promise.ts';
import { checkRequestOptions, TIMEOUT_BOUNDS } from '../transport/request-options.ts';
import type { Feed, FeedAccepted, Job, JobError, LoadResult } from '../types/wire-types.ts';
import type { OnUploadProgress, UploadProgress } from '../uploads/upload-body.ts';
import type { WaitForJobOptions, WaitProgress } from './wait-options.ts';

/** The progress of an ingest: the upload of the file, or the load of its products. */
export type IngestProgress = ({ stage: 'upload' } & UploadProgress) | ({ stage: 'load'; job: Job } & WaitProgress);

/** Options for an ingest. */
export interface IngestOptions extends Pick<WaitForJobOptions, 'signal' | 'throwOnFailure'> {
  /** Called after each piece that is sent, and with the job after each poll. */
  onProgress?: ((progress: IngestProgress) => void) | undefined;
  /**
   * How long to wait for the load after the upload, in milliseconds.
   *
   * @default 600_000
   */
  timeoutMs?: number | undefined;
  /**
   * Makes the whole ingest safe to repeat: calls with the same key and the same file create only one feed. At most 221
   * characters, because each call of the ingest appends a suffix.
   *
   * @default a random key for each call
   */
  idempotencyKey?: string | undefined;
}

/** The result of an ingest. */
export interface IngestSummary {
  feed: Feed;
  /** The finished load. */
  job: Job;
  /** Counters of the load; undefined if it failed before any row was counted. */
  result: LoadResult | undefined;
  /** Rejected values and warnings, in the order of the file. Requested from the API only when used. */
  errors: PagePromise<JobError>;
}

/** The steps of an ingest. Each already has the signal of the whole ingest. */
export interface IngestSteps {
  upload(onProgress: OnUploadProgress | undefined): Promise<FeedAccepted>;
  run(jobId: string): PromiseLike<Job>;
  wait(jobId: string, options: WaitForJobOptions): Promise<Job>;
  feed(feedId: string): PromiseLike<Feed>;
  errors(jobId: string): PagePromise<JobError>;
}

const KNOWN = ['onProgress', 'timeoutMs', 'idempotencyKey', 'signal', 'throwOnFailure'] as const;

/** The longest that a call of an ingest adds to its key. */
const LONGEST_ADDITION = ':complete:2026-11-30T12:00:00.000Z';
const LONGEST_KEY = 255 - LONGEST_ADDITION.length;

/** @throws TypeError that names unknown options or quotes invalid values */
export function checkIngestOptions(options: IngestOptions): void {
  assertObject('options', options);
  refuseUnknown('option', options, KNOWN);
  checkNumber('timeoutMs', options.timeoutMs, TIMEOUT_BOUNDS);
  const { signal, idempotencyKey, onProgress } = options;
  checkRequestOptions({ signal, idempotencyKey } as object, ['idempotencyKey']);
  if ((idempotencyKey?.length ?? 0) > LONGEST_KEY)
    throw new TypeError(
      `idempotencyKey of an ingest must be 1 to ${LONGEST_KEY} characters, because each call of the ingest appends a suffix.`,
    );
  checkFunction('onProgress', onProgress);
}

/** Uploads a file, runs its load and waits for it. @throws what the steps throw */
export async function ingestFeed(steps: IngestSteps, options: IngestOptions): Promise<IngestSummary> {
  const { onProgress, timeoutMs, throwOnFailure } = options;
  const accepted = await steps.upload(onProgress && ((progress) => onProgress({ stage: 'upload', ...progress })));
  const jobId = accepted.validation_job_id;
  await start(steps, jobId);
  const job = await steps.wait(jobId, {
    timeoutMs,
    throwOnFailure,
    onProgress: onProgress && ((seen, progress) => onProgress({ stage: 'load', job: seen, ...progress })),
  });
  return { feed: await steps.feed(accepted.feed_id), job, result: loadResultOf(job), errors: steps.errors(jobId) };
}

/** The counters of a load; undefined for other jobs. */
function loadResultOf({ result }: Job): LoadResult | undefined {
  return result && 'duplicates' in result ? result : undefined;
}

/** Runs the load. If it is running already, another client or an earlier try has started it, and it is waited for. */
async function start(steps: IngestSteps, jobId: string): Promise<void> {
  try {
    await steps.run(jobId);
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== 'job_already_running') throw error;
  }
}
