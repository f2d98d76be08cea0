export { CommerceClient } from './client.ts';
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
} from './errors/api-error.ts';
export { AbortError, CommerceError, ConnectionError, NotModifiedError, TimeoutError } from './errors/errors.ts';
export { JobFailedError, WaitTimeoutError } from './errors/wait-errors.ts';
export { type WebhookVerificationCode, WebhookVerificationError } from './errors/webhook-errors.ts';
export type { EventStream } from './internal/events/event-stream.ts';
export type { IngestOptions, IngestProgress, IngestSummary } from './internal/jobs/ingest-feed.ts';
export type {
  BatchSummary,
  SubmitBatchFields,
  SubmitBatchOptions,
  SubmitBatchProgress,
} from './internal/jobs/submit-batch.ts';
export type { WaitForJobOptions, WaitProgress } from './internal/jobs/wait-options.ts';
export type { Answer } from './internal/transport/answer.ts';
export { ApiPromise } from './internal/transport/api-promise.ts';
export type { Fetch } from './internal/transport/calls.ts';
export type { ClientOptions } from './internal/transport/client-options.ts';
export type { Logger, LogLevel } from './internal/transport/logger.ts';
export { type Page, PagePromise } from './internal/transport/page-promise.ts';
export type { IdempotentRequestOptions, RequestOptions } from './internal/transport/request-options.ts';
export type * from './internal/types/event-types.ts';
export type * from './internal/types/wire-types.ts';
export type { FeedFileInput, NamedFile } from './internal/uploads/feed-file-input.ts';
export type { OnUploadProgress, UploadProgress } from './internal/uploads/upload-body.ts';
export type { Analytics } from './resources/analytics.ts';
export type { Batches } from './resources/batches.ts';
export type { Customers } from './resources/customers.ts';
export type { Events, StreamOptions } from './resources/events.ts';
export type { Feeds, UploadFeedFields, UploadOptions } from './resources/feeds.ts';
export type { Jobs, RunJobOptions } from './resources/jobs.ts';
export type { Orders } from './resources/orders.ts';
export type { Partners } from './resources/partners.ts';
export type { Products } from './resources/products.ts';
export type { SalesChannels } from './resources/sales-channels.ts';
export type { Service } from './resources/service.ts';
export type { WebhookDeliveries } from './resources/webhook-deliveries.ts';
export type { Webhooks } from './resources/webhooks.ts';
export { type VerifyWebhookOptions, verifyWebhook, type WebhookHeaders } from './webhooks/verify-webhook.ts';
