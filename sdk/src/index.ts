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
export {
  AbortError,
  CommerceError,
  ConnectionError,
  NotModifiedError,
  TimeoutError,
  type WebhookVerificationCode,
  WebhookVerificationError,
} from './errors/errors.ts';
export { JobFailedError, OrderEndedError, WaitTimeoutError } from './errors/wait-errors.ts';
export type { Page } from './internal/endpoints/page.ts';
export type { EventStream } from './internal/events/event-stream.ts';
export type { IngestOptions, IngestProgress, IngestSummary } from './internal/jobs/ingest-feed.ts';
export type {
  BatchSummary,
  SubmitBatchFields,
  SubmitBatchOptions,
  SubmitBatchProgress,
} from './internal/jobs/submit-batch.ts';
export type { WaitForJobOptions, WaitForOrderOptions, WaitProgress } from './internal/jobs/wait-options.ts';
export type { Answer } from './internal/transport/answer.ts';
export { ApiPromise } from './internal/transport/api-promise.ts';
export type { ApiKeySource, Fetch } from './internal/transport/calls.ts';
export type { ClientOptions } from './internal/transport/client-options.ts';
export type { Hooks, RequestInfo, ResponseInfo, RetryInfo } from './internal/transport/hooks.ts';
export type { Logger, LogLevel } from './internal/transport/logger.ts';
export { PagePromise } from './internal/transport/page-promise.ts';
export type { HttpMethod, RawRequestOptions } from './internal/transport/raw-request.ts';
export type {
  FetchOptions,
  IdempotentRequestOptions,
  QueryExtras,
  RequestOptions,
} from './internal/transport/request-options.ts';
export type * from './internal/types/wire-types.ts';
export type { FeedFileInput, NamedFile } from './internal/uploads/feed-file-input.ts';
export type { OnUploadProgress, UploadProgress } from './internal/uploads/upload-body.ts';
export { Analytics } from './resources/analytics.ts';
export { Batches } from './resources/batches.ts';
export { Categories } from './resources/categories.ts';
export { Console } from './resources/console.ts';
export { Customers } from './resources/customers.ts';
export { DataDescriptors } from './resources/data-descriptors.ts';
export { DataGroups, type ImportFields } from './resources/data-groups.ts';
export { Events, type StreamOptions } from './resources/events.ts';
export { Feeds, type UploadFeedFields, type UploadOptions } from './resources/feeds.ts';
export { Jobs, type RunJobOptions } from './resources/jobs.ts';
export { OrderExporters } from './resources/order-exporters.ts';
export { OrderExports } from './resources/order-exports.ts';
export { OrderUpdateFeeds } from './resources/order-update-feeds.ts';
export { OrderUpdates } from './resources/order-updates.ts';
export { Orders } from './resources/orders.ts';
export { Partners } from './resources/partners.ts';
export { Products } from './resources/products.ts';
export { SalesChannels } from './resources/sales-channels.ts';
export { Schedules } from './resources/schedules.ts';
export { Service } from './resources/service.ts';
export { WebhookDeliveries } from './resources/webhook-deliveries.ts';
export { Webhooks } from './resources/webhooks.ts';
export { type VerifyWebhookOptions, verifyWebhook, type WebhookHeaders } from './webhooks/verify-webhook.ts';
