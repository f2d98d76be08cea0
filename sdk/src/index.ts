export {
  ApiError,
  AuthenticationError,
  BadRequestError,
  ConflictError,
  NotFoundError,
  PermissionError,
  RateLimitError,
  ServerError,
  ValidationError,
} from './api-error.ts';
export { ApiPromise } from './api-promise.ts';
export { CommerceClient } from './client.ts';
export type { ClientOptions } from './client-options.ts';
export { AbortError, CommerceError, ConnectionError, NotModifiedError, TimeoutError } from './errors.ts';
export type { FeedFileInput, NamedFile } from './feed-file-input.ts';
export type { IngestOptions, IngestProgress, IngestSummary } from './ingest-feed.ts';
export type { Logger, LogLevel } from './logger.ts';
export { type Page, PagePromise } from './page-promise.ts';
export type { IdempotentRequestOptions, RequestOptions } from './request-options.ts';
export type { Analytics } from './resources/analytics.ts';
export type { Batches } from './resources/batches.ts';
export type { Customers } from './resources/customers.ts';
export type { Feeds, UploadFeedFields, UploadOptions } from './resources/feeds.ts';
export type { Jobs, RunJobOptions } from './resources/jobs.ts';
export type { Orders } from './resources/orders.ts';
export type { Partners } from './resources/partners.ts';
export type { Products } from './resources/products.ts';
export type { SalesChannels } from './resources/sales-channels.ts';
export type { Service } from './resources/service.ts';
export type { BatchSummary, SubmitBatchFields, SubmitBatchOptions, SubmitBatchProgress } from './submit-batch.ts';
export type { Answer } from './transport/answer.ts';
export type { Fetch } from './transport/calls.ts';
export type { OnUploadProgress, UploadProgress } from './upload-body.ts';
export { JobFailedError, WaitTimeoutError } from './wait-errors.ts';
export type { WaitForJobOptions, WaitProgress } from './wait-options.ts';
export type * from './wire-types.ts';
