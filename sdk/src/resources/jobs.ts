import type { Page } from '../internal/endpoints/page.ts';
import { LONG_POLL_SECONDS, RUN_WAIT_SECONDS } from '../internal/generated/constants.ts';
import * as endpoints from '../internal/generated/endpoints.ts';
import { cancelOnce } from '../internal/jobs/cancel-job.ts';
import { type JobReader, waitForJob } from '../internal/jobs/wait-for-job.ts';
import type { WaitForJobOptions } from '../internal/jobs/wait-options.ts';
import type { Answer } from '../internal/transport/answer.ts';
import { ApiPromise } from '../internal/transport/api-promise.ts';
import { checkNumber } from '../internal/transport/arguments.ts';
import type { PagePromise } from '../internal/transport/page-promise.ts';
import type { IdempotentRequestOptions, RequestOptions } from '../internal/transport/request-options.ts';
import type {
  GetJobFields,
  Job,
  JobChange,
  JobError,
  ListJobChangesFields,
  ListJobErrorsFields,
  ListJobsFields,
  UndoJobFields,
} from '../internal/types/wire-types.ts';
import type { EndpointCall } from './endpoints.ts';
import { Resource } from './resource.ts';

/** Options for running a job. */
export interface RunJobOptions extends IdempotentRequestOptions {
  /**
   * How long the response may wait for the end of the job, in milliseconds: 0 to 30,000. With 0, the API responds
   * immediately.
   *
   * @default 5_000
   */
  waitMs?: number | undefined;
}

const FIRST_ERRORS = 10;

/** Jobs: long-running work and its results. */
export class Jobs extends Resource {
  /** Lists jobs, newest first. */
  list(fields?: ListJobsFields, options?: RequestOptions): PagePromise<Job> {
    return this.endpoints.list(endpoints.listJobs, { query: fields, options });
  }

