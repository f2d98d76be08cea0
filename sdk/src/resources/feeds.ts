import { CommerceError } from '../errors/errors.ts';
import * as endpoints from '../internal/generated/endpoints.ts';
import {
  checkIngestOptions,
  type IngestOptions,
  type IngestSummary,
  ingestFeed,
} from '../internal/jobs/ingest-feed.ts';
import type { WaitForJobOptions } from '../internal/jobs/wait-options.ts';
import type { Answer } from '../internal/transport/answer.ts';
import { ApiPromise } from '../internal/transport/api-promise.ts';
import { assertObject } from '../internal/transport/arguments.ts';
import type { PagePromise } from '../internal/transport/page-promise.ts';
import { refuseUnknownFields } from '../internal/transport/request.ts';
import type { IdempotentRequestOptions, RequestOptions } from '../internal/transport/request-options.ts';
import type {
  CompleteUploadFields,
  CreateUploadUrlFields,
  Feed,
  FeedAccepted,
  FeedFields,
  ListFeedsFields,
  UploadTicket,
} from '../internal/types/wire-types.ts';
import { type FeedFile, type FeedFileInput, feedFileOf } from '../internal/uploads/feed-file-input.ts';
import { formBody, formTexts, type OnUploadProgress, putFile, uploadMs } from '../internal/uploads/upload-body.ts';
import { type UploadCalls, uploadFeedFile } from '../internal/uploads/upload-feed.ts';
import { Jobs } from './jobs.ts';
import { Resource } from './resource.ts';
import { Service } from './service.ts';

/** Fields of an upload, and the file. */
export type UploadFeedFields = FeedFields & {
  /**
   * The CSV file: a File, Blob, Uint8Array or `{ name, data }`. For a file on disk, use `fromPath` of
   * `@commerce-integration/sdk/node`.
   */
  file: FeedFileInput;
};

/** Options of an upload. */
export interface UploadOptions extends IdempotentRequestOptions {
  /**
   * Time limit of each attempt, in milliseconds.
   *
   * @default the client's `timeoutMs`, plus the time to send the file at 100 kB per second
   */
  timeoutMs?: number | undefined;
  /** Called after each piece that is sent. */
  onProgress?: OnUploadProgress | undefined;
}

/** Product feeds: upload files of products, and load them. */
export class Feeds extends Resource {
  readonly #jobs = new Jobs(this.endpoints.transport);
  readonly #service = new Service(this.endpoints.transport);

  /**
   * Uploads a feed through the API, up to the direct upload limit in `client.service.limits()`. Does not load the
   * products: use `client.jobs.run(validation_job_id)` for that, or `ingest`, which does all steps for files of any
   * size.
   *
   * @throws BadRequestError for a file that is not a feed; ApiError 413; ConflictError `partner_not_active`
   */
  upload(fields: UploadFeedFields, options?: UploadOptions): ApiPromise<FeedAccepted> {
    return ApiPromise.start(async () => {
      assertObject('fields', fields);
      return this.#upload(fields, feedFileOf(fields.file), options);
    });
  }

  /**
   * Creates a feed and a URL for its file: PUT the file to `upload_url` with `headers`, then call `completeUpload`.
   * `ingest` does all steps.
   */
  createUploadUrl(fields: CreateUploadUrlFields, options?: IdempotentRequestOptions): ApiPromise<UploadTicket> {
    return this.endpoints.call(endpoints.createFeedUploadUrl, { json: fields, options });
  }

  /**
   * Completes an upload: the API checks the file that was PUT to the upload URL, and creates its jobs.
   *
   * @param feedId ID of the feed, such as `FD00001`
   * @throws NotFoundError; ConflictError `feed_not_uploaded`; BadRequestError for a file that is not a feed
   */
  completeUpload(
    feedId: string,
    fields: CompleteUploadFields = {},
    options?: IdempotentRequestOptions,
  ): ApiPromise<FeedAccepted> {
    const params = { feed_id: feedId };
    return this.endpoints.call(endpoints.completeFeedUpload, { params, json: fields, options });
  }

  /** Lists feeds, newest first. */
  list(fields?: ListFeedsFields, options?: RequestOptions): PagePromise<Feed> {
    return this.endpoints.list(endpoints.listFeeds, { query: fields, options });
  }

  /**
   * Gets a feed, including the status of its load.
   *
   * @param feedId ID of the feed, such as `FD00001`
   * @throws NotFoundError
   */
  get(feedId: string, options?: RequestOptions): ApiPromise<Feed> {
    return this.endpoints.call(endpoints.getFeed, { params: { feed_id: feedId }, options });
  }