  /**
   * Gets a job. With `wait`, the response waits up to that many seconds for the end of the job.
   *
   * @param jobId ID of the job, such as `JV00001`
   * @throws NotFoundError
   */
  get(jobId: string, fields?: GetJobFields, options?: RequestOptions): ApiPromise<Job> {
    return ApiPromise.start(() => this.#read(jobId, fields, options));
  }

  /**
   * Runs a validation job, which loads its feed. Returns the finished job, or its current state if it takes longer than
   * `waitMs`: then use `waitForJob` to wait for its end. A finished job is run again.
   *
   * The call has an `Idempotency-Key`: retries do not run the job a second time.
   *
   * @param jobId ID of the job, such as `JV00001`
   * @throws NotFoundError; ConflictError `job_already_running`; BadRequestError `job_not_runnable`
   */
  run(jobId: string, { waitMs, ...options }: RunJobOptions = {}): ApiPromise<Job> {
    return ApiPromise.start(async () => {
      checkNumber('waitMs', waitMs, { min: 0, max: LONG_POLL_SECONDS * 1_000 });
      const headers: Record<string, string> = waitMs === undefined ? {} : { prefer: preferenceOf(waitMs) };
      const extraMs = waitMs ?? RUN_WAIT_SECONDS * 1_000;
      return this.#send(endpoints.runJob, jobId, { headers, extraMs, options });
    });
  }

  /**
   * Cancels a job. A queued job never starts; a running job stops at the next safe point. A job that is already
   * cancelled is returned unchanged.
   *
   * @param jobId ID of the job, such as `JV00001`
   * @throws NotFoundError; ConflictError `job_already_finished`
   */
  cancel(jobId: string, options?: RequestOptions): ApiPromise<Job> {
    return ApiPromise.start(() =>
      cancelOnce({
        ask: () => this.#send(endpoints.cancelJob, jobId, { repeatable: true, options }),
        look: () => this.#read(jobId, {}, options),
      }),
    );
  }

  /**
   * Undoes the latest load of a validation job, or the product changes of an import job. Returns the undo job, which
   * starts automatically: use `waitForJob` to wait for its result. Values that were changed since are kept and listed
   * as errors of the undo job. Its message names entities of an import that cannot be undone.
   *
   * @param jobId ID of the validation job or import job, such as `JV00001`
   * @throws NotFoundError; ConflictError `job_not_undoable`
   */
  undo(jobId: string, fields: UndoJobFields = {}, options?: IdempotentRequestOptions): ApiPromise<Job> {
    return this.endpoints.call(endpoints.undoJob, { params: { job_id: jobId }, json: fields, options });
  }

  /**
   * Lists the rejected values and warnings of a load, in the order of the file.
   *
   * @param jobId ID of the job, such as `JV00001`
   * @throws NotFoundError
   */
  listErrors(jobId: string, fields?: ListJobErrorsFields, options?: RequestOptions): PagePromise<JobError> {
    return this.endpoints.list(endpoints.listJobErrors, { params: { job_id: jobId }, query: fields, options });
  }

  /**
   * Downloads the rejected rows of a load or an import as they were sent, with their problems. Once corrected, they can
   * be sent again. The rows of an import are in the layout of its file. The response body is streamed. Same as
   * `feeds.downloadErrors` and `dataGroups.downloadErrors`.
   *
   * @param jobId ID of the job, such as `JV00001` or `JI00001`
   * @param fields `file_name`: the file of an import whose rejected rows to download; optional if only one file has
   *   rejected rows
   * @throws NotFoundError; ConflictError until the job has ended, or if `file_name` is missing and several files have
   *   rejected rows
   */
  downloadErrors(jobId: string, fields?: { file_name?: string }, options?: RequestOptions): ApiPromise<Response> {
    const call = { params: { job_id: jobId }, query: fields, answer: 'stream' as const, options };
    return this.endpoints.start<Response>(endpoints.downloadJobErrors, call);
  }

  /**
   * Lists a sample of the changes that a `validate_only` load or undo would make.
   *
   * @param jobId ID of the job, such as `JV00001`
   * @throws NotFoundError
   */
  listChanges(jobId: string, fields?: ListJobChangesFields, options?: RequestOptions): PagePromise<JobChange> {
    return this.endpoints.list(endpoints.listJobChanges, { params: { job_id: jobId }, query: fields, options });
  }

  /**
   * Waits until a job has ended, and returns it. Aborting the wait does not cancel the job; to wait again, you only
   * need its ID. This method does not start the job: a validation job, which loads a feed, must be started with `run`.
   *
   * @param jobId ID of the job, such as `JV00001`
   * @throws JobFailedError for a job that failed or was cancelled; WaitTimeoutError; AbortError; NotFoundError
   */
  waitForJob(jobId: string, options?: WaitForJobOptions): Promise<Job> {
    return waitForJob(this.#reader(), jobId, options);
  }

  #reader(): JobReader {
    const maxRetries = this.endpoints.transport.retriesOfLooks();
    return {
      logger: this.endpoints.transport.logger,
      get: (jobId, wait, signal) => this.#read(jobId, { wait }, { signal, maxRetries }),
      firstErrors: async (jobId, signal): Promise<Page<JobError>> =>
        await this.listErrors(jobId, { limit: FIRST_ERRORS }, { signal }),
    };
  }

  #read(jobId: string, fields: GetJobFields | undefined, options: RequestOptions | undefined): Promise<Answer<Job>> {
    const wait = Number(fields?.wait ?? 0);
    const extraMs = Number.isFinite(wait) ? wait * 1_000 : 0;
    return this.#send(endpoints.getJob, jobId, { query: fields, extraMs, options });
  }

  #send(endpoint: string, jobId: string, call: EndpointCall): Promise<Answer<Job>> {
    return this.endpoints.send<Job>(endpoint, { ...call, params: { job_id: jobId } });
  }
}

/** RFC 7240. */
function preferenceOf(waitMs: number): string {
  return waitMs === 0 ? 'respond-async' : `wait=${Math.ceil(waitMs / 1_000)}`;
}