  /**
   * Downloads the uploaded file, unchanged, from the file storage. The response body is streamed.
   *
   * @param feedId ID of the feed, such as `FD00001`
   * @throws NotFoundError; ConflictError `feed_not_uploaded`
   */
  downloadFile(feedId: string, options: RequestOptions = {}): ApiPromise<Response> {
    return ApiPromise.start(async () => {
      const call = { params: { feed_id: feedId }, answer: 'redirect' as const, options };
      const { data: url } = await this.endpoints.send<string | undefined>(endpoints.getFeedFile, call);
      if (url === undefined) throw new CommerceError(`The API did not say where the file of feed ${feedId} is.`);
      // A separate request: if fetch followed the redirect, it would send the API key along.
      return this.endpoints.transport.callStorage<Response>({
        method: 'GET',
        url,
        answer: 'stream',
        options: withoutHeaders(options),
      });
    });
  }

  /**
   * Downloads the rejected lines of a load, as the partner sent them, with their problems in the first columns. Once
   * corrected, they can be uploaded as a feed. The response body is streamed. Same as `jobs.downloadErrors`.
   *
   * @param jobId ID of the job, such as `JV00001`
   * @throws NotFoundError; ConflictError until the job has ended
   */
  downloadErrors(jobId: string, options?: RequestOptions): ApiPromise<Response> {
    return this.endpoints.download(endpoints.downloadJobErrors, { params: { job_id: jobId }, options });
  }

  /**
   * Uploads a file (through a presigned URL if it is over the direct upload limit), runs its load, waits for the end
   * and returns the outcome.
   *
   * @throws JobFailedError; WaitTimeoutError; and the errors of `upload`
   *
   * @example
   * const { result, errors } = await client.feeds.ingest({ partner_name: 'Acme Corp', file });
   * for await (const { line, message } of errors) console.log(line, message);
   */
  async ingest(fields: UploadFeedFields, options: IngestOptions = {}): Promise<IngestSummary> {
    checkIngestOptions(options);
    assertObject('fields', fields);
    const { file: input, ...wishes } = fields;
    refuseUnknownFields(wishes, endpoints.uploadFeedFields);
    const file = feedFileOf(input);
    const { signal } = options;
    const keyed = keysOf(options);
    const steps = {
      upload: (onProgress: OnUploadProgress | undefined) =>
        uploadFeedFile(this.#uploadCalls(fields, options), file, onProgress),
      run: (jobId: string) => this.#jobs.run(jobId, { waitMs: 0, ...keyed(':run') }),
      wait: (jobId: string, wait: WaitForJobOptions) => this.#jobs.waitForJob(jobId, { ...wait, signal }),
      feed: (feedId: string) => this.get(feedId, { signal }),
      errors: (jobId: string) => this.#jobs.listErrors(jobId),
    };
    return ingestFeed(steps, options);
  }

  #upload(
    fields: UploadFeedFields,
    file: FeedFile,
    { onProgress, ...options }: UploadOptions = {},
  ): Promise<Answer<FeedAccepted>> {
    const { file: _, ...texts } = fields;
    const body = formBody(formTexts(texts), file, onProgress);
    return this.endpoints.send<FeedAccepted>(endpoints.uploadFeed, { body, extraMs: uploadMs(file), options });
  }

  /** The calls of an ingest's upload. */
  #uploadCalls(fields: UploadFeedFields, options: IngestOptions): UploadCalls {
    const { signal } = options;
    const keyed = keysOf(options);
    const { file: _, ...wishes } = fields;
    return {
      limits: () => this.#service.limits({ signal }),
      direct: async (file, onProgress) => (await this.#upload(fields, file, { ...keyed(''), onProgress })).data,
      createUrl: async (file, round) => {
        const call = this.createUploadUrl({ ...wishes, ...file }, keyed(`:url${round}`));
        const { data, response } = await call.withResponse();
        return { ticket: data, isReplayed: response.headers.get('idempotent-replayed') === 'true' };
      },
      feed: (feedId) => this.get(feedId, { signal }),
      put: (url, headers, file, onProgress) =>
        putFile(this.endpoints.transport, { url, headers }, file, { onProgress, signal }),
      complete: async (feedId, fields, round) => this.completeUpload(feedId, fields, keyed(`:complete${round}`)),
      completed: (feedId) => this.completeUpload(feedId, {}, { signal }),
    };
  }
}

/** The options of each call of an ingest, whose keys are derived from its one idempotency key. */
function keysOf({ signal, idempotencyKey }: IngestOptions) {
  return (step: string) => ({ signal, ...(idempotencyKey && { idempotencyKey: `${idempotencyKey}${step}` }) });
}

/** The file storage must not get headers that are meant for the API. */
function withoutHeaders({ headers: _, ...options }: RequestOptions): RequestOptions {
  return options;
}
