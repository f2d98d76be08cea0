// Made from the contract by .ci/generate.mjs: the types that a caller meets, with what the contract says of each field.

import type { Page } from '../endpoints/page.ts';

/** The body of `POST /partners`. Register a partner. */
export type CreatePartnerFields = {
  /**
   * Differences in case, Unicode form, repeated spaces, invisible characters and trailing dots are ignored. From 1
   * to 200 characters.
   *
   * @example 'Acme Corp'
   */
  partner_name: string;
  /** The partner's e-mail address. An e-mail address. */
  contact_email?: string | null | undefined;
  /**
   * A display name for the kind of the partner's feeds. From 1 to 50 characters.
   *
   * @example 'catalog'
   */
  feed_type?: string | null | undefined;
  /**
   * A display name for the format of the partner's files. From 1 to 20 characters.
   *
   * @example 'csv'
   */
  default_file_format?: string | null | undefined;
  /**
   * Currency of prices whose feed has no currency; USD by default.
   *
   * @example 'USD'
   */
  default_currency?: string | null | undefined;
  /** Whether new orders wait for approval. */
  orders_need_approval?: boolean | undefined;
  /**
   * New orders with a larger total wait for approval, in the currency of the order. In major units of the currency.
   * From 0 to 1,000,000,000,000.
   *
   * @example 49.99
   */
  orders_need_approval_above?: number | null | undefined;
  /** How many of its jobs start for each job of a partner with the weight 1, if all have jobs waiting. From 1 to 10. */
  job_weight?: number | undefined;
};

/** The answer of `POST /partners`. Register a partner. */
export type Partner = {
  /**
   * ID of a partner.
   *
   * @example 'PT00001'
   */
  partner_id: string;
  /**
   * Differences in case, Unicode form, repeated spaces, invisible characters and trailing dots are ignored. From 1
   * to 200 characters.
   *
   * @example 'Acme Corp'
   */
  partner_name: string;
  /** Only an active partner may upload feeds or create orders; its data can always be read. */
  status: PartnerStatus;
  /** The partner's e-mail address. */
  contact_email: string | null;
  /** A display name for the kind of the partner's feeds. */
  feed_type: string | null;
  /** A display name for the format of the partner's files. */
  default_file_format: string | null;
  /** The currency of prices whose feed has no currency; null for USD. */
  default_currency: string | null;
  /** Whether new orders wait for approval. */
  orders_need_approval: boolean;
  /** New orders with a larger total wait for approval, in the currency of the order. Null for no limit. */
  orders_need_approval_above: number | null;
  /** How many of its jobs start for each job of a partner with the weight 1, if all have jobs waiting. */
  job_weight: number;
  /**
   * When it was created, in UTC. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  created_at: string;
  /**
   * When it was last changed, in UTC. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  updated_at: string;
};

/** Only an active partner may upload feeds or create orders; its data can always be read. */
export type PartnerStatus = 'active' | 'paused' | 'offboarded';

/** The query of `GET /partners`. List partners, newest first. */
export type ListPartnersFields = {
  /** The name of the partner; as a filter, case-insensitive. From 1 to 200 characters. */
  partner_name?: string | undefined;
  /** Only an active partner may upload feeds or create orders; its data can always be read. */
  status?: PartnerStatus | undefined;
  /**
   * Items per page, 1 to 100.
   *
   * @default 10
   */
  limit?: number | undefined;
  /** The previous page's `next_cursor`. It belongs to that page's filters and sort. From 1 to 4,000 characters. */
  cursor?: string | undefined;
};

/** The body of `PATCH /partners/{partner_id}`. Change a partner. */
export type UpdatePartnerFields = {
  /**
   * Differences in case, Unicode form, repeated spaces, invisible characters and trailing dots are ignored. From 1
   * to 200 characters.
   *
   * @example 'Acme Corp'
   */
  partner_name?: string | undefined;
  /** Only an active partner may upload feeds or create orders; its data can always be read. */
  status?: PartnerStatus | undefined;
  /** The partner's e-mail address. An e-mail address. */
  contact_email?: string | null | undefined;
  /**
   * A display name for the kind of the partner's feeds. From 1 to 50 characters.
   *
   * @example 'catalog'
   */
  feed_type?: string | null | undefined;
  /**
   * A display name for the format of the partner's files. From 1 to 20 characters.
   *
   * @example 'csv'
   */
  default_file_format?: string | null | undefined;
  /**
   * Currency of prices whose feed has no currency; USD by default.
   *
   * @example 'USD'
   */
  default_currency?: string | null | undefined;
  /** Whether new orders wait for approval. */
  orders_need_approval?: boolean | undefined;
  /**
   * New orders with a larger total wait for approval, in the currency of the order. In major units of the currency.
   * From 0 to 1,000,000,000,000.
   *
   * @example 49.99
   */
  orders_need_approval_above?: number | null | undefined;
  /** How many of its jobs start for each job of a partner with the weight 1, if all have jobs waiting. From 1 to 10. */
  job_weight?: number | undefined;
};

/** The body of `POST /partners/{partner_id}/api-keys`. Issue an API key for a partner. */
export type CreateApiKeyFields = {
  /** A display name. From 1 to 100 characters. */
  name: string;
  /** All scopes if omitted. At least 1 item. */
  scopes?: Scope[] | undefined;
  /**
   * Expiry time, in UTC; null if it does not expire. RFC 3339.
   *
   * @example '2026-04-08T12:00:00Z'
   */
  expires_at?: string | null | undefined;
};

/**
 * One of `feeds:read`, `feeds:write`, `jobs:read`, `jobs:write`, `products:read`, `orders:read`, `orders:write`,
 * `customers:read`, `customers:write`, `analytics:read`, `sales_channels:read`, `sales_channels:write`,
 * `products:write`, `batches:read`, `batches:write`, `impex:read`, `impex:write`, `events:read`, `webhooks:read`,
 * `webhooks:write`, `order_exports:read`, `order_exports:write`.
 */
export type Scope = 'feeds:read' | 'feeds:write' | 'jobs:read' | 'jobs:write' | 'products:read' | 'orders:read' | 'orders:write' | 'customers:read' | 'customers:write' | 'analytics:read' | 'sales_channels:read' | 'sales_channels:write' | 'products:write' | 'batches:read' | 'batches:write' | 'impex:read' | 'impex:write' | 'events:read' | 'webhooks:read' | 'webhooks:write' | 'order_exports:read' | 'order_exports:write';

/** The answer of `POST /partners/{partner_id}/api-keys`. Issue an API key for a partner. */
export type CreatedApiKey = {
  /**
   * ID of a key.
   *
   * @example 'AK00001'
   */
  api_key_id: string;
  /**
   * ID of a partner.
   *
   * @example 'PT00001'
   */
  partner_id: string;
  /** A display name. */
  name: string;
  /** What the key may do. */
  scopes: Scope[];
  /** The secret's last four characters. */
  secret_hint: string;
  /** The current state; as a filter, the state to match. */
  status: 'live' | 'expired' | 'revoked';
  /**
   * Expiry time, in UTC; null if it does not expire. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  expires_at: string | null;
  /**
   * When it was created, in UTC. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  created_at: string;
  /**
   * When the key was revoked, in UTC; null if it was not. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  revoked_at: string | null;
  /** Shown once. Sent as `x-api-key`. */
  secret: string;
};

/** The query of `GET /partners/{partner_id}/api-keys`. List a partner's API keys, newest first. */
export type ListApiKeysFields = {
  /**
   * Items per page, 1 to 100.
   *
   * @default 10
   */
  limit?: number | undefined;
  /** The previous page's `next_cursor`. It belongs to that page's filters and sort. From 1 to 4,000 characters. */
  cursor?: string | undefined;
};

/** The answer of `GET /partners/{partner_id}/api-keys`. List a partner's API keys, newest first. */
export type ApiKey = {
  /**
   * ID of a key.
   *
   * @example 'AK00001'
   */
  api_key_id: string;
  /**
   * ID of a partner.
   *
   * @example 'PT00001'
   */
  partner_id: string;
  /** A display name. */
  name: string;
  /** What the key may do. */
  scopes: Scope[];
  /** The secret's last four characters. */
  secret_hint: string;
  /** The current state; as a filter, the state to match. */
  status: 'live' | 'expired' | 'revoked';
  /**
   * Expiry time, in UTC; null if it does not expire. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  expires_at: string | null;
  /**
   * When it was created, in UTC. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  created_at: string;
  /**
   * When the key was revoked, in UTC; null if it was not. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  revoked_at: string | null;
};

/** The body of `POST /feeds/upload`. Upload a product feed. */
export type FeedFields = {
  /**
   * Optional with a partner's key. If the operator uploads with an unknown name, the partner is registered. From 1
   * to 200 characters.
   *
   * @example 'Acme Corp'
   */
  partner_name?: string | undefined;
  /**
   * ID of a partner.
   *
   * @example 'PT00001'
   */
  partner_id?: string | undefined;
  /**
   * `full`: products that the feed does not contain become `discontinued`.
   *
   * @default 'incremental'
   */
  mode?: FeedMode | undefined;
  /** If more than this share of rows is rejected, the job fails and loads nothing. From 0 to 1. */
  max_error_ratio?: number | undefined;
  /**
   * If a full feed would discontinue more than this share of the products, the load fails and changes nothing; 0.5
   * by default. Not checked for catalogues of up to 20 products. From 0 to 1.
   */
  max_removed_ratio?: number | undefined;
  /**
   * Runs the same path and reports what would change; writes nothing.
   *
   * @default false
   */
  validate_only?: boolean | undefined;
};

/** One of `incremental`, `full`. */
export type FeedMode = 'incremental' | 'full';

/** The answer of `POST /feeds/upload`. Upload a product feed. */
export type FeedAccepted = {
  /**
   * ID of a feed.
   *
   * @example 'FD00001'
   */
  feed_id: string;
  /** The current state; as a filter, the state to match. */
  status: 'uploaded';
  /**
   * ID of a submission job.
   *
   * @example 'JS00001'
   */
  job_id: string;
  /**
   * ID of a validation job.
   *
   * @example 'JV00001'
   */
  validation_job_id: string;
  /**
   * ID of a feed.
   *
   * @example 'FD00001'
   */
  duplicate_of?: string | undefined;
};

/** The body of `POST /feeds/upload-url`. Get a presigned URL for a large feed. */
export type CreateUploadUrlFields = {
  /**
   * Optional with a partner's key. If the operator uploads with an unknown name, the partner is registered. From 1
   * to 200 characters.
   *
   * @example 'Acme Corp'
   */
  partner_name?: string | undefined;
  /**
   * ID of a partner.
   *
   * @example 'PT00001'
   */
  partner_id?: string | undefined;
  /**
   * `full`: products that the feed does not contain become `discontinued`.
   *
   * @default 'incremental'
   */
  mode?: FeedMode | undefined;
  /** If more than this share of rows is rejected, the job fails and loads nothing. From 0 to 1. */
  max_error_ratio?: number | undefined;
  /**
   * If a full feed would discontinue more than this share of the products, the load fails and changes nothing; 0.5
   * by default. Not checked for catalogues of up to 20 products. From 0 to 1.
   */
  max_removed_ratio?: number | undefined;
  /** The name of the file, for display. From 1 to 255 characters. */
  file_name: string;
  /** The media type of the file, such as `text/csv`. At most 100 characters. */
  content_type?: string | undefined;
  /**
   * Runs the same path and reports what would change; writes nothing.
   *
   * @default false
   */
  validate_only?: boolean | undefined;
  /** Size in bytes. Required over 5 GiB, because S3 accepts such files only in parts. At least 1. */
  size?: number | undefined;
};

/** The answer of `POST /feeds/upload-url`. Get a presigned URL for a large feed. */
export type UploadTicket = {
  /**
   * ID of a feed.
   *
   * @example 'FD00001'
   */
  feed_id: string;
  /** URL for the upload of the file, or of its first part. A URL. */
  upload_url: string;
  /** The HTTP method to send the file with. */
  method: 'PUT';
  /** The headers that the PUT must send. */
  headers: Record<string, string>;
  /**
   * Expiry time, in UTC; null if it does not expire. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  expires_at: string;
  /** Over 5 GiB: the URLs of the parts in order, with the size of each. */
  parts?: UploadTicketPart[] | undefined;
};

/** A part of `UploadTicket`: `parts`. */
export type UploadTicketPart = {
  /** The number of the part; the first is 1. */
  part_number: number;
  /** The URL to PUT the data to. A URL. */
  upload_url: string;
  /** Size in bytes. */
  size: number;
};

/** The body of `POST /feeds/{feed_id}/complete`. Complete a presigned upload. */
export type CompleteUploadFields = {
  /** SHA-256 of the file, as 64 hexadecimal digits. */
  sha256?: string | undefined;
  /** Bytes. At least 0. */
  size?: number | undefined;
  /** For a file in parts: the `ETag` from the response to each PUT. From 1 to 10,000 items. */
  parts?: CompleteUploadPart[] | undefined;
};

/** A part of `CompleteUploadFields`: `parts`. */
export type CompleteUploadPart = {
  /** The number of the part; the first is 1. From 1 to 10,000. */
  part_number: number;
  /** The `ETag` of the response to the PUT of this part. From 1 to 200 characters. */
  etag: string;
};

/** The query of `GET /feeds`. List feeds, newest first. */
export type ListFeedsFields = {
  /** The name of the partner; as a filter, case-insensitive. From 1 to 200 characters. */
  partner_name?: string | undefined;
  /** The current state; as a filter, the state to match. */
  status?: FeedStatus | undefined;
  /**
   * Created at or after this time. RFC 3339.
   *
   * @example '2026-04-08T12:00:00Z'
   */
  created_from?: string | undefined;
  /**
   * Created before this time. RFC 3339.
   *
   * @example '2026-04-08T12:00:00Z'
   */
  created_to?: string | undefined;
  /**
   * Items per page, 1 to 100.
   *
   * @default 10
   */
  limit?: number | undefined;
  /** The previous page's `next_cursor`. It belongs to that page's filters and sort. From 1 to 4,000 characters. */
  cursor?: string | undefined;
};

/** One of `pending_upload`, `uploaded`, `rejected`. */
export type FeedStatus = 'pending_upload' | 'uploaded' | 'rejected';

/** The answer of `GET /feeds`. List feeds, newest first. */
export type Feed = {
  /**
   * ID of a feed.
   *
   * @example 'FD00001'
   */
  feed_id: string;
  /**
   * ID of a partner.
   *
   * @example 'PT00001'
   */
  partner_id: string;
  /** The name of the partner; as a filter, case-insensitive. */
  partner_name: string;
  /** The name of the file, for display. */
  file_name: string;
  /** The media type of the file, such as `text/csv`. */
  content_type: string | null;
  /** Size of the file in bytes; null before it was uploaded. */
  size_bytes: number | null;
  /** SHA-256 of the file, as 64 hexadecimal digits. */
  sha256: string | null;
  /** The delimiter between the columns of the file; null before the file was read. */
  delimiter: CellDelimiter | null;
  /** `full`: products that the feed does not contain become `discontinued`. `incremental`: they do not change. */
  mode: FeedMode;
  /** Whether changes are only reported, and nothing is written. */
  validate_only: boolean;
  /** The share of rejected rows, from 0 to 1, over which the load fails; null for no limit. */
  max_error_ratio: number | null;
  /** The maximum share of products, from 0 to 1, that a full feed may discontinue. */
  max_removed_ratio: number;
  /** The state of the upload only; it stays `uploaded` during and after the load. */
  status: FeedStatus;
  /**
   * When the file was completed, in UTC; null before that. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  uploaded_at: string | null;
  /**
   * When it was created, in UTC. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  created_at: string;
  /**
   * ID of a submission job.
   *
   * @example 'JS00001'
   */
  job_id: string | null;
  /**
   * ID of a validation job.
   *
   * @example 'JV00001'
   */
  validation_job_id: string | null;
  /** The status of the load; null before there is one. */
  validation_status: JobStatus | null;
  /** The state of the load, as a message; null if there is none yet. */
  validation_message: string | null;
  /** The key of the file in its bucket. */
  raw_file_s3_key: string;
  /** The bucket that contains the file. */
  raw_file_bucket: string;
  /**
   * An earlier feed of the partner with the same bytes.
   *
   * @example 'FD00001'
   */
  duplicate_of?: string | undefined;
};

/** One of `,`, `;`, ` `, `|`. */
export type CellDelimiter = ',' | ';' | '\t' | '|';

/** One of `queued`, `running`, `completed`, `failed`, `cancelled`. */
export type JobStatus = 'queued' | 'running' | 'completed' | 'failed' | 'cancelled';

/** The query of `GET /jobs`. List jobs, newest first. */
export type ListJobsFields = {
  /** The kind of work. */
  job_type?: JobType | undefined;
  /** The current state; as a filter, the state to match. */
  status?: JobStatus | undefined;
  /**
   * ID of a feed.
   *
   * @example 'FD00001'
   */
  feed_id?: string | undefined;
  /**
   * ID of an operations batch.
   *
   * @example 'OB00001'
   */
  batch_id?: string | undefined;
  /**
   * ID of a data group.
   *
   * @example 'DG00001'
   */
  data_group_id?: string | undefined;
  /** The name of the partner; as a filter, case-insensitive. From 1 to 200 characters. */
  partner_name?: string | undefined;
  /**
   * Created at or after this time. RFC 3339.
   *
   * @example '2026-04-08T12:00:00Z'
   */
  created_from?: string | undefined;
  /**
   * Created before this time. RFC 3339.
   *
   * @example '2026-04-08T12:00:00Z'
   */
  created_to?: string | undefined;
  /**
   * Items per page, 1 to 100.
   *
   * @default 10
   */
  limit?: number | undefined;
  /** The previous page's `next_cursor`. It belongs to that page's filters and sort. From 1 to 4,000 characters. */
  cursor?: string | undefined;
};

/**
 * One of `submission`, `validation`, `operations_batch`, `webhook_redelivery`, `order_export_replay`, `import`,
 * `export`, `undo`.
 */
export type JobType = 'submission' | 'validation' | 'operations_batch' | 'webhook_redelivery' | 'order_export_replay' | 'import' | 'export' | 'undo';

/** The answer of `GET /jobs`. List jobs, newest first. */
export type Job = {
  /**
   * ID of a job.
   *
   * @example 'JV00001'
   */
  job_id: string;
  /** The kind of work. */
  job_type: JobType;
  /**
   * ID of a partner.
   *
   * @example 'PT00001'
   */
  partner_id: string;
  /** The name of the partner; as a filter, case-insensitive. */
  partner_name: string;
  /** The current state; as a filter, the state to match. */
  status: JobStatus;
  /** The state of the job, as a message. */
  message: string;
  /**
   * When it was created, in UTC. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  created_at: string;
  /**
   * When a worker started it, in UTC; missing before that. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  started_at?: string | undefined;
  /**
   * When it ended, in UTC; missing or null before that. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  finished_at?: string | undefined;
  /**
   * Position of a queued job among the jobs of its class (small or large), by the turns of all partners, starting at
   * 1; 10000 means that or more. Only returned for a single job.
   */
  queue_position?: number | undefined;
  /**
   * Estimated start time of a queued job, based on the latest jobs of its class; null if too few have run, or none
   * is running. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  estimated_start_at?: string | null | undefined;
  /** How often a worker has started the job. */
  attempt: number;
  /** Progress of the work. */
  progress: JobProgress;
  /**
   * Of a load a `LoadResult`, of an operations batch a `BatchResult`, of a redelivery a `RedeliveryResult`, of a
   * replay of exports a `ReplayResult`, of an import a `ImportResult`, of an export a `ExportResult`, of an undo a
   * `UndoResult`.
   */
  result?: LoadResult | BatchResult | RedeliveryResult | ReplayResult | ImportResult | ExportResult | UndoResult | undefined;
  /** Why the job failed, as a message. */
  error?: string | undefined;
  /**
   * ID of a feed.
   *
   * @example 'FD00001'
   */
  feed_id?: string | undefined;
  /**
   * ID of an operations batch.
   *
   * @example 'OB00001'
   */
  batch_id?: string | undefined;
  /**
   * ID of a webhook.
   *
   * @example 'WH00001'
   */
  webhook_id?: string | undefined;
  /**
   * ID of an order exporter.
   *
   * @example 'OX00001'
   */
  exporter_id?: string | undefined;
  /**
   * ID of a data group.
   *
   * @example 'DG00001'
   */
  data_group_id?: string | undefined;
  /** The validation job or import job that an undo job undoes. */
  undone_job_id?: string | undefined;
  /** Paths of related resources. */
  links: Record<string, string>;
};

/** A part of `Job`: `progress`. */
export type JobProgress = {
  /** Known once the whole file has been read. */
  rows_total?: number | undefined;
  /** Rows processed so far. */
  rows_done: number;
};

export type LoadResult = {
  /** Data rows read. */
  processed: number;
  /** New products. */
  inserted: number;
  /** Products whose fields changed. */
  updated: number;
  /** Products that were already equal; not written. */
  unchanged: number;
  /** Rejected rows and repeated SKUs. */
  skipped: number;
  /** Skipped rows whose SKU is repeated in a later row. */
  duplicates: number;
  /** Products missing from a full feed, now discontinued. */
  removed: number;
  /** Notes about the whole file, such as skipped lines. Missing if there are none. */
  notes?: JobNote[] | undefined;
};

/** A part of `LoadResult`: `notes`. */
export type JobNote = {
  /**
   * What was noted: system_files_ignored, folder_ignored, file_endings_taken, operation_ids_normalised,
   * separator_line_skipped, byte_order_marks_ignored, header_names_cleaned, unnamed_columns_ignored,
   * repeated_header_skipped, empty_rows_skipped, surplus_cells_ignored, missing_cells_taken_as_empty,
   * nothing_removed.
   */
  code: string;
  /** The same as a message. */
  message: string;
  /** The frequency. */
  count: number;
};

export type BatchResult = {
  /** Operations of the batch. */
  total: number;
  /** Operations that succeeded. */
  succeeded: number;
  /** Operations that failed. */
  failed: number;
  /** Operations that were not executed, or were rolled back. */
  skipped: number;
  /** Notes about the whole file, such as skipped lines. Missing if there are none. */
  notes?: JobNote[] | undefined;
};

export type RedeliveryResult = {
  /** Number of deliveries to resend. */
  deliveries: number;
  /** Notes about the whole file, such as skipped lines. Missing if there are none. */
  notes?: JobNote[] | undefined;
};

export type ReplayResult = {
  /** Number of exports to repeat. */
  exports: number;
  /** Notes about the whole file, such as skipped lines. Missing if there are none. */
  notes?: JobNote[] | undefined;
};

export type ImportResult = {
  /** Data rows read. */
  processed: number;
  /** Rows that created new objects. */
  inserted: number;
  /** Rows that changed or removed something. */
  updated: number;
  /** Rows without changes; nothing was written. */
  unchanged: number;
  /** Rows that were rejected, repeated, or skipped because of the mode or a blank value. */
  skipped: number;
  /** The files, in the order in which they were imported. */
  files: ImportedFile[];
  /** Notes about the whole file, such as skipped lines. Missing if there are none. */
  notes?: JobNote[] | undefined;
};

/** A part of `ImportResult`: `files`. */
export type ImportedFile = {
  /** Without folders and `.gz`, unless another file of the ZIP has the same name then. */
  file_name: string;
  /** For nested rows, which are listed separately: the name after `children.` of their column. */
  children?: string | undefined;
  /** The descriptor that read it; null if none matches. */
  data_descriptor_id: string | null;
  /** The version of the descriptor. */
  version: number | null;
  /** `failed`: nothing of it was imported. `unmatched`: no descriptor matches its name. */
  status: ImportFileStatus;
  /** Data rows read. */
  processed: number;
  /** Rows that created new objects. */
  inserted: number;
  /** Rows that changed or removed something. */
  updated: number;
  /** Rows without changes; nothing was written. */
  unchanged: number;
  /** Rows that were rejected, repeated, or skipped because of the mode or a blank value. */
  skipped: number;
  /** The reason for the failure, as a message. */
  error?: string | undefined;
};

/** `failed`: nothing of it was imported. `unmatched`: no descriptor matches its name. */
export type ImportFileStatus = 'completed' | 'failed' | 'unmatched';

export type ExportResult = {
  /** Rows of all files. */
  rows: number;
  /** The size of all files. */
  bytes: number;
  /** The files, in the order of the descriptors. */
  files: ExportedFile[];
  /** Notes about the whole file, such as skipped lines. Missing if there are none. */
  notes?: JobNote[] | undefined;
};

/** A part of `ExportResult`: `files`. */
export type ExportedFile = {
  /** The name of the file, for display. */
  file_name: string;
  /** The descriptor with which it was written. */
  data_descriptor_id: string;
  /** The version of the descriptor. */
  version: number;
  /** The entity of its rows. */
  entity: string;
  /** Rows in the file. */
  rows: number;
  /** Its size, compressed if requested. */
  bytes: number;
};

export type UndoResult = {
  /** Products that the load created or changed. */
  processed: number;
  /** Products in which all changes of the load were reverted. */
  reversed: number;
  /** Reversed: new products without references, now deleted. */
  removed: number;
  /** Reversed: new products that were ordered or have a price list, now discontinued. */
  discontinued: number;
  /** Products that have changed since. The changes are kept and reported. */
  kept: number;
  /** Products that no longer exist. */
  errored: number;
  /** Notes about the whole file, such as skipped lines. Missing if there are none. */
  notes?: JobNote[] | undefined;
};

/** The query of `GET /jobs/{job_id}`. Get a job, or wait for it to finish. */
export type GetJobFields = {
  /**
   * How long the response may wait for the end of the job. In seconds. From 0 to 30.
   *
   * @default 0
   */
  wait?: number | undefined;
};

/** The body of `POST /jobs/{job_id}/undo`. Undo what a validation job or an import job loaded. */
export type UndoJobFields = {
  /**
   * Whether changes are only reported, and nothing is written.
   *
   * @default false
   */
  validate_only?: boolean | undefined;
};

/** The query of `GET /jobs/{job_id}/errors`. List a load's errors and warnings, in file order. */
export type ListJobErrorsFields = {
  /**
   * Items per page, 1 to 100.
   *
   * @default 10
   */
  limit?: number | undefined;
  /** The previous page's `next_cursor`. It belongs to that page's filters and sort. From 1 to 4,000 characters. */
  cursor?: string | undefined;
};

/** The answer of `GET /jobs/{job_id}/errors`. List a load's errors and warnings, in file order. */
export type JobError = {
  /** The file of an import; missing for a feed, which has one file. */
  file_name?: string | undefined;
  /** Line of the file at which the row begins; the header is line 1. */
  line: number;
  /** The partner's number for the product, unique among its products. */
  sku?: string | undefined;
  /** The column of the file; missing if the whole row is affected. */
  column?: string | undefined;
  /** The problem, as a stable code to switch on. */
  code: string;
  /** A human-readable description. */
  message: string;
  /** The rejected value, truncated to 200 characters. */
  value?: string | undefined;
  /** Whether the value was rejected, or only looks suspicious. */
  severity: 'error' | 'warning';
};

/** The query of `GET /jobs/{job_id}/errors.csv`. Download the rejected lines, ready to be corrected and sent again. */
export type DownloadJobErrorsFields = {
  /**
   * For an import: the file, as in `file_name` of the errors. Optional if only one file has rejected rows. From 1 to
   * 255 characters.
   */
  file_name?: string | undefined;
};

/** The query of `GET /jobs/{job_id}/changes`. List a sample of what a `validate_only` load or undo would change. */
export type ListJobChangesFields = {
  /**
   * Items per page, 1 to 100.
   *
   * @default 10
   */
  limit?: number | undefined;
  /** The previous page's `next_cursor`. It belongs to that page's filters and sort. From 1 to 4,000 characters. */
  cursor?: string | undefined;
};

/** The answer of `GET /jobs/{job_id}/changes`. List a sample of what a `validate_only` load or undo would change. */
export type JobChange = {
  /** The partner's number for the product, unique among its products. */
  sku: string;
  /** The field of the product that would change. */
  field: string;
  /** The value before the change; in a report, the start of the range, null for all time. */
  from: string | null;
  /** The value after the change; in a report, the end of the range, exclusive. */
  to: string | null;
};

/** The query of `GET /products`. List products. */
export type ListProductsFields = {
  /**
   * Shows the price in force at this time, past or future; all other fields are current. The price is null for
   * products that did not exist yet. Cannot be combined with `price_min`, `price_max` or `sort_by=price`, which use
   * the feed price. RFC 3339.
   *
   * @example '2026-04-08T12:00:00Z'
   */
  as_of?: string | undefined;
  /**
   * Shows the price in force in this channel, now or at `as_of`.
   *
   * @example 'SC00001'
   */
  sales_channel_id?: string | undefined;
  /** The name of the partner; as a filter, case-insensitive. From 1 to 200 characters. */
  partner_name?: string | undefined;
  /** The partner's number for the product, unique among its products. From 1 to 255 characters. */
  sku?: string | undefined;
  /** The brand of the product, as in the feed. From 1 to 255 characters. */
  brand?: string | undefined;
  /** The category of the product, as in the feed. From 1 to 500 characters. */
  category?: string | undefined;
  /** Whether the product can be ordered, and how soon. */
  availability?: Availability | undefined;
  /** Price at least this. From 0 to 1,000,000,000,000. */
  price_min?: number | undefined;
  /** Price at most this. From 0 to 1,000,000,000,000. */
  price_max?: number | undefined;
  /**
   * Products changed at or after this time, including all changes of loads and batches that were running at that
   * time: if you send the time of the previous query, you miss nothing. RFC 3339.
   *
   * @example '2026-04-08T12:00:00Z'
   */
  updated_since?: string | undefined;
  /** Search words; each must occur in the name, brand or SKU. From 1 to 200 characters. */
  q?: string | undefined;
  /**
   * Empty values always come last.
   *
   * @default 'product_id'
   */
  sort_by?: ProductSort | undefined;
  /**
   * Ascending or descending.
   *
   * @default 'asc'
   */
  order?: SortOrder | undefined;
  /**
   * Items per page, 1 to 100.
   *
   * @default 10
   */
  limit?: number | undefined;
  /** The previous page's `next_cursor`. It belongs to that page's filters and sort. From 1 to 4,000 characters. */
  cursor?: string | undefined;
  /**
   * ID of a feed.
   *
   * @example 'FD00001'
   */
  feed_id?: string | undefined;
};

/** One of `in_stock`, `out_of_stock`, `preorder`, `backorder`, `discontinued`. */
export type Availability = 'in_stock' | 'out_of_stock' | 'preorder' | 'backorder' | 'discontinued';

/** One of `product_id`, `created_at`, `updated_at`, `price`, `product_name`, `brand`, `category`. */
export type ProductSort = 'product_id' | 'created_at' | 'updated_at' | 'price' | 'product_name' | 'brand' | 'category';

/** One of `asc`, `desc`. */
export type SortOrder = 'asc' | 'desc';

/** The answer of `GET /products`. List products. */
export type Product = {
  /**
   * ID of a product.
   *
   * @example 'PR00001'
   */
  product_id: string;
  /**
   * The feed that last inserted or changed the product.
   *
   * @example 'FD00001'
   */
  feed_id: string | null;
  /**
   * ID of a partner.
   *
   * @example 'PT00001'
   */
  partner_id: string;
  /** The name of the partner; as a filter, case-insensitive. */
  partner_name: string;
  /** The partner's number for the product, unique among its products. */
  sku: string;
  /** The name of the product. */
  product_name: string;
  /** A human-readable text. */
  description: string | null;
  /** The brand of the product, as in the feed. */
  brand: string | null;
  /** The category of the product, as in the feed. */
  category: string | null;
  /**
   * Price of one unit; null if there is none. In major units of the currency. At least 0.
   *
   * @example 49.99
   */
  price: number | null;
  /** Currency of the amounts: an ISO 4217 code, such as `USD`. */
  currency: string | null;
  /** The source of `price`; only with `as_of` or `sales_channel_id`. */
  price_source?: PriceSource | null | undefined;
  /** Whether the product can be ordered, and how soon. */
  availability: Availability | null;
  /** Other columns of the feed. */
  attributes: Record<string, string>;
  /**
   * When it was created, in UTC. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  created_at: string;
  /**
   * When it was last changed, in UTC. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  updated_at: string;
};

/** One of `channel_list`, `base_list`, `feed`. */
export type PriceSource = 'channel_list' | 'base_list' | 'feed';

/** The query of `GET /products/export`. Stream all matching products as CSV or JSON lines. */
export type ExportProductsFields = {
  /** The name of the partner; as a filter, case-insensitive. From 1 to 200 characters. */
  partner_name?: string | undefined;
  /** The partner's number for the product, unique among its products. From 1 to 255 characters. */
  sku?: string | undefined;
  /** The brand of the product, as in the feed. From 1 to 255 characters. */
  brand?: string | undefined;
  /** The category of the product, as in the feed. From 1 to 500 characters. */
  category?: string | undefined;
  /** Whether the product can be ordered, and how soon. */
  availability?: Availability | undefined;
  /** Price at least this. From 0 to 1,000,000,000,000. */
  price_min?: number | undefined;
  /** Price at most this. From 0 to 1,000,000,000,000. */
  price_max?: number | undefined;
  /**
   * Products changed at or after this time, including all changes of loads and batches that were running at that
   * time: if you send the time of the previous query, you miss nothing. RFC 3339.
   *
   * @example '2026-04-08T12:00:00Z'
   */
  updated_since?: string | undefined;
  /** Search words; each must occur in the name, brand or SKU. From 1 to 200 characters. */
  q?: string | undefined;
  /**
   * ID of a feed.
   *
   * @example 'FD00001'
   */
  feed_id?: string | undefined;
  /**
   * CSV, which is also a valid feed, or JSON lines with one object per line.
   *
   * @default 'csv'
   */
  format?: ExportFormat | undefined;
};

/** One of `csv`, `jsonl`. */
export type ExportFormat = 'csv' | 'jsonl';

/** The query of `GET /products/by-feed/{feed_id}`. List the products that a feed last inserted or changed. */
export type ListProductsByFeedFields = {
  /**
   * Shows the price in force at this time, past or future; all other fields are current. The price is null for
   * products that did not exist yet. Cannot be combined with `price_min`, `price_max` or `sort_by=price`, which use
   * the feed price. RFC 3339.
   *
   * @example '2026-04-08T12:00:00Z'
   */
  as_of?: string | undefined;
  /**
   * Shows the price in force in this channel, now or at `as_of`.
   *
   * @example 'SC00001'
   */
  sales_channel_id?: string | undefined;
  /** The name of the partner; as a filter, case-insensitive. From 1 to 200 characters. */
  partner_name?: string | undefined;
  /** The partner's number for the product, unique among its products. From 1 to 255 characters. */
  sku?: string | undefined;
  /** The brand of the product, as in the feed. From 1 to 255 characters. */
  brand?: string | undefined;
  /** The category of the product, as in the feed. From 1 to 500 characters. */
  category?: string | undefined;
  /** Whether the product can be ordered, and how soon. */
  availability?: Availability | undefined;
  /** Price at least this. From 0 to 1,000,000,000,000. */
  price_min?: number | undefined;
  /** Price at most this. From 0 to 1,000,000,000,000. */
  price_max?: number | undefined;
  /**
   * Products changed at or after this time, including all changes of loads and batches that were running at that
   * time: if you send the time of the previous query, you miss nothing. RFC 3339.
   *
   * @example '2026-04-08T12:00:00Z'
   */
  updated_since?: string | undefined;
  /** Search words; each must occur in the name, brand or SKU. From 1 to 200 characters. */
  q?: string | undefined;
  /**
   * Empty values always come last.
   *
   * @default 'product_id'
   */
  sort_by?: ProductSort | undefined;
  /**
   * Ascending or descending.
   *
   * @default 'asc'
   */
  order?: SortOrder | undefined;
  /**
   * Items per page, 1 to 100.
   *
   * @default 10
   */
  limit?: number | undefined;
  /** The previous page's `next_cursor`. It belongs to that page's filters and sort. From 1 to 4,000 characters. */
  cursor?: string | undefined;
};

/** The query of `GET /products/{product_id}/history`. List the changes of a product, newest first. */
export type ListProductHistoryFields = {
  /**
   * Items per page, 1 to 100.
   *
   * @default 10
   */
  limit?: number | undefined;
  /** The previous page's `next_cursor`. It belongs to that page's filters and sort. From 1 to 4,000 characters. */
  cursor?: string | undefined;
};

/** One change of a product. */
export type ProductChange = {
  /**
   * When it was changed. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  changed_at: string;
  /**
   * Null if an operations batch changed it.
   *
   * @example 'FD00001'
   */
  feed_id: string | null;
  /**
   * ID of a job.
   *
   * @example 'JV00001'
   */
  job_id: string;
  /**
   * Null without a price. This and the fields below are null if neither price nor availability changed. In major
   * units of the currency. At least 0.
   *
   * @example 49.99
   */
  price_from: number | null;
  /**
   * The price after the change; null if there is none. In major units of the currency. At least 0.
   *
   * @example 49.99
   */
  price_to: number | null;
  /** The currency before the change; null where there was no price. */
  currency_from: string | null;
  /** The currency after the change; null where there is no price. */
  currency_to: string | null;
  /** The availability before the change; null if there was none. */
  availability_from: Availability | null;
  /** The availability after the change; null if there is none. */
  availability_to: Availability | null;
  /** All fields that changed; for changes older than 30 days, only price, currency and availability. */
  fields: FieldChange[];
};

/** A part of `ProductChange`: `fields`. */
export type FieldChange = {
  /** The field name; `attributes.<name>` for an attribute. */
  field: string;
  /** The value before the change; in a report, the start of the range, null for all time. */
  from: string | null;
  /** The value after the change; in a report, the end of the range, exclusive. */
  to: string | null;
};

/** The query of `GET /products/{product_id}/prices`. Get the price in force at a time, and its source. */
export type GetPriceFields = {
  /**
   * Past or future; now by default. RFC 3339.
   *
   * @example '2026-04-08T12:00:00Z'
   */
  at?: string | undefined;
  /**
   * ID of a sales channel.
   *
   * @example 'SC00001'
   */
  sales_channel_id?: string | undefined;
};

/** The answer of `GET /products/{product_id}/prices`. Get the price in force at a time, and its source. */
export type PriceInForce = {
  /**
   * ID of a product.
   *
   * @example 'PR00001'
   */
  product_id: string;
  /**
   * ID of a sales channel.
   *
   * @example 'SC00001'
   */
  sales_channel_id: string | null;
  /**
   * The requested time; now by default. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  at: string;
  /**
   * Null if neither a list nor the feed has a price. In major units of the currency. At least 0.
   *
   * @example 49.99
   */
  price: number | null;
  /** Currency of the amounts: an ISO 4217 code, such as `USD`. */
  currency: string | null;
  /** The source of the price. */
  source: PriceSource | null;
  /**
   * Since when this price has been in force, whatever its source. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  since: string | null;
  /**
   * If the price is reduced: the lowest price in force during the 30 days before the reduction (Directive 98/6/EC,
   * Article 6a). Otherwise null. In major units of the currency. At least 0.
   *
   * @example 49.99
   */
  lowest_price_30_days: number | null;
  /** The next price change planned in the lists at the time `at`. */
  next: PriceInForceNext | null;
  /** The list at that time, sorted by valid_from. */
  channel_list: PriceInForceChannelList[];
  /** The entry of the base price list that is in force; null if there is none. */
  base_list: PriceInForceBaseList[];
};

/** A part of `PriceInForce`: `next`. */
export type PriceInForceNext = {
  /**
   * From when the price is in force, in UTC. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  valid_from: string;
  /**
   * Price of one unit; null if there is none. In major units of the currency. At least 0.
   *
   * @example 49.99
   */
  price: number;
  /** Currency of the amounts: an ISO 4217 code, such as `USD`. */
  currency: string;
  /** The source of the price. */
  source: PriceSource;
};

/** A part of `PriceInForce`: `channel_list`. */
export type PriceInForceChannelList = {
  /**
   * From when the price is in force, in UTC. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  valid_from: string;
  /**
   * Price of one unit; null if there is none. In major units of the currency. At least 0.
   *
   * @example 49.99
   */
  price: number;
  /** Currency of the amounts: an ISO 4217 code, such as `USD`. */
  currency: string;
};

/** A part of `PriceInForce`: `base_list`. */
export type PriceInForceBaseList = {
  /**
   * From when the price is in force, in UTC. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  valid_from: string;
  /**
   * Price of one unit; null if there is none. In major units of the currency. At least 0.
   *
   * @example 49.99
   */
  price: number;
  /** Currency of the amounts: an ISO 4217 code, such as `USD`. */
  currency: string;
};

/**
 * The body of `PUT /products/{product_id}/price-list`. Set a product's base price list, or its list in a sales
 * channel.
 */
export type SetPriceListFields = {
  /**
   * ID of a sales channel.
   *
   * @example 'SC00001'
   */
  sales_channel_id?: string | undefined;
  /** Replaced as a whole, not merged; an empty list removes it. At most 1,000 items. */
  price_list: ValidFromPrice[];
};

/** A part of `SetPriceListFields`: `price_list`. */
export type ValidFromPrice = {
  /**
   * With any UTC offset; stored with millisecond precision. RFC 3339.
   *
   * @example '2026-04-08T12:00:00Z'
   */
  valid_from: string;
  /**
   * Price of one unit; null if there is none. In major units of the currency. From 0 to 999,999,999,999.99.
   *
   * @example 49.99
   */
  price: number;
  /**
   * ISO 4217 code.
   *
   * @example 'USD'
   */
  currency: string;
};

/**
 * The query of `GET /products/{product_id}/price-list/history`. List the history of a product's price lists, newest
 * first.
 */
export type ListPriceListHistoryFields = {
  /**
   * ID of a sales channel.
   *
   * @example 'SC00001'
   */
  sales_channel_id?: string | undefined;
  /**
   * Items per page, 1 to 100.
   *
   * @default 10
   */
  limit?: number | undefined;
  /** The previous page's `next_cursor`. It belongs to that page's filters and sort. From 1 to 4,000 characters. */
  cursor?: string | undefined;
};

/** A price list as it was set; an empty list means that it was removed. */
export type PriceListChange = {
  /**
   * When the list was set, in UTC. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  set_at: string;
  /**
   * ID of a sales channel.
   *
   * @example 'SC00001'
   */
  sales_channel_id: string | null;
  /** The prices and the times from which they are valid; empty if the list was removed. */
  price_list: PriceListChangePriceList[];
};

/** A part of `PriceListChange`: `price_list`. */
export type PriceListChangePriceList = {
  /**
   * From when the price is in force, in UTC. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  valid_from: string;
  /**
   * Price of one unit; null if there is none. In major units of the currency. At least 0.
   *
   * @example 49.99
   */
  price: number;
  /** Currency of the amounts: an ISO 4217 code, such as `USD`. */
  currency: string;
};

/** The body of `POST /sales-channels`. Create a sales channel. */
export type CreateSalesChannelFields = {
  /**
   * Optional with a partner's key.
   *
   * @example 'PT00001'
   */
  partner_id?: string | undefined;
  /** A display name. From 1 to 200 characters. */
  name: string;
  /** The kind. */
  type: SalesChannelType;
  /** The partner's own ID of the channel, unique among its channels. From 1 to 255 characters. */
  external_id?: string | null | undefined;
};

/** One of `POS_SALES_CHANNEL`, `WEB_SALES_CHANNEL`, `MARKETPLACE_SALES_CHANNEL`. */
export type SalesChannelType = 'POS_SALES_CHANNEL' | 'WEB_SALES_CHANNEL' | 'MARKETPLACE_SALES_CHANNEL';

/** The answer of `POST /sales-channels`. Create a sales channel. */
export type SalesChannel = {
  /**
   * ID of a sales channel.
   *
   * @example 'SC00001'
   */
  sales_channel_id: string;
  /**
   * ID of a partner.
   *
   * @example 'PT00001'
   */
  partner_id: string;
  /** A display name. */
  name: string;
  /** The kind. */
  type: SalesChannelType;
  /** The partner's own ID. */
  external_id: string | null;
  /**
   * When it was created, in UTC. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  created_at: string;
  /**
   * When it was last changed, in UTC. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  updated_at: string;
};

/** The query of `GET /sales-channels`. List sales channels, newest first. */
export type ListSalesChannelsFields = {
  /** The name of the partner; as a filter, case-insensitive. From 1 to 200 characters. */
  partner_name?: string | undefined;
  /** The kind. */
  type?: SalesChannelType | undefined;
  /** The partner's own ID. From 1 to 255 characters. */
  external_id?: string | undefined;
  /**
   * Items per page, 1 to 100.
   *
   * @default 10
   */
  limit?: number | undefined;
  /** The previous page's `next_cursor`. It belongs to that page's filters and sort. From 1 to 4,000 characters. */
  cursor?: string | undefined;
};

/** The body of `PATCH /sales-channels/{sales_channel_id}`. Change a sales channel. */
export type UpdateSalesChannelFields = {
  /** A display name. From 1 to 200 characters. */
  name?: string | undefined;
  /** The kind. */
  type?: SalesChannelType | undefined;
  /** The partner's own ID of the channel, unique among its channels. From 1 to 255 characters. */
  external_id?: string | null | undefined;
};

/** The query of `GET /categories`. List categories, newest first. */
export type ListCategoriesFields = {
  /** The name of the partner; as a filter, case-insensitive. From 1 to 200 characters. */
  partner_name?: string | undefined;
  /** The category with this code. From 1 to 200 characters. */
  code?: string | undefined;
  /** Only the direct children of this category. From 1 to 200 characters. */
  parent_code?: string | undefined;
  /**
   * Items per page, 1 to 100.
   *
   * @default 10
   */
  limit?: number | undefined;
  /** The previous page's `next_cursor`. It belongs to that page's filters and sort. From 1 to 4,000 characters. */
  cursor?: string | undefined;
};

/** The answer of `GET /categories`. List categories, newest first. */
export type Category = {
  /**
   * ID of a category.
   *
   * @example 'CT00001'
   */
  category_id: string;
  /**
   * ID of a partner.
   *
   * @example 'PT00001'
   */
  partner_id: string;
  /** The name of the partner; as a filter, case-insensitive. */
  partner_name: string;
  /** The partner's own code of the category, unique among its categories. */
  code: string;
  /** A display name. */
  name: string;
  /**
   * The parent category; null for a root category.
   *
   * @example 'CT00001'
   */
  parent_id: string | null;
  /** The code of the parent category. */
  parent_code: string | null;
  /**
   * When it was created, in UTC. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  created_at: string;
  /**
   * When it was last changed, in UTC. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  updated_at: string;
};

/** The answer of `GET /org/{org_id}/operations-batches/upload-url`. Get a presigned URL for the ZIP of a batch. */
export type BatchUpload = {
  /**
   * ID of a batch upload.
   *
   * @example 'BU00001'
   */
  upload_id: string;
  /** URL for one upload of the ZIP file. A URL. */
  upload_url: string;
  /** The HTTP method to send the file with. */
  method: 'PUT';
  /** The headers that the PUT must send. */
  headers: Record<string, string>;
  /**
   * Expiry time, in UTC; null if it does not expire. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  expires_at: string;
};

/** The body of `POST /org/{org_id}/operations-batches/{batch_type}`. Create and start a batch. */
export type CreateBatchFields = {
  /**
   * ID of a batch upload.
   *
   * @example 'BU00001'
   */
  upload_id: string;
  /** A display name. From 1 to 200 characters. */
  name?: string | undefined;
  /**
   * `continue`: the others are still executed; `stop`: the first failure ends the batch, executed operations stay;
   * `rollback`: all or nothing.
   *
   * @default 'continue'
   */
  on_error?: OnError | undefined;
  /**
   * Checks and executes every operation, then rolls everything back.
   *
   * @default false
   */
  validate_only?: boolean | undefined;
};

/** One of `continue`, `stop`, `rollback`. */
export type OnError = 'continue' | 'stop' | 'rollback';

/** The answer of `POST /org/{org_id}/operations-batches/{batch_type}`. Create and start a batch. */
export type OperationsBatch = {
  /**
   * ID of an operations batch.
   *
   * @example 'OB00001'
   */
  batch_id: string;
  /**
   * The organisation is the partner: its ID.
   *
   * @example 'PT00001'
   */
  org_id: string;
  /** The name of the partner; as a filter, case-insensitive. */
  partner_name: string;
  /** The kind of batch, which determines the operations that it allows. */
  batch_type: BatchType;
  /** A display name. */
  name: string | null;
  /** What happens after the first failed operation: continue, stop, or roll everything back. */
  on_error: OnError;
  /** Whether changes are only reported, and nothing is written. */
  validate_only: boolean;
  /** The job's. */
  status: JobStatus;
  /** A human-readable description. */
  message: string;
  /**
   * ID of an operations batch job.
   *
   * @example 'JB00001'
   */
  job_id: string;
  /**
   * ID of a batch upload.
   *
   * @example 'BU00001'
   */
  upload_id: string;
  /**
   * The batch whose failed operations this batch retries.
   *
   * @example 'OB00001'
   */
  retry_of: string | null;
  /** 0 until the archive has been read. */
  total: number;
  /** Operations that succeeded. */
  succeeded: number;
  /** Operations that failed. */
  failed: number;
  /** Operations that were not executed. */
  skipped: number;
  /** Notes about the whole file, such as skipped lines. Missing if there are none. */
  notes?: JobNote[] | undefined;
  /**
   * When it was created, in UTC. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  created_at: string;
  /**
   * When it ended, in UTC; missing or null before that. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  finished_at: string | null;
};

/** One of `valid-from-price-updates`, `product-updates`. */
export type BatchType = 'valid-from-price-updates' | 'product-updates';

/** The query of `GET /org/{org_id}/operations-batches`. List batches, newest first. */
export type ListBatchesFields = {
  /** The kind of batch, which determines the operations that it allows. */
  batch_type?: BatchType | undefined;
  /** The current state; as a filter, the state to match. */
  status?: JobStatus | undefined;
  /**
   * Created at or after this time. RFC 3339.
   *
   * @example '2026-04-08T12:00:00Z'
   */
  created_from?: string | undefined;
  /**
   * Created before this time. RFC 3339.
   *
   * @example '2026-04-08T12:00:00Z'
   */
  created_to?: string | undefined;
  /**
   * Items per page, 1 to 100.
   *
   * @default 10
   */
  limit?: number | undefined;
  /** The previous page's `next_cursor`. It belongs to that page's filters and sort. From 1 to 4,000 characters. */
  cursor?: string | undefined;
};

/**
 * The query of `GET /org/{org_id}/operations-batches/{batch_id}/operations`. List a batch's operations, in the order
 * of execution.
 */
export type ListBatchOperationsFields = {
  /** The current state; as a filter, the state to match. */
  status?: OperationStatus | undefined;
  /**
   * Items per page, 1 to 100.
   *
   * @default 10
   */
  limit?: number | undefined;
  /** The previous page's `next_cursor`. It belongs to that page's filters and sort. From 1 to 4,000 characters. */
  cursor?: string | undefined;
};

/** One of `pending`, `succeeded`, `failed`, `skipped`. */
export type OperationStatus = 'pending' | 'succeeded' | 'failed' | 'skipped';

/**
 * The answer of `GET /org/{org_id}/operations-batches/{batch_id}/operations`. List a batch's operations, in the
 * order of execution.
 */
export type BatchOperation = {
  /** The ID of the operation in its batch. */
  operation_id: string;
  /** Position in the execution order, starting at 1. */
  position: number;
  /** The `@type`; null before it was read, or if it cannot be read. */
  type: string | null;
  /** The current state; as a filter, the state to match. */
  status: OperationStatus;
  /** The reason for the failure; missing otherwise. */
  error?: BatchOperationError | undefined;
  /** Its file name in `errors.zip`; in the archive, the file may be in a folder or end in `.JSON`. */
  entry_name: string;
};

/** A part of `BatchOperation`: `error`. */
export type BatchOperationError = {
  /** The problem, as a stable code to switch on. */
  code: OperationProblemCode;
  /** A human-readable description. */
  message: string;
  /** One entry for each invalid field. */
  errors?: FieldError[] | undefined;
};

/**
 * One of `not_utf8`, `invalid_json`, `invalid_text`, `unknown_operation_type`, `operation_not_admitted`,
 * `validation_failed`, `operation_id_mismatch`, `not_found`, `ambiguous_external_id`, `sales_channel_type_mismatch`.
 */
export type OperationProblemCode = 'not_utf8' | 'invalid_json' | 'invalid_text' | 'unknown_operation_type' | 'operation_not_admitted' | 'validation_failed' | 'operation_id_mismatch' | 'not_found' | 'ambiguous_external_id' | 'sales_channel_type_mismatch';

/** A part of `BatchOperationError`: `errors`. */
export type FieldError = {
  /** The field, as a dotted path: `items.0.quantity`. */
  path: string;
  /** The problem, as a stable code. */
  code: string;
  /** The problem, as a message. */
  message: string;
};

/** The body of `POST /customers`. Create a customer. */
export type CreateCustomerFields = {
  /**
   * The partner's own number of the customer, unique among its customers; the operator's customers count as those of
   * one partner. It is stored and shown unmasked: do not use an e-mail address. From 1 to 255 characters.
   */
  external_id?: string | null | undefined;
  /** First name. From 1 to 100 characters. */
  first_name: string;
  /** Last name. From 1 to 100 characters. */
  last_name: string;
  /** The customer's e-mail address. It is returned masked. An e-mail address. */
  email: string;
  /**
   * The customer's phone number. It is returned masked. From 1 to 32 characters.
   *
   * @example '+1 555 010 0101'
   */
  phone?: string | null | undefined;
};

/** The answer of `POST /customers`. Create a customer. */
export type Customer = {
  /**
   * ID of a customer.
   *
   * @example 'CU00001'
   */
  customer_id: string;
  /** The partner's own number of the customer. */
  external_id: string | null;
  /** First name. */
  first_name: string;
  /** Last name. */
  last_name: string;
  /** The address itself is stored encrypted and never shown. */
  email_masked: string;
  /** The masked phone number: `***-***-0101`; null if there is none. */
  phone_masked: string | null;
  /**
   * When it was created, in UTC. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  created_at: string;
  /**
   * When it was last changed, in UTC. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  updated_at: string;
};

/** The query of `GET /customers`. List customers, newest first. */
export type ListCustomersFields = {
  /** The name of the partner; as a filter, case-insensitive. From 1 to 200 characters. */
  partner_name?: string | undefined;
  /** The customer with this number. From 1 to 255 characters. */
  external_id?: string | undefined;
  /**
   * Created at or after this time. RFC 3339.
   *
   * @example '2026-04-08T12:00:00Z'
   */
  created_from?: string | undefined;
  /**
   * Created before this time. RFC 3339.
   *
   * @example '2026-04-08T12:00:00Z'
   */
  created_to?: string | undefined;
  /**
   * Items per page, 1 to 100.
   *
   * @default 10
   */
  limit?: number | undefined;
  /** The previous page's `next_cursor`. It belongs to that page's filters and sort. From 1 to 4,000 characters. */
  cursor?: string | undefined;
};

/** The body of `DELETE /customers`. Delete several customers. */
export type DeleteCustomersFields = {
  /** The customers to delete. From 1 to 100 items. */
  customer_ids: string[];
};

/** The answer of `DELETE /customers`. Delete several customers. */
export type CustomerDeletion = {
  /**
   * ID of a customer.
   *
   * @example 'CU00001'
   */
  customer_id: string;
  /** `has_orders`: an order refers to the customer or one of its addresses, so nothing was deleted. */
  outcome: DeletionOutcome;
};

/** `has_orders`: an order refers to the customer or one of its addresses, so nothing was deleted. */
export type DeletionOutcome = 'deleted' | 'not_found' | 'has_orders';

/** The answer of `DELETE /customers`. Delete several customers. */
export type CustomerDeletions = Page<CustomerDeletion>;

/** The answer of `GET /customers/addresses/{address_id}`. Get a customer's address. */
export type CustomerAddress = {
  /**
   * ID of a customer address.
   *
   * @example 'AD00001'
   */
  address_id: string;
  /**
   * ID of a customer.
   *
   * @example 'CU00001'
   */
  customer_id: string;
  /** Street and number, masked: `123 ***`. */
  address_line1_masked: string;
  /** City. */
  city: string;
  /** State, province or region. */
  state: string;
  /** The postal code, masked: `***01`. */
  postal_code_masked: string;
  /** ISO 3166-1 alpha-2. */
  country: string;
  /**
   * When it was created, in UTC. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  created_at: string;
};

/** The body of `POST /customers/{customer_id}/addresses`. Add an address to a customer. */
export type CreateAddressFields = {
  /** Street and number. From 1 to 200 characters. */
  address_line1: string;
  /** Flat, floor or building. From 1 to 200 characters. */
  address_line2?: string | null | undefined;
  /** City. From 1 to 100 characters. */
  city: string;
  /** State, province or region. From 1 to 100 characters. */
  state: string;
  /** Postal code. From 1 to 20 characters. */
  postal_code: string;
  /**
   * Country, as printed on a label.
   *
   * @default 'US'
   */
  country?: string | undefined;
};

/** The body of `POST /orders`. Create an order. */
export type CreateOrderFields = {
  /** The partner of the products. Optional with a partner's key. From 1 to 200 characters. */
  partner_name?: string | undefined;
  /**
   * ID of a partner.
   *
   * @example 'PT00001'
   */
  partner_id?: string | undefined;
  /** The buyer's own number for the order. From 1 to 255 characters. */
  customer_reference?: string | undefined;
  /**
   * ID of a customer.
   *
   * @example 'CU00001'
   */
  customer_id?: string | undefined;
  /**
   * An address of the customer; needs `customer_id`.
   *
   * @example 'AD00001'
   */
  shipping_address_id?: string | undefined;
  /**
   * The sales channel: its prices in force are used if it has any.
   *
   * @example 'SC00001'
   */
  sales_channel_id?: string | undefined;
  /** At least one item. Several items may have the same product. At most 500 items. */
  items: CreateOrderItem[];
};

/** A part of `CreateOrderFields`: `items`. */
export type CreateOrderItem = {
  /**
   * ID of a product.
   *
   * @example 'PR00001'
   */
  product_id: string;
  /** Number of units. From 1 to 1,000,000. */
  quantity: number;
};

/** The answer of `POST /orders`. Create an order. */
export type Order = {
  /**
   * ID of an order.
   *
   * @example 'OR00001'
   */
  order_id: string;
  /**
   * ID of a partner.
   *
   * @example 'PT00001'
   */
  partner_id: string;
  /** The name of the partner; as a filter, case-insensitive. */
  partner_name: string;
  /** The buyer's own number for the order. */
  customer_reference: string | null;
  /**
   * ID of a customer.
   *
   * @example 'CU00001'
   */
  customer_id: string | null;
  /**
   * ID of a customer address.
   *
   * @example 'AD00001'
   */
  shipping_address_id: string | null;
  /**
   * ID of a sales channel.
   *
   * @example 'SC00001'
   */
  sales_channel_id: string | null;
  /** The current state; as a filter, the state to match. */
  status: OrderStatus;
  /**
   * The sum of the line totals, exact. In major units of the currency. At least 0.
   *
   * @example 49.99
   */
  total_amount: number;
  /** Currency of the amounts: an ISO 4217 code, such as `USD`. */
  currency: string;
  /** Fulfilment progress, derived from its deliveries. */
  fulfillment_status: FulfillmentStatus;
  /**
   * The exact part of the total that was cancelled. In major units of the currency. At least 0.
   *
   * @example 49.99
   */
  cancelled_amount: number;
  /**
   * The exact part of the total that was shipped and returned. In major units of the currency. At least 0.
   *
   * @example 49.99
   */
  returned_amount: number;
  /** Whether exporters skip it until it is unblocked. */
  block_export: boolean;
  /** The statuses that `POST /orders/{order_id}/transitions` currently allows. */
  allowed_transitions: OrderStatus[];
  /** The ordered items, in the order of the call. */
  items: OrderItem[];
  /** The parts in which it is fulfilled, oldest first. */
  deliveries: Delivery[];
  /** The parcels of all its deliveries, oldest first. */
  shipments: Shipment[];
  /**
   * When it was created, in UTC. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  created_at: string;
  /**
   * When it was last changed, in UTC. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  updated_at: string;
};

/**
 * One of `created`, `waiting_approval`, `in_progress`, `partially_shipped`, `completed`, `cancelled`,
 * `partially_returned`, `returned`.
 */
export type OrderStatus = 'created' | 'waiting_approval' | 'in_progress' | 'partially_shipped' | 'completed' | 'cancelled' | 'partially_returned' | 'returned';

/** Fulfilment progress, derived from its deliveries. */
export type FulfillmentStatus = 'unfulfilled' | 'queued' | 'in_progress' | 'partially_shipped' | 'shipped' | 'delivered' | 'failed' | 'returned' | 'cancelled';

/** A part of `Order`: `items`. */
export type OrderItem = {
  /**
   * ID of an order item.
   *
   * @example 'OI00001'
   */
  order_item_id: string;
  /**
   * ID of a product.
   *
   * @example 'PR00001'
   */
  product_id: string;
  /** The SKU at the time of the order, like name and price. */
  sku: string;
  /** The name of the product. */
  product_name: string;
  /** Number of units. */
  quantity: number;
  /**
   * Price of one unit when the order was created. In major units of the currency. At least 0.
   *
   * @example 49.99
   */
  unit_price: number;
  /**
   * quantity × unit_price, exact. In major units of the currency. At least 0.
   *
   * @example 49.99
   */
  line_total: number;
  /** The part of the quantity that was shipped, returned parts included. */
  shipped_quantity: number;
  /** The part of the quantity that was cancelled. */
  cancelled_quantity: number;
  /** The part of the shipped quantity that was returned. */
  returned_quantity: number;
};

/** A part of an order that is fulfilled together. */
export type Delivery = {
  /**
   * ID of a delivery.
   *
   * @example 'DL00001'
   */
  delivery_id: string;
  /**
   * ID of an order.
   *
   * @example 'OR00001'
   */
  order_id: string;
  /** The current state; as a filter, the state to match. */
  status: OrderDeliveryStatus;
  /** Whether exporters skip it. */
  block_export: boolean;
  /** The carrier, such as `DHL`; null if unknown. */
  carrier: string | null;
  /** The tracking number of the parcel; null if unknown. */
  tracking_number: string | null;
  /**
   * The latest estimate of its items. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  estimated_from: string | null;
  /**
   * The latest estimate of its items; null if an item has none. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  estimated_until: string | null;
  /** The entries of this page. */
  items: DeliveryItem[];
  /** The states that can be requested; quantities may still forbid one. */
  allowed_transitions: OrderDeliveryStatus[];
  /**
   * When it was created, in UTC. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  created_at: string;
  /**
   * When it was last changed, in UTC. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  updated_at: string;
};

/** One of `pending`, `allocated`, `packing`, `ready`, `shipped`, `delivered`, `failed`, `cancelled`, `returned`. */
export type OrderDeliveryStatus = 'pending' | 'allocated' | 'packing' | 'ready' | 'shipped' | 'delivered' | 'failed' | 'cancelled' | 'returned';

/** A part of `Delivery`: `items`. */
export type DeliveryItem = {
  /**
   * ID of an order item.
   *
   * @example 'OI00001'
   */
  order_item_id: string;
  /** The partner's number for the product, unique among its products. */
  sku: string;
  /** The items of the delivery, including cancelled parts. */
  quantity: number;
  /** The part of the quantity that was shipped, returned parts included. */
  shipped_quantity: number;
  /** The part of the quantity that was cancelled. */
  cancelled_quantity: number;
  /** The part of the shipped quantity that was returned. */
  returned_quantity: number;
  /** The quantity reported by an order update; null before that, 0 for a rejected line. */
  delivered_quantity: number | null;
  /** Whether an order update rejected the line. */
  rejected: boolean;
  /**
   * Start of the expected period, in UTC; null if there is no estimate. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  estimated_from: string | null;
  /**
   * End of the expected period, in UTC; null if there is no estimate. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  estimated_until: string | null;
  /**
   * The confirmed time of delivery. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  confirmed_at: string | null;
  /** A human-readable remark; null if there is none. */
  remark: string | null;
  /** The invoice number; null if there is none. */
  invoice_number: string | null;
};

/** A parcel. */
export type Shipment = {
  /**
   * ID of a shipment.
   *
   * @example 'SH00001'
   */
  shipment_id: string;
  /**
   * ID of a delivery.
   *
   * @example 'DL00001'
   */
  delivery_id: string;
  /** The carrier, such as `DHL`; null if unknown. */
  carrier: string | null;
  /** The tracking number of the parcel; null if unknown. */
  tracking_number: string | null;
  /** The entries of this page. */
  items: ShipmentItem[];
  /**
   * When it was shipped, in UTC. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  shipped_at: string;
};

/** A part of `Shipment`: `items`. */
export type ShipmentItem = {
  /**
   * ID of an order item.
   *
   * @example 'OI00001'
   */
  order_item_id: string;
  /** Number of units. */
  quantity: number;
};

/** The query of `GET /orders`. List orders, newest first. */
export type ListOrdersFields = {
  /** The name of the partner; as a filter, case-insensitive. From 1 to 200 characters. */
  partner_name?: string | undefined;
  /**
   * ID of a customer.
   *
   * @example 'CU00001'
   */
  customer_id?: string | undefined;
  /** The buyer's own number for the order. From 1 to 255 characters. */
  customer_reference?: string | undefined;
  /** Orders of an item with this SKU. From 1 to 255 characters. */
  sku?: string | undefined;
  /**
   * ID of a product.
   *
   * @example 'PR00001'
   */
  product_id?: string | undefined;
  /** Orders with a parcel of this number. From 1 to 100 characters. */
  tracking_number?: string | undefined;
  /** Whether their export is blocked. */
  blocked?: boolean | undefined;
  /** The current state; as a filter, the state to match. */
  status?: OrderStatus | undefined;
  /** Fulfilment progress; as a filter, the value to match. */
  fulfillment_status?: FulfillmentStatus | undefined;
  /**
   * Created at or after this time. RFC 3339.
   *
   * @example '2026-04-08T12:00:00Z'
   */
  created_from?: string | undefined;
  /**
   * Created before this time. RFC 3339.
   *
   * @example '2026-04-08T12:00:00Z'
   */
  created_to?: string | undefined;
  /**
   * Items per page, 1 to 100.
   *
   * @default 10
   */
  limit?: number | undefined;
  /** The previous page's `next_cursor`. It belongs to that page's filters and sort. From 1 to 4,000 characters. */
  cursor?: string | undefined;
};

/** The body of `POST /orders/{order_id}/transitions`. Change the status of an order. */
export type TransitionOrderFields = {
  /** One of `allowed_transitions` of the order. */
  to: OrderStatus;
  /** A human-readable reason; stored in the history. From 1 to 500 characters. */
  reason?: string | undefined;
};

/** The query of `GET /orders/{order_id}/history`. List the history of an order, newest first. */
export type ListOrderHistoryFields = {
  /**
   * Items per page, 1 to 100.
   *
   * @default 10
   */
  limit?: number | undefined;
  /** The previous page's `next_cursor`. It belongs to that page's filters and sort. From 1 to 4,000 characters. */
  cursor?: string | undefined;
};

/** The answer of `GET /orders/{order_id}/history`. List the history of an order, newest first. */
export type OrderHistoryEntry = {
  /**
   * The requested time; now by default. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  at: string;
  /**
   * The actor: the ID of an API key or of an order update, or `system`.
   *
   * @example 'AK00001'
   */
  by: string;
  /**
   * ID of the order, delivery or order item.
   *
   * @example 'OR00001'
   */
  subject: string;
  /**
   * The state before the change; for an item: `open`, `shipped` or its previous delivery; for a block: `export
   * allowed` or `export blocked`.
   */
  from: string;
  /** The state after the change; for an item: `cancelled`, `returned` or its new delivery. */
  to: string;
  /** Quantity of the item; null for orders and deliveries. */
  quantity: number | null;
  /** The reason. */
  reason: string | null;
};

/** The body of `POST /orders/{order_id}/deliveries`. Create a delivery for parts of an order. */
export type CreateDeliveryFields = {
  /** Order items, each with a quantity. From 1 to 500 items. */
  items: CreateDeliveryItem[];
};

/** A part of `CreateDeliveryFields`: `items`. */
export type CreateDeliveryItem = {
  /**
   * ID of an order item.
   *
   * @example 'OI00001'
   */
  order_item_id: string;
  /** Number of units. From 1 to 1,000,000. */
  quantity: number;
};

/** The body of `PATCH /deliveries/{delivery_id}`. Change a delivery. */
export type UpdateDeliveryFields = {
  /** The current state; as a filter, the state to match. */
  status?: OrderDeliveryStatus | undefined;
  /**
   * The carrier, such as `DHL`; null if unknown. From 1 to 100 characters.
   *
   * @example 'DHL'
   */
  carrier?: string | null | undefined;
  /**
   * The tracking number of the parcel. From 1 to 100 characters.
   *
   * @example 'JD014600003RU'
   */
  tracking_number?: string | null | undefined;
  /** Whether exporters skip it. */
  block_export?: boolean | undefined;
  /** A human-readable reason; stored in the history. From 1 to 500 characters. */
  reason?: string | undefined;
};

/** The body of `POST /orders/{order_id}/shipments`. Ship a delivery, or parts of it, as a parcel. */
export type CreateShipmentFields = {
  /**
   * Optional if only one delivery of the order can be shipped.
   *
   * @example 'DL00001'
   */
  delivery_id?: string | undefined;
  /**
   * The carrier, such as `DHL`; null if unknown. From 1 to 100 characters.
   *
   * @example 'DHL'
   */
  carrier?: string | null | undefined;
  /**
   * The tracking number of the parcel. From 1 to 100 characters.
   *
   * @example 'JD014600003RU'
   */
  tracking_number?: string | null | undefined;
  /** The items of the parcel; by default everything open in the delivery. From 1 to 500 items. */
  items?: CreateShipmentItem[] | undefined;
};

/** A part of `CreateShipmentFields`: `items`. */
export type CreateShipmentItem = {
  /**
   * ID of an order item.
   *
   * @example 'OI00001'
   */
  order_item_id: string;
  /** Number of units. From 1 to 1,000,000. */
  quantity: number;
};

/** The body of `POST /orders/{order_id}/cancellations`. Cancel parts of an order. */
export type CancelOrderItemsFields = {
  /** Order items, each with a quantity. From 1 to 500 items. */
  items: CancelOrderItemsItem[];
};

/** A part of `CancelOrderItemsFields`: `items`. */
export type CancelOrderItemsItem = {
  /**
   * ID of an order item.
   *
   * @example 'OI00001'
   */
  order_item_id: string;
  /** Number of units. From 1 to 1,000,000. */
  quantity: number;
  /** A human-readable reason; stored in the history. From 1 to 500 characters. */
  reason?: string | undefined;
};

/** The body of `POST /orders/{order_id}/returns`. Return parts of an order. */
export type ReturnOrderItemsFields = {
  /** Order items, each with a quantity. From 1 to 500 items. */
  items: ReturnOrderItemsItem[];
};

/** A part of `ReturnOrderItemsFields`: `items`. */
export type ReturnOrderItemsItem = {
  /**
   * ID of an order item.
   *
   * @example 'OI00001'
   */
  order_item_id: string;
  /** Number of units. From 1 to 1,000,000. */
  quantity: number;
  /** A human-readable reason; stored in the history. From 1 to 500 characters. */
  reason?: string | undefined;
};

/** The body of `POST /orders/{order_id}/block-export`. Block the exports of an order. */
export type BlockOrderExportFields = {
  /** A human-readable reason; stored in the history. From 1 to 500 characters. */
  reason?: string | undefined;
};

/** The body of `POST /orders/{order_id}/unblock-export`. Unblock the exports of an order. */
export type UnblockOrderExportFields = {
  /** A human-readable reason; stored in the history. From 1 to 500 characters. */
  reason?: string | undefined;
};

/** The query of `GET /customers/{customer_id}/orders`. List a customer's orders, newest first. */
export type ListOrdersByCustomerFields = {
  /** The current state; as a filter, the state to match. */
  status?: OrderStatus | undefined;
  /** Fulfilment progress; as a filter, the value to match. */
  fulfillment_status?: FulfillmentStatus | undefined;
  /**
   * Created at or after this time. RFC 3339.
   *
   * @example '2026-04-08T12:00:00Z'
   */
  created_from?: string | undefined;
  /**
   * Created before this time. RFC 3339.
   *
   * @example '2026-04-08T12:00:00Z'
   */
  created_to?: string | undefined;
  /**
   * Items per page, 1 to 100.
   *
   * @default 10
   */
  limit?: number | undefined;
  /** The previous page's `next_cursor`. It belongs to that page's filters and sort. From 1 to 4,000 characters. */
  cursor?: string | undefined;
};

/** The body of `POST /order-updates`. Send order updates. */
export type SendOrderUpdatesFields = {
  /**
   * The partner of the orders. Optional with a partner's key.
   *
   * @example 'PT00001'
   */
  partner_id?: string | undefined;
  /** The updates. */
  updates: SentOrderUpdate[];
};

/** A part of `SendOrderUpdatesFields`: `updates`. */
export type SentOrderUpdate = {
  /**
   * The sender's own ID of the update, unique for the partner: sent again, it has no effect. From 1 to 255
   * characters.
   */
  update_id: string;
  /**
   * ID of an order.
   *
   * @example 'OR00001'
   */
  order_id?: string | undefined;
  /** Instead of `order_id`. From 1 to 255 characters. */
  customer_reference?: string | undefined;
  /**
   * Instead of `order_id`, to select one of several deliveries of an order.
   *
   * @example 'DL00001'
   */
  delivery_id?: string | undefined;
  /** The new status of the delivery, or of all deliveries of the order. */
  status?: OrderDeliveryStatus | undefined;
  /** The parts that the status applies to: a parcel, or what was cancelled or returned. From 1 to 500 items. */
  items?: SentOrderUpdateItem[] | undefined;
  /** Data of single lines. A delivery ships when each line has a delivered quantity. */
  lines?: OrderUpdateLine[] | undefined;
  /**
   * The carrier, such as `DHL`; null if unknown. From 1 to 100 characters.
   *
   * @example 'DHL'
   */
  carrier?: string | undefined;
  /**
   * The tracking number of the parcel. From 1 to 100 characters.
   *
   * @example 'JD014600003RU'
   */
  tracking_number?: string | undefined;
  /** A human-readable reason; stored in the history. From 1 to 500 characters. */
  reason?: string | undefined;
  /**
   * When it happened, at most one day in the future. If a field is reported twice, the later report counts. RFC
   * 3339.
   *
   * @example '2026-04-08T12:00:00Z'
   */
  occurred_at: string;
};

/** A part of `SentOrderUpdate`: `items`. */
export type SentOrderUpdateItem = {
  /**
   * ID of an order item.
   *
   * @example 'OI00001'
   */
  order_item_id?: string | undefined;
  /** Instead of `order_item_id`. From 1 to 255 characters. */
  sku?: string | undefined;
  /** Number of units. From 1 to 1,000,000. */
  quantity: number;
};

/** A part of `SentOrderUpdate`: `lines`. */
export type OrderUpdateLine = {
  /**
   * ID of an order item.
   *
   * @example 'OI00001'
   */
  order_item_id?: string | undefined;
  /** Instead of `order_item_id`. From 1 to 255 characters. */
  sku?: string | undefined;
  /** The ordered quantity: selects one of several lines with the same SKU. From 1 to 1,000,000. */
  quantity?: number | undefined;
  /** The total delivered quantity of the line; the rest is cancelled when the delivery ships. From 0 to 1,000,000. */
  delivered_quantity?: number | undefined;
  /** Nothing of the line is delivered. */
  rejected?: boolean | undefined;
  /**
   * Start of the expected period, in UTC; null if there is no estimate. RFC 3339.
   *
   * @example '2026-04-08T12:00:00Z'
   */
  estimated_from?: string | undefined;
  /**
   * End of the expected period, in UTC; null if there is no estimate. RFC 3339.
   *
   * @example '2026-04-08T12:00:00Z'
   */
  estimated_until?: string | undefined;
  /**
   * The confirmed time of delivery. RFC 3339.
   *
   * @example '2026-04-08T12:00:00Z'
   */
  confirmed_at?: string | undefined;
  /** A human-readable remark; null if there is none. From 1 to 500 characters. */
  remark?: string | undefined;
  /** The invoice number; null if there is none. From 1 to 100 characters. */
  invoice_number?: string | undefined;
};

/** The answer of `POST /order-updates`. Send order updates. */
export type ReceivedOrderUpdates = {
  /** In the order in which they were sent. */
  updates: ReceivedOrderUpdate[];
};

/** A part of `ReceivedOrderUpdates`: `updates`. */
export type ReceivedOrderUpdate = {
  /** The sender's ID of the update. */
  update_id: string;
  /**
   * ID of an order update.
   *
   * @example 'OU00001'
   */
  order_update_id: string;
  /** Whether it was received before, and has no further effect. */
  duplicate: boolean;
};

/** The query of `GET /order-updates`. List order updates, newest first. */
export type ListOrderUpdatesFields = {
  /** The name of the partner; as a filter, case-insensitive. From 1 to 200 characters. */
  partner_name?: string | undefined;
  /** The current state; as a filter, the state to match. */
  status?: OrderUpdateStatus | undefined;
  /** Updates that are parked for this reason. */
  code?: OrderUpdateCode | undefined;
  /**
   * ID of an order.
   *
   * @example 'OR00001'
   */
  order_id?: string | undefined;
  /**
   * ID of an order update feed.
   *
   * @example 'OF00001'
   */
  order_update_feed_id?: string | undefined;
  /** The sender's ID of the update. From 1 to 255 characters. */
  update_id?: string | undefined;
  /**
   * Created at or after this time. RFC 3339.
   *
   * @example '2026-04-08T12:00:00Z'
   */
  created_from?: string | undefined;
  /**
   * Created before this time. RFC 3339.
   *
   * @example '2026-04-08T12:00:00Z'
   */
  created_to?: string | undefined;
  /**
   * Items per page, 1 to 100.
   *
   * @default 10
   */
  limit?: number | undefined;
  /** The previous page's `next_cursor`. It belongs to that page's filters and sort. From 1 to 4,000 characters. */
  cursor?: string | undefined;
};

/** One of `queued`, `applied`, `parked`, `ignored`. */
export type OrderUpdateStatus = 'queued' | 'applied' | 'parked' | 'ignored';

/**
 * One of `not_found`, `ambiguous_reference`, `ambiguous_delivery`, `nothing_matched`, `transition_not_allowed`,
 * `quantity_not_available`, `too_many_shipments`, `payload_unreadable`, `mapping_failed`, `status_unknown`,
 * `update_id_reused`, `internal_error`.
 */
export type OrderUpdateCode = 'not_found' | 'ambiguous_reference' | 'ambiguous_delivery' | 'nothing_matched' | 'transition_not_allowed' | 'quantity_not_available' | 'too_many_shipments' | 'payload_unreadable' | 'mapping_failed' | 'status_unknown' | 'update_id_reused' | 'internal_error';

/** The answer of `GET /order-updates`. List order updates, newest first. */
export type OrderUpdate = {
  /**
   * ID of an order update.
   *
   * @example 'OU00001'
   */
  order_update_id: string;
  /** The sender's ID of the update. */
  update_id: string;
  /**
   * ID of a partner.
   *
   * @example 'PT00001'
   */
  partner_id: string;
  /** The name of the partner; as a filter, case-insensitive. */
  partner_name: string;
  /**
   * The feed it was pushed to; null if it was sent to `POST /order-updates`.
   *
   * @example 'OF00001'
   */
  order_update_feed_id: string | null;
  /**
   * ID of a push of an order update feed.
   *
   * @example 'OP00001'
   */
  push_id: string | null;
  /** The current state; as a filter, the state to match. */
  status: OrderUpdateStatus;
  /** Why it is parked; null otherwise. */
  code: OrderUpdateCode | null;
  /** Why it is parked and what to do, or which parts had no effect; null if neither applies. */
  message: string | null;
  /**
   * The order that was found for it.
   *
   * @example 'OR00001'
   */
  order_id: string | null;
  /** The update as sent; null if the pushed payload could not be mapped. */
  update: SentOrderUpdate | null;
  /**
   * When it happened, in UTC. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  occurred_at: string;
  /**
   * When it was received, in UTC. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  created_at: string;
  /**
   * When it was applied, parked or ignored, in UTC. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  finished_at: string | null;
};

/** The answer of `GET /order-updates/{order_update_id}`. Get an order update. */
export type OrderUpdateDetail = {
  /**
   * ID of an order update.
   *
   * @example 'OU00001'
   */
  order_update_id: string;
  /** The sender's ID of the update. */
  update_id: string;
  /**
   * ID of a partner.
   *
   * @example 'PT00001'
   */
  partner_id: string;
  /** The name of the partner; as a filter, case-insensitive. */
  partner_name: string;
  /**
   * The feed it was pushed to; null if it was sent to `POST /order-updates`.
   *
   * @example 'OF00001'
   */
  order_update_feed_id: string | null;
  /**
   * ID of a push of an order update feed.
   *
   * @example 'OP00001'
   */
  push_id: string | null;
  /** The current state; as a filter, the state to match. */
  status: OrderUpdateStatus;
  /** Why it is parked; null otherwise. */
  code: OrderUpdateCode | null;
  /** Why it is parked and what to do, or which parts had no effect; null if neither applies. */
  message: string | null;
  /**
   * The order that was found for it.
   *
   * @example 'OR00001'
   */
  order_id: string | null;
  /** The update as sent; null if the pushed payload could not be mapped. */
  update: SentOrderUpdate | null;
  /**
   * When it happened, in UTC. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  occurred_at: string;
  /**
   * When it was received, in UTC. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  created_at: string;
  /**
   * When it was applied, parked or ignored, in UTC. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  finished_at: string | null;
  /** The first 10000 bytes of the payload, decoded as text; null for none, and for workbooks. */
  payload: string | null;
};

/** The body of `POST /order-update-feeds`. Create an order update feed. */
export type CreateOrderUpdateFeedFields = {
  /**
   * The partner of the order. Optional with a partner's key.
   *
   * @example 'PT00001'
   */
  partner_id?: string | undefined;
  /** A display name. From 1 to 100 characters. */
  name: string;
  /**
   * The carrier for updates without one. From 1 to 100 characters.
   *
   * @example 'DHL'
   */
  carrier?: string | null | undefined;
  /** How the courier authenticates: with the token, or with a signature of the body. */
  authentication: FeedAuthentication;
  /** The header of the token or signature; by default `x-feed-token` or `x-feed-signature`. */
  header?: string | undefined;
  /** Maps a notice to order updates. Use either this or `data_descriptor_id`. */
  mapping?: OrderUpdateFeedMapping | undefined;
  /**
   * The partner's data descriptor with the entity `order_update` that reads pushed files. Use either this or
   * `mapping`.
   *
   * @example 'DD00001'
   */
  data_descriptor_id?: string | undefined;
};

/** One of `token`, `hmac`. */
export type FeedAuthentication = 'token' | 'hmac';

/** Maps a notice to order updates. Use either this or `data_descriptor_id`. */
export type OrderUpdateFeedMapping = {
  /**
   * The path of the list with one entry per update; the other paths start there. If omitted, a notice is one update.
   * At most 200 characters.
   *
   * @example 'shipment.events[0].code'
   */
  each?: string | undefined;
  /** A field of the update, with the path of its value. */
  fields: OrderUpdateFeedMappingFields;
  /** Maps the courier's words to statuses; null for words that do not change the status. */
  statuses?: Record<string, OrderDeliveryStatus | null> | undefined;
  /** The location of an update's lines; the paths of `fields` start at a line. */
  lines?: OrderUpdateFeedMappingLines | undefined;
};

/** A field of the update, with the path of its value. */
export type OrderUpdateFeedMappingFields = {
  /**
   * The path of the value: names separated by dots, `[n]` for a list entry (the first is `[0]`); in XML the element
   * names from the root, `@name` for an attribute, `#text` for the text of an element with attributes. At most 200
   * characters.
   *
   * @example 'shipment.events[0].code'
   */
  update_id?: string | undefined;
  /**
   * The path of the value: names separated by dots, `[n]` for a list entry (the first is `[0]`); in XML the element
   * names from the root, `@name` for an attribute, `#text` for the text of an element with attributes. At most 200
   * characters.
   *
   * @example 'shipment.events[0].code'
   */
  order_id?: string | undefined;
  /**
   * The path of the value: names separated by dots, `[n]` for a list entry (the first is `[0]`); in XML the element
   * names from the root, `@name` for an attribute, `#text` for the text of an element with attributes. At most 200
   * characters.
   *
   * @example 'shipment.events[0].code'
   */
  customer_reference?: string | undefined;
  /**
   * The path of the value: names separated by dots, `[n]` for a list entry (the first is `[0]`); in XML the element
   * names from the root, `@name` for an attribute, `#text` for the text of an element with attributes. At most 200
   * characters.
   *
   * @example 'shipment.events[0].code'
   */
  delivery_id?: string | undefined;
  /**
   * The path of the value: names separated by dots, `[n]` for a list entry (the first is `[0]`); in XML the element
   * names from the root, `@name` for an attribute, `#text` for the text of an element with attributes. At most 200
   * characters.
   *
   * @example 'shipment.events[0].code'
   */
  status?: string | undefined;
  /**
   * The path of the value: names separated by dots, `[n]` for a list entry (the first is `[0]`); in XML the element
   * names from the root, `@name` for an attribute, `#text` for the text of an element with attributes. At most 200
   * characters.
   *
   * @example 'shipment.events[0].code'
   */
  carrier?: string | undefined;
  /**
   * The path of the value: names separated by dots, `[n]` for a list entry (the first is `[0]`); in XML the element
   * names from the root, `@name` for an attribute, `#text` for the text of an element with attributes. At most 200
   * characters.
   *
   * @example 'shipment.events[0].code'
   */
  tracking_number?: string | undefined;
  /**
   * The path of the value: names separated by dots, `[n]` for a list entry (the first is `[0]`); in XML the element
   * names from the root, `@name` for an attribute, `#text` for the text of an element with attributes. At most 200
   * characters.
   *
   * @example 'shipment.events[0].code'
   */
  reason?: string | undefined;
  /**
   * The path of the value: names separated by dots, `[n]` for a list entry (the first is `[0]`); in XML the element
   * names from the root, `@name` for an attribute, `#text` for the text of an element with attributes. At most 200
   * characters.
   *
   * @example 'shipment.events[0].code'
   */
  occurred_at?: string | undefined;
};

/** A part of `OrderUpdateFeedMapping`: `lines`. */
export type OrderUpdateFeedMappingLines = {
  /**
   * The list of lines. At most 200 characters.
   *
   * @example 'shipment.events[0].code'
   */
  each: string;
  /** A field of a line, with the path of its value. */
  fields: OrderUpdateFeedMappingLinesFields;
};

/** A field of a line, with the path of its value. */
export type OrderUpdateFeedMappingLinesFields = {
  /**
   * The path of the value: names separated by dots, `[n]` for a list entry (the first is `[0]`); in XML the element
   * names from the root, `@name` for an attribute, `#text` for the text of an element with attributes. At most 200
   * characters.
   *
   * @example 'shipment.events[0].code'
   */
  order_item_id?: string | undefined;
  /**
   * The path of the value: names separated by dots, `[n]` for a list entry (the first is `[0]`); in XML the element
   * names from the root, `@name` for an attribute, `#text` for the text of an element with attributes. At most 200
   * characters.
   *
   * @example 'shipment.events[0].code'
   */
  sku?: string | undefined;
  /**
   * The path of the value: names separated by dots, `[n]` for a list entry (the first is `[0]`); in XML the element
   * names from the root, `@name` for an attribute, `#text` for the text of an element with attributes. At most 200
   * characters.
   *
   * @example 'shipment.events[0].code'
   */
  quantity?: string | undefined;
  /**
   * The path of the value: names separated by dots, `[n]` for a list entry (the first is `[0]`); in XML the element
   * names from the root, `@name` for an attribute, `#text` for the text of an element with attributes. At most 200
   * characters.
   *
   * @example 'shipment.events[0].code'
   */
  delivered_quantity?: string | undefined;
  /**
   * The path of the value: names separated by dots, `[n]` for a list entry (the first is `[0]`); in XML the element
   * names from the root, `@name` for an attribute, `#text` for the text of an element with attributes. At most 200
   * characters.
   *
   * @example 'shipment.events[0].code'
   */
  rejected?: string | undefined;
  /**
   * The path of the value: names separated by dots, `[n]` for a list entry (the first is `[0]`); in XML the element
   * names from the root, `@name` for an attribute, `#text` for the text of an element with attributes. At most 200
   * characters.
   *
   * @example 'shipment.events[0].code'
   */
  estimated_from?: string | undefined;
  /**
   * The path of the value: names separated by dots, `[n]` for a list entry (the first is `[0]`); in XML the element
   * names from the root, `@name` for an attribute, `#text` for the text of an element with attributes. At most 200
   * characters.
   *
   * @example 'shipment.events[0].code'
   */
  estimated_until?: string | undefined;
  /**
   * The path of the value: names separated by dots, `[n]` for a list entry (the first is `[0]`); in XML the element
   * names from the root, `@name` for an attribute, `#text` for the text of an element with attributes. At most 200
   * characters.
   *
   * @example 'shipment.events[0].code'
   */
  confirmed_at?: string | undefined;
  /**
   * The path of the value: names separated by dots, `[n]` for a list entry (the first is `[0]`); in XML the element
   * names from the root, `@name` for an attribute, `#text` for the text of an element with attributes. At most 200
   * characters.
   *
   * @example 'shipment.events[0].code'
   */
  remark?: string | undefined;
  /**
   * The path of the value: names separated by dots, `[n]` for a list entry (the first is `[0]`); in XML the element
   * names from the root, `@name` for an attribute, `#text` for the text of an element with attributes. At most 200
   * characters.
   *
   * @example 'shipment.events[0].code'
   */
  invoice_number?: string | undefined;
};

/** The answer of `POST /order-update-feeds`. Create an order update feed. */
export type CreatedOrderUpdateFeed = {
  /**
   * ID of an order update feed.
   *
   * @example 'OF00001'
   */
  order_update_feed_id: string;
  /**
   * ID of a partner.
   *
   * @example 'PT00001'
   */
  partner_id: string;
  /** The name of the partner; as a filter, case-insensitive. */
  partner_name: string;
  /** A display name. */
  name: string;
  /** The carrier, such as `DHL`; null if unknown. */
  carrier: string | null;
  /** How the courier authenticates: with the token, or with an HMAC-SHA256 signature of the body. */
  authentication: FeedAuthentication;
  /** The header of the token or the signature. */
  header: string;
  /** Maps a notice to order updates; null if a data descriptor reads the files. */
  mapping: OrderUpdateFeedMapping | null;
  /**
   * The data descriptor that reads pushed files; null if there is a mapping.
   *
   * @example 'DD00001'
   */
  data_descriptor_id: string | null;
  /**
   * Until then, pushes may also use the replaced secret; null for none. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  old_secret_valid_until: string | null;
  /**
   * When it was created, in UTC. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  created_at: string;
  /**
   * When it was last changed, in UTC. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  updated_at: string;
  /** The token, or the key of the signatures. Shown once. */
  secret: string;
};

/** The query of `GET /order-update-feeds`. List order update feeds, newest first. */
export type ListOrderUpdateFeedsFields = {
  /** The name of the partner; as a filter, case-insensitive. From 1 to 200 characters. */
  partner_name?: string | undefined;
  /**
   * Items per page, 1 to 100.
   *
   * @default 10
   */
  limit?: number | undefined;
  /** The previous page's `next_cursor`. It belongs to that page's filters and sort. From 1 to 4,000 characters. */
  cursor?: string | undefined;
};

/** The answer of `GET /order-update-feeds`. List order update feeds, newest first. */
export type OrderUpdateFeed = {
  /**
   * ID of an order update feed.
   *
   * @example 'OF00001'
   */
  order_update_feed_id: string;
  /**
   * ID of a partner.
   *
   * @example 'PT00001'
   */
  partner_id: string;
  /** The name of the partner; as a filter, case-insensitive. */
  partner_name: string;
  /** A display name. */
  name: string;
  /** The carrier, such as `DHL`; null if unknown. */
  carrier: string | null;
  /** How the courier authenticates: with the token, or with an HMAC-SHA256 signature of the body. */
  authentication: FeedAuthentication;
  /** The header of the token or the signature. */
  header: string;
  /** Maps a notice to order updates; null if a data descriptor reads the files. */
  mapping: OrderUpdateFeedMapping | null;
  /**
   * The data descriptor that reads pushed files; null if there is a mapping.
   *
   * @example 'DD00001'
   */
  data_descriptor_id: string | null;
  /**
   * Until then, pushes may also use the replaced secret; null for none. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  old_secret_valid_until: string | null;
  /**
   * When it was created, in UTC. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  created_at: string;
  /**
   * When it was last changed, in UTC. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  updated_at: string;
};

/** The body of `PATCH /order-update-feeds/{order_update_feed_id}`. Change an order update feed. */
export type UpdateOrderUpdateFeedFields = {
  /** A display name. From 1 to 100 characters. */
  name?: string | undefined;
  /**
   * The carrier for updates without one. From 1 to 100 characters.
   *
   * @example 'DHL'
   */
  carrier?: string | null | undefined;
  /** The header of the token or signature; by default `x-feed-token` or `x-feed-signature`. */
  header?: string | undefined;
  /** Maps a notice to order updates; replaces a `data_descriptor_id`. */
  mapping?: OrderUpdateFeedMapping | undefined;
  /**
   * Reads pushed files; replaces a `mapping`.
   *
   * @example 'DD00001'
   */
  data_descriptor_id?: string | undefined;
};

/**
 * The body of `POST /order-update-feeds/{order_update_feed_id}/rotate-secret`. Rotate the secret of an order update
 * feed.
 */
export type RotateOrderUpdateFeedSecretFields = {
  /**
   * Hours for which the old secret stays valid. From 0 to 168.
   *
   * @default 24
   */
  old_valid_hours?: number | undefined;
};

/** The answer of `POST /order-update-feeds/{order_update_feed_id}/push`. Push order updates as a courier. */
export type ReceivedPush = {
  /**
   * ID of a push of an order update feed.
   *
   * @example 'OP00001'
   */
  push_id: string;
  /** Whether the same bytes were pushed before. */
  duplicate: boolean;
};

/** The body of `POST /order-exporters`. Create an order exporter. */
export type CreateOrderExporterFields = {
  /**
   * A display name. From 1 to 100 characters.
   *
   * @example 'Fulfilment'
   */
  name: string;
  /**
   * `http` sends orders to a URL, `s3_file` writes them to files, `event` records an event for webhooks, `manual`
   * waits for a person.
   */
  kind: ExporterKind;
  /** Which orders it exports. */
  when: CreateOrderExporterWhen;
  /**
   * The format of requests and files. CSV has one line per item of an order. Or the ID of one of the partner's data
   * descriptors of the entity `order`: its current version is used, without its filter and sort order, because
   * `when` selects the orders. XLSX requires the kind `s3_file`.
   *
   * @example 'csv'
   */
  format?: OrderExportFormat | string | undefined;
  /** The destination of orders. */
  target?: CreateOrderExporterTarget | undefined;
  /**
   * Among the exporters of one flag, the lowest number goes first. From 0 to 10,000.
   *
   * @default 100
   */
  priority?: number | undefined;
  /**
   * The flag to set after all exporters of this flag have succeeded. Only one exporter of a flag may set it.
   *
   * @example 'to_fulfilment'
   */
  next_flag?: string | null | undefined;
  /** How many orders are exported together: by default one with `http`, and 1,000 or those of one minute in a file. */
  batch?: CreateOrderExporterBatch | undefined;
  /** How failures are retried. */
  retry?: CreateOrderExporterRetry | undefined;
  /**
   * Orders wait while it is false.
   *
   * @default true
   */
  enabled?: boolean | undefined;
};

/**
 * `http` sends orders to a URL, `s3_file` writes them to files, `event` records an event for webhooks, `manual`
 * waits for a person.
 */
export type ExporterKind = 'http' | 's3_file' | 'event' | 'manual';

/** Which orders it exports. */
export type CreateOrderExporterWhen = {
  /**
   * The flag that exporters use to find their orders.
   *
   * @example 'to_fulfilment'
   */
  flag: string;
  /**
   * ID of a sales channel.
   *
   * @example 'SC00001'
   */
  sales_channel_id?: string | null | undefined;
  /**
   * Orders of at least this total; needs `currency`. In major units of the currency. At least 0.
   *
   * @example 49.99
   */
  min_total?: number | null | undefined;
  /**
   * Orders in this currency.
   *
   * @example 'USD'
   */
  currency?: string | null | undefined;
  /**
   * Optional with a partner's key; if the operator omits it: orders of all partners.
   *
   * @example 'PT00001'
   */
  partner_id?: string | undefined;
};

/** One of `json`, `json_lines`, `csv`, `xml`. */
export type OrderExportFormat = 'json' | 'json_lines' | 'csv' | 'xml';

/** A part of `CreateOrderExporterFields`: `target`. */
export type CreateOrderExporterTarget = {
  /**
   * For `http`: a public HTTPS URL. At most 2,000 characters.
   *
   * @example 'https://fulfilment.example/orders'
   */
  url?: string | undefined;
  /** For `http`; `POST` by default. */
  method?: ExportMethod | undefined;
  /** Up to 10 headers that each delivery sends. Their values are stored encrypted and not shown again. */
  headers?: Record<string, string> | undefined;
  /**
   * For `s3_file`: may contain {date}, {time} and {exporter}, and must contain {number}. At most 150 characters.
   *
   * @example 'orders-{date}-{number}.csv'
   */
  file_name?: string | undefined;
};

/** One of `POST`, `PUT`. */
export type ExportMethod = 'POST' | 'PUT';

/** A part of `CreateOrderExporterFields`: `batch`. */
export type CreateOrderExporterBatch = {
  /** The maximum number of orders in one request or file. From 1 to 10,000. */
  max_orders?: number | undefined;
  /** The longest time that an order waits for others. From 0 to 86,400. */
  max_wait_seconds?: number | undefined;
};

/** A part of `CreateOrderExporterFields`: `retry`. */
export type CreateOrderExporterRetry = {
  /** Maximum number of attempts of an export; 20 by default. From 1 to 100. */
  attempts?: number | undefined;
  /** The delay after the first failure, which doubles each time; 60 by default. From 1 to 86,400. */
  first_delay_seconds?: number | undefined;
  /** The longest delay; 3600 by default. From 1 to 86,400. */
  max_delay_seconds?: number | undefined;
};

/** The answer of `POST /order-exporters`. Create an order exporter. */
export type CreatedOrderExporter = {
  /**
   * ID of an order exporter.
   *
   * @example 'OX00001'
   */
  exporter_id: string;
  /** The name of the partner; as a filter, case-insensitive. */
  partner_name: string | null;
  /** A display name. */
  name: string;
  /** How it exports orders. */
  kind: ExporterKind;
  /** Which orders it exports. */
  when: CreatedOrderExporterWhen;
  /** The format of requests and files, or the ID of a data descriptor. Null for kinds that write nothing. */
  format: OrderExportFormat | string | null;
  /** The destination of orders: the URL for `http`, the file name for `s3_file`. */
  target: CreatedOrderExporterTarget;
  /** Among the exporters of one flag, the lowest number goes first. */
  priority: number;
  /** The flag that is set after all exporters of this flag have succeeded; null for none. */
  next_flag: string | null;
  /** How many orders are exported together. */
  batch: CreatedOrderExporterBatch;
  /** How failures are retried. */
  retry: CreatedOrderExporterRetry;
  /** Orders wait while it is false. */
  enabled: boolean;
  /** While open, orders wait, and one attempt at a time is made. */
  circuit: 'closed' | 'open';
  /** Number of consecutive failures. */
  failure_count: number;
  /**
   * Time of the first consecutive failure, in UTC; null if there is none. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  failing_since: string | null;
  /** The message of the last failure since the last success. */
  last_error: string | null;
  /**
   * Nothing is exported before this time. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  next_probe_at: string | null;
  /**
   * When it was created, in UTC. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  created_at: string;
  /**
   * When it was last changed, in UTC. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  updated_at: string;
  /** For `http`: verifies the signatures of requests, shown only once. Null for other kinds. */
  secret: string | null;
};

/** Which orders it exports. */
export type CreatedOrderExporterWhen = {
  /** The flag of the orders that it exports. */
  flag: string;
  /**
   * Null for orders of all partners.
   *
   * @example 'PT00001'
   */
  partner_id: string | null;
  /**
   * ID of a sales channel.
   *
   * @example 'SC00001'
   */
  sales_channel_id: string | null;
  /**
   * Orders of at least this total, in `currency`. In major units of the currency. At least 0.
   *
   * @example 49.99
   */
  min_total: number | null;
  /** Currency of the amounts: an ISO 4217 code, such as `USD`. */
  currency: string | null;
};

/** The destination of orders: the URL for `http`, the file name for `s3_file`. */
export type CreatedOrderExporterTarget = {
  /** The URL of the receiver. */
  url: string | null;
  /** The HTTP method. */
  method: ExportMethod | null;
  /** Custom headers; their values are not shown. */
  headers: Record<string, string>;
  /** The file name pattern. */
  file_name: string | null;
};

/** How many orders are exported together. */
export type CreatedOrderExporterBatch = {
  /** The maximum number of orders in one request or file. */
  max_orders: number;
  /** The longest time that an order waits for others. */
  max_wait_seconds: number;
};

/** How failures are retried. */
export type CreatedOrderExporterRetry = {
  /** Maximum number of attempts of an export. */
  attempts: number;
  /** The delay after the first failure; it doubles each time. */
  first_delay_seconds: number;
  /** The longest delay. */
  max_delay_seconds: number;
};

/** The query of `GET /order-exporters`. List order exporters, newest first. */
export type ListOrderExportersFields = {
  /** The name of the partner; as a filter, case-insensitive. From 1 to 200 characters. */
  partner_name?: string | undefined;
  /**
   * The flag that exporters use to find their orders.
   *
   * @example 'to_fulfilment'
   */
  flag?: string | undefined;
  /**
   * `http` sends orders to a URL, `s3_file` writes them to files, `event` records an event for webhooks, `manual`
   * waits for a person.
   */
  kind?: ExporterKind | undefined;
  /**
   * Items per page, 1 to 100.
   *
   * @default 10
   */
  limit?: number | undefined;
  /** The previous page's `next_cursor`. It belongs to that page's filters and sort. From 1 to 4,000 characters. */
  cursor?: string | undefined;
};

/** The answer of `GET /order-exporters`. List order exporters, newest first. */
export type OrderExporter = {
  /**
   * ID of an order exporter.
   *
   * @example 'OX00001'
   */
  exporter_id: string;
  /** The name of the partner; as a filter, case-insensitive. */
  partner_name: string | null;
  /** A display name. */
  name: string;
  /** How it exports orders. */
  kind: ExporterKind;
  /** Which orders it exports. */
  when: OrderExporterWhen;
  /** The format of requests and files, or the ID of a data descriptor. Null for kinds that write nothing. */
  format: OrderExportFormat | string | null;
  /** The destination of orders: the URL for `http`, the file name for `s3_file`. */
  target: OrderExporterTarget;
  /** Among the exporters of one flag, the lowest number goes first. */
  priority: number;
  /** The flag that is set after all exporters of this flag have succeeded; null for none. */
  next_flag: string | null;
  /** How many orders are exported together. */
  batch: OrderExporterBatch;
  /** How failures are retried. */
  retry: OrderExporterRetry;
  /** Orders wait while it is false. */
  enabled: boolean;
  /** While open, orders wait, and one attempt at a time is made. */
  circuit: 'closed' | 'open';
  /** Number of consecutive failures. */
  failure_count: number;
  /**
   * Time of the first consecutive failure, in UTC; null if there is none. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  failing_since: string | null;
  /** The message of the last failure since the last success. */
  last_error: string | null;
  /**
   * Nothing is exported before this time. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  next_probe_at: string | null;
  /**
   * When it was created, in UTC. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  created_at: string;
  /**
   * When it was last changed, in UTC. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  updated_at: string;
};

/** Which orders it exports. */
export type OrderExporterWhen = {
  /** The flag of the orders that it exports. */
  flag: string;
  /**
   * Null for orders of all partners.
   *
   * @example 'PT00001'
   */
  partner_id: string | null;
  /**
   * ID of a sales channel.
   *
   * @example 'SC00001'
   */
  sales_channel_id: string | null;
  /**
   * Orders of at least this total, in `currency`. In major units of the currency. At least 0.
   *
   * @example 49.99
   */
  min_total: number | null;
  /** Currency of the amounts: an ISO 4217 code, such as `USD`. */
  currency: string | null;
};

/** The destination of orders: the URL for `http`, the file name for `s3_file`. */
export type OrderExporterTarget = {
  /** The URL of the receiver. */
  url: string | null;
  /** The HTTP method. */
  method: ExportMethod | null;
  /** Custom headers; their values are not shown. */
  headers: Record<string, string>;
  /** The file name pattern. */
  file_name: string | null;
};

/** How many orders are exported together. */
export type OrderExporterBatch = {
  /** The maximum number of orders in one request or file. */
  max_orders: number;
  /** The longest time that an order waits for others. */
  max_wait_seconds: number;
};

/** How failures are retried. */
export type OrderExporterRetry = {
  /** Maximum number of attempts of an export. */
  attempts: number;
  /** The delay after the first failure; it doubles each time. */
  first_delay_seconds: number;
  /** The longest delay. */
  max_delay_seconds: number;
};

/** The body of `PATCH /order-exporters/{exporter_id}`. Change, disable or enable an order exporter. */
export type UpdateOrderExporterFields = {
  /**
   * A display name. From 1 to 100 characters.
   *
   * @example 'Fulfilment'
   */
  name?: string | undefined;
  /** Which orders it exports; omitted fields do not change. */
  when?: UpdateOrderExporterWhen | undefined;
  /**
   * The format of requests and files. CSV has one line per item of an order. Or the ID of one of the partner's data
   * descriptors of the entity `order`: its current version is used, without its filter and sort order, because
   * `when` selects the orders. XLSX requires the kind `s3_file`.
   *
   * @example 'csv'
   */
  format?: OrderExportFormat | string | undefined;
  /** The destination of orders. */
  target?: UpdateOrderExporterTarget | undefined;
  /** Among the exporters of one flag, the lowest number goes first. From 0 to 10,000. */
  priority?: number | undefined;
  /**
   * The flag to set after all exporters of this flag have succeeded. Only one exporter of a flag may set it.
   *
   * @example 'to_fulfilment'
   */
  next_flag?: string | null | undefined;
  /** How many orders are exported together: by default one with `http`, and 1,000 or those of one minute in a file. */
  batch?: UpdateOrderExporterBatch | undefined;
  /** How failures are retried. */
  retry?: UpdateOrderExporterRetry | undefined;
  /** `true` also closes the circuit and resets the failure count. */
  enabled?: boolean | undefined;
};

/** A part of `UpdateOrderExporterFields`: `when`. */
export type UpdateOrderExporterWhen = {
  /**
   * The flag that exporters use to find their orders.
   *
   * @example 'to_fulfilment'
   */
  flag?: string | undefined;
  /**
   * ID of a sales channel.
   *
   * @example 'SC00001'
   */
  sales_channel_id?: string | null | undefined;
  /**
   * Orders of at least this total; needs `currency`. In major units of the currency. At least 0.
   *
   * @example 49.99
   */
  min_total?: number | null | undefined;
  /**
   * Orders in this currency.
   *
   * @example 'USD'
   */
  currency?: string | null | undefined;
};

/** A part of `UpdateOrderExporterFields`: `target`. */
export type UpdateOrderExporterTarget = {
  /**
   * For `http`: a public HTTPS URL. At most 2,000 characters.
   *
   * @example 'https://fulfilment.example/orders'
   */
  url?: string | undefined;
  /** For `http`; `POST` by default. */
  method?: ExportMethod | undefined;
  /** Up to 10 headers that each delivery sends. Their values are stored encrypted and not shown again. */
  headers?: Record<string, string> | undefined;
  /**
   * For `s3_file`: may contain {date}, {time} and {exporter}, and must contain {number}. At most 150 characters.
   *
   * @example 'orders-{date}-{number}.csv'
   */
  file_name?: string | undefined;
};

/** A part of `UpdateOrderExporterFields`: `batch`. */
export type UpdateOrderExporterBatch = {
  /** The maximum number of orders in one request or file. From 1 to 10,000. */
  max_orders?: number | undefined;
  /** The longest time that an order waits for others. From 0 to 86,400. */
  max_wait_seconds?: number | undefined;
};

/** A part of `UpdateOrderExporterFields`: `retry`. */
export type UpdateOrderExporterRetry = {
  /** Maximum number of attempts of an export; 20 by default. From 1 to 100. */
  attempts?: number | undefined;
  /** The delay after the first failure, which doubles each time; 60 by default. From 1 to 86,400. */
  first_delay_seconds?: number | undefined;
  /** The longest delay; 3600 by default. From 1 to 86,400. */
  max_delay_seconds?: number | undefined;
};

/** The answer of `GET /order-export-flags`. Get the export flag table. */
export type OrderExportFlags = {
  /** Which state sets which flag, of orders and of deliveries. */
  flags: OrderExportFlag[];
};

/** A part of `OrderExportFlags`: `flags`. */
export type OrderExportFlag = {
  /** Whether the state is that of an order or of a delivery. */
  on: FlagSubject;
  /** The state that is reached. */
  status: 'waiting_approval' | 'in_progress' | 'cancelled' | 'partially_shipped' | 'completed' | 'partially_returned' | 'returned' | 'allocated' | 'packing' | 'ready' | 'shipped' | 'delivered' | 'failed' | 'pending';
  /**
   * The flag that exporters use to find their orders.
   *
   * @example 'to_fulfilment'
   */
  flag: string;
};

/** Whether the state is that of an order or of a delivery. */
export type FlagSubject = 'order' | 'delivery';

/** The body of `PUT /order-export-flags`. Replace the export flag table. */
export type SetOrderExportFlagsFields = {
  /** Which state sets which flag, of orders and of deliveries. */
  flags: OrderExportFlag[];
};

/** The query of `GET /order-exports`. List order exports, newest first. */
export type ListOrderExportsFields = {
  /**
   * ID of an order.
   *
   * @example 'OR00001'
   */
  order_id?: string | undefined;
  /**
   * ID of an order exporter.
   *
   * @example 'OX00001'
   */
  exporter_id?: string | undefined;
  /**
   * The flag that exporters use to find their orders.
   *
   * @example 'to_fulfilment'
   */
  flag?: string | undefined;
  /** The current state; as a filter, the state to match. */
  status?: OrderExportStatus | undefined;
  /**
   * Created at or after this time. RFC 3339.
   *
   * @example '2026-04-08T12:00:00Z'
   */
  created_from?: string | undefined;
  /**
   * Created before this time. RFC 3339.
   *
   * @example '2026-04-08T12:00:00Z'
   */
  created_to?: string | undefined;
  /**
   * Items per page, 1 to 100.
   *
   * @default 10
   */
  limit?: number | undefined;
  /** The previous page's `next_cursor`. It belongs to that page's filters and sort. From 1 to 4,000 characters. */
  cursor?: string | undefined;
};

/** One of `queued`, `running`, `completed`, `failed`, `waiting_approval`, `rejected`, `blocked`, `cleared`. */
export type OrderExportStatus = 'queued' | 'running' | 'completed' | 'failed' | 'waiting_approval' | 'rejected' | 'blocked' | 'cleared';

/** One order through one exporter. */
export type OrderExport = {
  /**
   * ID of an order export.
   *
   * @example 'OE00001'
   */
  order_export_id: string;
  /**
   * Null if no exporter serves the flag.
   *
   * @example 'OX00001'
   */
  exporter_id: string | null;
  /**
   * ID of an order.
   *
   * @example 'OR00001'
   */
  order_id: string;
  /**
   * The order's partner.
   *
   * @example 'PT00001'
   */
  partner_id: string;
  /** The name of the partner; as a filter, case-insensitive. */
  partner_name: string;
  /** The deliveries that it covers, without blocked ones. */
  delivery_ids: string[];
  /** The flag of this export. */
  flag: string;
  /** The flag that its success has set; null before that, and at the end of a chain. */
  next_flag: string | null;
  /** `failed` is retried while `next_attempt_at` is set; `blocked` continues when it is unblocked. */
  status: OrderExportStatus;
  /** Number of attempts. */
  attempt_count: number;
  /** Why the last attempt failed or the export was cleared, as a message. */
  error: string | null;
  /** The reason given with the rejection or approval. */
  reason: string | null;
  /** ID of the API key that approved or rejected it. */
  decided_by: string | null;
  /** The file that contains the order; null for other kinds. */
  file_name: string | null;
  /**
   * Time of the next attempt; null if there is none. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  next_attempt_at: string | null;
  /**
   * When it was created, in UTC. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  created_at: string;
  /**
   * When it was completed, rejected or cleared. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  ended_at: string | null;
};

/** The answer of `GET /order-exports/{order_export_id}`. Get an order export with its attempts. */
export type OrderExportDetail = {
  /**
   * ID of an order export.
   *
   * @example 'OE00001'
   */
  order_export_id: string;
  /**
   * Null if no exporter serves the flag.
   *
   * @example 'OX00001'
   */
  exporter_id: string | null;
  /**
   * ID of an order.
   *
   * @example 'OR00001'
   */
  order_id: string;
  /**
   * The order's partner.
   *
   * @example 'PT00001'
   */
  partner_id: string;
  /** The name of the partner; as a filter, case-insensitive. */
  partner_name: string;
  /** The deliveries that it covers, without blocked ones. */
  delivery_ids: string[];
  /** The flag of this export. */
  flag: string;
  /** The flag that its success has set; null before that, and at the end of a chain. */
  next_flag: string | null;
  /** `failed` is retried while `next_attempt_at` is set; `blocked` continues when it is unblocked. */
  status: OrderExportStatus;
  /** Number of attempts. */
  attempt_count: number;
  /** Why the last attempt failed or the export was cleared, as a message. */
  error: string | null;
  /** The reason given with the rejection or approval. */
  reason: string | null;
  /** ID of the API key that approved or rejected it. */
  decided_by: string | null;
  /** The file that contains the order; null for other kinds. */
  file_name: string | null;
  /**
   * Time of the next attempt; null if there is none. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  next_attempt_at: string | null;
  /**
   * When it was created, in UTC. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  created_at: string;
  /**
   * When it was completed, rejected or cleared. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  ended_at: string | null;
  /** Download link, valid for an hour; null if there is no file. */
  file_url: string | null;
  /** Oldest first, the latest 100; kept for 90 days. */
  attempts: OrderExportAttempt[];
};

/** A part of `OrderExportDetail`: `attempts`. */
export type OrderExportAttempt = {
  /** The number of the attempt, starting at 1. */
  attempt: number;
  /**
   * The start time. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  at: string;
  /** How long the attempt took, in milliseconds. */
  duration_ms: number;
  /** The flag of the order before the attempt. */
  flag_before: string;
  /** The flag after the attempt: the same one after a failure. */
  flag_after: string | null;
  /** Orders that were exported together. */
  orders: number;
  /** SHA-256 of the data that was sent or written, in hexadecimal; null if there was none. */
  request_digest: string | null;
  /** The HTTP status of the response; null if there was none. */
  response_code: number | null;
  /** SHA-256 of the stored part of the response. */
  response_digest: string | null;
  /** The first 2000 characters. */
  response_body: string | null;
  /** The reason for the failure; missing otherwise. */
  error: string | null;
};

/** The body of `POST /order-exports/{order_export_id}/approve`. Approve an order export that waits for a person. */
export type ApproveOrderExportFields = {
  /**
   * A human-readable reason; stored in the log. From 1 to 500 characters.
   *
   * @example 'The address is wrong'
   */
  reason?: string | undefined;
};

/** The body of `POST /order-exports/{order_export_id}/reject`. Reject an order export. */
export type RejectOrderExportFields = {
  /**
   * A human-readable reason; stored in the log. From 1 to 500 characters.
   *
   * @example 'The address is wrong'
   */
  reason: string;
};

/** The body of `POST /order-exports/replay`. Replay order exports, as a job. */
export type ReplayOrderExportsFields = {
  /**
   * ID of an order exporter.
   *
   * @example 'OX00001'
   */
  exporter_id: string;
  /**
   * The partner of the orders; required if the exporter is for all partners.
   *
   * @example 'PT00001'
   */
  partner_id?: string | undefined;
  /**
   * Which exports to repeat.
   *
   * @default 'failed'
   */
  status?: 'failed' | 'completed' | undefined;
  /**
   * Created at or after this time. RFC 3339.
   *
   * @example '2026-04-08T12:00:00Z'
   */
  created_from?: string | undefined;
  /**
   * Created before this time. RFC 3339.
   *
   * @example '2026-04-08T12:00:00Z'
   */
  created_to?: string | undefined;
};

/** The query of `GET /analytics/sales-by-partner`. Get sales by partner and currency. */
export type SalesByPartnerFields = {
  /**
   * Start of the range. A date means midnight in `timezone`. At most 40 characters.
   *
   * @example '2026-04-01'
   */
  from?: string | undefined;
  /**
   * End of the range, exclusive; now by default. At most 40 characters.
   *
   * @example '2026-04-01'
   */
  to?: string | undefined;
  /**
   * Determines where days, weeks, months and years begin.
   *
   * @default 'UTC'
   * @example 'America/New_York'
   */
  timezone?: string | undefined;
  /** The name of the partner; as a filter, case-insensitive. From 1 to 200 characters. */
  partner_name?: string | undefined;
  /**
   * ISO 4217 code.
   *
   * @example 'USD'
   */
  currency?: string | undefined;
};

/** The answer of `GET /analytics/sales-by-partner`. Get sales by partner and currency. */
export type SalesByPartnerReport = {
  /**
   * The value before the change; in a report, the start of the range, null for all time. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  from: string | null;
  /**
   * The value after the change; in a report, the end of the range, exclusive. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  to: string;
  /** Where days begin: a name of the IANA database, such as `Europe/Paris`. */
  timezone: string;
  /** Number of items in this response. At least 0. */
  count: number;
  /** The entries of this page. */
  items: PartnerSales[];
};

/** A part of `SalesByPartnerReport`: `items`. */
export type PartnerSales = {
  /**
   * ID of a partner.
   *
   * @example 'PT00001'
   */
  partner_id: string;
  /** The name of the partner; as a filter, case-insensitive. */
  partner_name: string;
  /** Currency of the amounts: an ISO 4217 code, such as `USD`. */
  currency: string;
  /** Orders with such an item. */
  order_count: number;
  /** Units sold. */
  units_sold: number;
  /**
   * Sum of the line totals, exact. In major units of the currency. At least 0.
   *
   * @example 49.99
   */
  total_sales: number;
};

/** The query of `GET /analytics/sales-over-time`. Get sales by period and currency, including empty periods. */
export type SalesOverTimeFields = {
  /**
   * Start of the range. A date means midnight in `timezone`. At most 40 characters.
   *
   * @example '2026-04-01'
   */
  from?: string | undefined;
  /**
   * End of the range, exclusive; now by default. At most 40 characters.
   *
   * @example '2026-04-01'
   */
  to?: string | undefined;
  /**
   * Determines where days, weeks, months and years begin.
   *
   * @default 'UTC'
   * @example 'America/New_York'
   */
  timezone?: string | undefined;
  /** The name of the partner; as a filter, case-insensitive. From 1 to 200 characters. */
  partner_name?: string | undefined;
  /**
   * ISO 4217 code.
   *
   * @example 'USD'
   */
  currency?: string | undefined;
  /**
   * The length of a period.
   *
   * @default 'daily'
   */
  granularity?: Granularity | undefined;
};

/** One of `hourly`, `daily`, `weekly`, `monthly`, `yearly`. */
export type Granularity = 'hourly' | 'daily' | 'weekly' | 'monthly' | 'yearly';

/** The answer of `GET /analytics/sales-over-time`. Get sales by period and currency, including empty periods. */
export type SalesOverTimeReport = {
  /**
   * The value before the change; in a report, the start of the range, null for all time. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  from: string | null;
  /**
   * The value after the change; in a report, the end of the range, exclusive. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  to: string;
  /** Where days begin: a name of the IANA database, such as `Europe/Paris`. */
  timezone: string;
  /** Number of items in this response. At least 0. */
  count: number;
  /** The entries of this page. */
  items: PeriodSales[];
};

/** A part of `SalesOverTimeReport`: `items`. */
export type PeriodSales = {
  /**
   * The start of the period in the requested time zone. Only orders within the range are counted. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  period_start: string;
  /** Currency of the amounts: an ISO 4217 code, such as `USD`. */
  currency: string;
  /** Orders with such an item. */
  order_count: number;
  /** Units sold. */
  units_sold: number;
  /**
   * Sum of the line totals, exact. In major units of the currency. At least 0.
   *
   * @example 49.99
   */
  total_sales: number;
};

/** The query of `GET /analytics/top-products`. Get the best-selling products, by currency. */
export type TopProductsFields = {
  /**
   * Start of the range. A date means midnight in `timezone`. At most 40 characters.
   *
   * @example '2026-04-01'
   */
  from?: string | undefined;
  /**
   * End of the range, exclusive; now by default. At most 40 characters.
   *
   * @example '2026-04-01'
   */
  to?: string | undefined;
  /**
   * Determines where days, weeks, months and years begin.
   *
   * @default 'UTC'
   * @example 'America/New_York'
   */
  timezone?: string | undefined;
  /** The name of the partner; as a filter, case-insensitive. From 1 to 200 characters. */
  partner_name?: string | undefined;
  /**
   * ISO 4217 code.
   *
   * @example 'USD'
   */
  currency?: string | undefined;
  /**
   * What the products are ranked by: revenue, or units sold.
   *
   * @default 'revenue'
   */
  by?: TopProductsBy | undefined;
  /**
   * Maximum number of entries. From 1 to 100.
   *
   * @default 10
   */
  limit?: number | undefined;
};

/** One of `revenue`, `units`. */
export type TopProductsBy = 'revenue' | 'units';

/** The answer of `GET /analytics/top-products`. Get the best-selling products, by currency. */
export type TopProductsReport = {
  /**
   * The value before the change; in a report, the start of the range, null for all time. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  from: string | null;
  /**
   * The value after the change; in a report, the end of the range, exclusive. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  to: string;
  /** Where days begin: a name of the IANA database, such as `Europe/Paris`. */
  timezone: string;
  /** Number of items in this response. At least 0. */
  count: number;
  /** The entries of this page. */
  items: ProductSales[];
};

/** A part of `TopProductsReport`: `items`. */
export type ProductSales = {
  /**
   * ID of a product.
   *
   * @example 'PR00001'
   */
  product_id: string;
  /** The partner's number for the product, unique among its products. */
  sku: string;
  /** The name of the product. */
  product_name: string;
  /**
   * ID of a partner.
   *
   * @example 'PT00001'
   */
  partner_id: string;
  /** The name of the partner; as a filter, case-insensitive. */
  partner_name: string;
  /** Currency of the amounts: an ISO 4217 code, such as `USD`. */
  currency: string;
  /** Orders with such an item. */
  order_count: number;
  /** Units sold. */
  units_sold: number;
  /**
   * Sum of the line totals, exact. In major units of the currency. At least 0.
   *
   * @example 49.99
   */
  total_sales: number;
};

/** The query of `GET /analytics/revenue-share`. Get the revenue share of each partner, by currency. */
export type RevenueShareFields = {
  /**
   * Start of the range. A date means midnight in `timezone`. At most 40 characters.
   *
   * @example '2026-04-01'
   */
  from?: string | undefined;
  /**
   * End of the range, exclusive; now by default. At most 40 characters.
   *
   * @example '2026-04-01'
   */
  to?: string | undefined;
  /**
   * Determines where days, weeks, months and years begin.
   *
   * @default 'UTC'
   * @example 'America/New_York'
   */
  timezone?: string | undefined;
  /** The name of the partner; as a filter, case-insensitive. From 1 to 200 characters. */
  partner_name?: string | undefined;
  /**
   * ISO 4217 code.
   *
   * @example 'USD'
   */
  currency?: string | undefined;
};

/** The answer of `GET /analytics/revenue-share`. Get the revenue share of each partner, by currency. */
export type RevenueShareReport = {
  /**
   * The value before the change; in a report, the start of the range, null for all time. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  from: string | null;
  /**
   * The value after the change; in a report, the end of the range, exclusive. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  to: string;
  /** Where days begin: a name of the IANA database, such as `Europe/Paris`. */
  timezone: string;
  /** Number of items in this response. At least 0. */
  count: number;
  /** The entries of this page. */
  items: RevenueShare[];
};

/** A part of `RevenueShareReport`: `items`. */
export type RevenueShare = {
  /**
   * ID of a partner.
   *
   * @example 'PT00001'
   */
  partner_id: string;
  /** The name of the partner; as a filter, case-insensitive. */
  partner_name: string;
  /** Currency of the amounts: an ISO 4217 code, such as `USD`. */
  currency: string;
  /**
   * Revenue in the currency. In major units of the currency. At least 0.
   *
   * @example 49.99
   */
  total_revenue: number;
  /**
   * Share of all revenue in the currency that the caller may see; the shares of a currency add up to 100.00. From 0
   * to 100.
   */
  revenue_pct: number;
};

/** The query of `GET /analytics/feeds`. Get feeds and rows by partner. */
export type FeedActivityFields = {
  /**
   * Start of the range. A date means midnight in `timezone`. At most 40 characters.
   *
   * @example '2026-04-01'
   */
  from?: string | undefined;
  /**
   * End of the range, exclusive; now by default. At most 40 characters.
   *
   * @example '2026-04-01'
   */
  to?: string | undefined;
  /**
   * Determines where days, weeks, months and years begin.
   *
   * @default 'UTC'
   * @example 'America/New_York'
   */
  timezone?: string | undefined;
  /** The name of the partner; as a filter, case-insensitive. From 1 to 200 characters. */
  partner_name?: string | undefined;
};

/** The answer of `GET /analytics/feeds`. Get feeds and rows by partner. */
export type FeedActivityReport = {
  /**
   * The value before the change; in a report, the start of the range, null for all time. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  from: string | null;
  /**
   * The value after the change; in a report, the end of the range, exclusive. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  to: string;
  /** Where days begin: a name of the IANA database, such as `Europe/Paris`. */
  timezone: string;
  /** Number of items in this response. At least 0. */
  count: number;
  /** The entries of this page. */
  items: FeedActivity[];
};

/** A part of `FeedActivityReport`: `items`. */
export type FeedActivity = {
  /**
   * ID of a partner.
   *
   * @example 'PT00001'
   */
  partner_id: string;
  /** The name of the partner; as a filter, case-insensitive. */
  partner_name: string;
  /** Feeds uploaded. */
  feeds: number;
  /** Completed loads; each run of a feed counts. */
  loads: number;
  /** Loads that failed. */
  loads_failed: number;
  /** Data rows read. */
  rows_processed: number;
  /** Rows that created new products. */
  rows_inserted: number;
  /** Rows that changed products. */
  rows_updated: number;
  /** Rows that were rejected or repeated. */
  rows_skipped: number;
  /** Rows skipped of rows processed; 0 for none. From 0 to 1. */
  error_ratio: number;
  /**
   * When a load last completed, in UTC; null if never. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  last_success_at: string | null;
};

/** The body of `POST /data-descriptors`. Create a data descriptor. */
export type CreateDataDescriptorFields = {
  /**
   * Optional with a partner's key; required with the operator's key.
   *
   * @example 'PT00001'
   */
  partner_id?: string | undefined;
  /** A display name. From 1 to 200 characters. */
  name: string;
  /**
   * Whether it describes files that are imported, or files that are exported. Cannot be changed.
   *
   * @default 'import'
   */
  direction?: DataDirection | undefined;
  /**
   * What the rows are. `product`: Products, loaded like a feed: fields without a column do not change. `delete` sets
   * the listed products to `discontinued`. `product_attribute`: One attribute of one product per row. A blank value
   * or `delete` removes it. `availability`: The availability of one product per row. `price`: One price list entry
   * per row, in the base list or in the list of the sales channel given by its ID or external ID. Other entries of
   * the list stay. Without `valid_from`, the price is valid from the import, unless it is already in force. `delete`
   * removes the entry with that time. `category`: One category of the partner's tree per row. Its parent may be
   * anywhere in the file, or in a later file of the import; without a `parent_code` column, a category keeps its
   * parent, and a blank value makes it a root. `delete` removes categories without children. `customer`: One
   * customer per row, identified by `external_id`, with one address: a new address is added, and existing ones are
   * not changed. A new customer needs `first_name`, `last_name` and `email`, and an address `address_line1`, `city`,
   * `state` and `postal_code`. A key also needs `customers:write`. Error reports do not contain values. `delete`
   * deletes customers with their addresses, except those with orders. `order`: Orders, only for exports, without
   * customer data and addresses. A table has one row per item; JSON lines and XML have the items as a list in the
   * row of their order. `order_export_id`, `flag` and `delivery_ids` are set by order exporters, and blank in other
   * exports. `order_update`: One order update per row, processed like `POST /order-updates`: applied later, or
   * parked. `sku` or `order_item_id`, with `quantity`, selects the item. A known `update_id` with the same content
   * counts as unchanged.
   */
  entity: ImportEntity;
  /** The layout of the file. */
  format: FileFormatFields;
  /**
   * Pattern of the names of files that it reads, without folders and `.gz`: `*` matches any characters, `?` matches
   * one. In names of exported files, the time replaces the first `*`. From 1 to 255 characters.
   *
   * @default '*'
   */
  file_name_pattern?: string | undefined;
  /**
   * What an import does with rows: `merge` inserts and updates, `insert_only` does not change existing objects,
   * `update_only` skips unknown ones, `delete` removes.
   *
   * @default 'merge'
   */
  mode?: ImportMode | undefined;
  /** The columns: source, parsing and target of each value. */
  columns: DataColumnFields[];
  /** Which rows to export; all by default. */
  filter?: ExportFilter | undefined;
  /** The sort order of exported rows; by ID if omitted. */
  order_by?: ExportOrder | undefined;
};

/** Whether it describes files that are imported, or files that are exported. Cannot be changed. */
export type DataDirection = 'import' | 'export';

/**
 * What the rows are. `product`: Products, loaded like a feed: fields without a column do not change. `delete` sets
 * the listed products to `discontinued`. `product_attribute`: One attribute of one product per row. A blank value or
 * `delete` removes it. `availability`: The availability of one product per row. `price`: One price list entry per
 * row, in the base list or in the list of the sales channel given by its ID or external ID. Other entries of the
 * list stay. Without `valid_from`, the price is valid from the import, unless it is already in force. `delete`
 * removes the entry with that time. `category`: One category of the partner's tree per row. Its parent may be
 * anywhere in the file, or in a later file of the import; without a `parent_code` column, a category keeps its
 * parent, and a blank value makes it a root. `delete` removes categories without children. `customer`: One customer
 * per row, identified by `external_id`, with one address: a new address is added, and existing ones are not changed.
 * A new customer needs `first_name`, `last_name` and `email`, and an address `address_line1`, `city`, `state` and
 * `postal_code`. A key also needs `customers:write`. Error reports do not contain values. `delete` deletes customers
 * with their addresses, except those with orders. `order`: Orders, only for exports, without customer data and
 * addresses. A table has one row per item; JSON lines and XML have the items as a list in the row of their order.
 * `order_export_id`, `flag` and `delivery_ids` are set by order exporters, and blank in other exports.
 * `order_update`: One order update per row, processed like `POST /order-updates`: applied later, or parked. `sku` or
 * `order_item_id`, with `quantity`, selects the item. A known `update_id` with the same content counts as unchanged.
 */
export type ImportEntity = 'product' | 'product_attribute' | 'availability' | 'price' | 'category' | 'customer' | 'order' | 'order_update';

/** The layout of the file. */
export type FileFormatFields = {
  /** CSV, JSON lines (one object per line), XML, or a sheet of an XLSX workbook. */
  type: ImportFormat;
  /**
   * The text encoding. It must match the declaration in XML; workbooks have none.
   *
   * @default 'utf-8'
   */
  encoding?: FileEncoding | undefined;
  /**
   * The delimiter between the cells of a CSV row.
   *
   * @default ','
   */
  delimiter?: CellDelimiter | undefined;
  /**
   * The quote character around CSV cells with delimiters or line breaks; double quotes by default. `none` if quotes
   * have no special meaning.
   */
  quote?: CellQuote | undefined;
  /**
   * Whether the first row of a CSV file or sheet contains the column names. Otherwise, sources are positions.
   *
   * @default true
   */
  header?: boolean | undefined;
  /**
   * Lines of a CSV file, or rows of a sheet, before its header or before its first row. From 0 to 1,000.
   *
   * @default 0
   */
  skip_lines?: number | undefined;
  /** The sheet of a workbook, by name or position, such as `#2`; the first one by default. From 1 to 31 characters. */
  sheet?: string | undefined;
  /** The path of the XML element that is a row, from the root: `/catalog/product`. At most 300 characters. */
  row_path?: string | undefined;
};

/** CSV, JSON lines (one object per line), XML, or a sheet of an XLSX workbook. */
export type ImportFormat = 'csv' | 'jsonl' | 'xml' | 'xlsx';

/**
 * One of `utf-8`, `utf-16le`, `utf-16be`, `windows-1252`, `iso-8859-15`, `windows-1250`, `iso-8859-2`,
 * `windows-1251`, `windows-1253`, `windows-1254`, `macintosh`, `shift_jis`, `gb18030`.
 */
export type FileEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' | 'iso-8859-15' | 'windows-1250' | 'iso-8859-2' | 'windows-1251' | 'windows-1253' | 'windows-1254' | 'macintosh' | 'shift_jis' | 'gb18030';

/** One of `"`, `'`, `none`. */
export type CellQuote = '"' | '\'' | 'none';

/**
 * What an import does with rows: `merge` inserts and updates, `insert_only` does not change existing objects,
 * `update_only` skips unknown ones, `delete` removes.
 */
export type ImportMode = 'merge' | 'insert_only' | 'update_only' | 'delete';

/** A part of `CreateDataDescriptorFields`: `columns`. */
export type DataColumnFields = {
  /**
   * The target of the value: a target of the entity, such as `sku`, or `attributes.color`. `attributes.*` creates
   * attributes from all columns that no other column reads; its source is `*`. From 1 to 300 characters.
   */
  target: string;
  /**
   * The source of the value: the name of a column, or `#3` for the third one; in JSON and XML a path within the row,
   * such as `price/amount` or `price/@currency`. From 1 to 300 characters.
   */
  source?: string | undefined;
  /**
   * Another source, such as `Handle`: a blank cell takes the value of the previous row, if both rows have the same
   * value in this other source. From 1 to 300 characters.
   */
  carry?: string | undefined;
  /**
   * A text built from other sources, such as `{Handle}-{Size}`, used if the cell is blank or there is no `source`.
   * If one of these sources is blank, the text before it is left out. At most 10,000 characters.
   */
  combine?: string | undefined;
  /** Whether rows without the value are skipped and counted as skipped, because the descriptor is not meant for them. */
  skip_blank?: boolean | undefined;
  /** The value for every row; takes precedence over `source`. At most 10,000 characters. */
  constant?: string | undefined;
  /**
   * How to parse the text.
   *
   * @default 'string'
   */
  type?: ColumnType | undefined;
  /**
   * For the types `decimal` and `integer`.
   *
   * @default '.'
   */
  decimal_separator?: DecimalSeparator | undefined;
  /** Removed from numbers if it comes before three digits. */
  thousands_separator?: ThousandsSeparator | undefined;
  /**
   * For the type `date`: yyyy, MM, dd, HH, mm and ss, separated by other characters. ISO 8601 by default. At most 50
   * characters.
   *
   * @example 'dd.MM.yyyy HH:mm'
   */
  date_format?: string | undefined;
  /**
   * The time zone of dates without an offset: a name of the IANA database. At most 100 characters.
   *
   * @default 'UTC'
   */
  timezone?: string | undefined;
  /**
   * Whether white space around the text is trimmed.
   *
   * @default true
   */
  trim?: boolean | undefined;
  /**
   * Whether the column, or the value in all rows, may be missing; it then counts as blank. Otherwise such a file is
   * rejected, because it would clear the values of all rows.
   *
   * @default false
   */
  optional?: boolean | undefined;
  /**
   * Whether a row without the value is rejected.
   *
   * @default false
   */
  required?: boolean | undefined;
  /** The value for a blank cell, in the format of the type. At most 10,000 characters. */
  default?: string | undefined;
  /** Replaces whole values; `*` matches all others, null means no value. A value without an entry is rejected. */
  map?: Record<string, string | null> | undefined;
  /** A pattern (RE2 syntax) that the text must contain; the value is its first group. At most 1,000 characters. */
  extract?: string | undefined;
  /**
   * The value refers to an object of the partner, and is replaced by its identifier: the SKU of a product, the code
   * of a category, the ID of a sales channel or customer.
   */
  lookup?: ColumnLookupFields | undefined;
  /**
   * When the value is written: `always` (the default), only to new objects (`on_insert`), or only to existing ones
   * (`on_update`).
   */
  apply?: ColumnApply | undefined;
  /** The value built from the groups of `extract`: `$1-$2`. At most 10,000 characters. */
  template?: string | undefined;
  /**
   * Nested rows in the value, such as `Colour:red|Size:M`, or in the list `prices`. They are imported after the
   * other columns of the file, as rows of their entity. The target is `children.` and a name.
   */
  children?: ColumnChildrenFields | undefined;
};

/** One of `string`, `decimal`, `integer`, `boolean`, `date`. */
export type ColumnType = 'string' | 'decimal' | 'integer' | 'boolean' | 'date';

/** One of `.`, `,`. */
export type DecimalSeparator = '.' | ',';

/** One of `,`, `.`, ` `, `'`. */
export type ThousandsSeparator = ',' | '.' | ' ' | '\'';

/** A part of `DataColumnFields`: `lookup`. */
export type ColumnLookupFields = {
  /** The entity to look up. */
  entity: LookupEntity;
  /**
   * The field to look up: product by sku, product_id; category by code, name, category_id; sales_channel by
   * sales_channel_id, external_id, name; customer by customer_id. From 1 to 50 characters.
   */
  by: string;
  /**
   * What happens to a row whose reference is not found, after a retry at the end of the import: `error` rejects the
   * row, `skip_row` skips it, `null` leaves the value blank.
   *
   * @default 'error'
   */
  on_unresolved?: OnUnresolved | undefined;
};

/** The entity to look up. */
export type LookupEntity = 'product' | 'category' | 'sales_channel' | 'customer';

/** One of `error`, `skip_row`, `null`. */
export type OnUnresolved = 'error' | 'skip_row' | 'null';

/** One of `always`, `on_insert`, `on_update`. */
export type ColumnApply = 'always' | 'on_insert' | 'on_update';

/** A part of `DataColumnFields`: `children`. */
export type ColumnChildrenFields = {
  /** The entity of the rows. They belong to the product of the parent row. */
  entity: ChildEntity;
  /**
   * The delimiter between rows in the cell. Without it, the source is a JSON list or a repeated XML element. From 1
   * to 5 characters.
   */
  row_delimiter?: string | undefined;
  /** The delimiter between the values of a row in the cell. A backslash escapes a delimiter. From 1 to 5 characters. */
  value_delimiter?: string | undefined;
  /**
   * The columns of the rows, without the SKU. With delimiters, sources are positions, such as `#1`; otherwise paths
   * within a list item, where `.` is the item itself.
   */
  columns: ChildColumnFields[];
};

/** The entity of the rows. They belong to the product of the parent row. */
export type ChildEntity = 'product_attribute' | 'price';

/** A part of `ColumnChildrenFields`: `columns`. */
export type ChildColumnFields = {
  /**
   * The target of the value: a target of the entity, such as `sku`, or `attributes.color`. `attributes.*` creates
   * attributes from all columns that no other column reads; its source is `*`. From 1 to 300 characters.
   */
  target: string;
  /**
   * The source of the value: the name of a column, or `#3` for the third one; in JSON and XML a path within the row,
   * such as `price/amount` or `price/@currency`. From 1 to 300 characters.
   */
  source?: string | undefined;
  /**
   * Another source, such as `Handle`: a blank cell takes the value of the previous row, if both rows have the same
   * value in this other source. From 1 to 300 characters.
   */
  carry?: string | undefined;
  /**
   * A text built from other sources, such as `{Handle}-{Size}`, used if the cell is blank or there is no `source`.
   * If one of these sources is blank, the text before it is left out. At most 10,000 characters.
   */
  combine?: string | undefined;
  /** Whether rows without the value are skipped and counted as skipped, because the descriptor is not meant for them. */
  skip_blank?: boolean | undefined;
  /** The value for every row; takes precedence over `source`. At most 10,000 characters. */
  constant?: string | undefined;
  /**
   * How to parse the text.
   *
   * @default 'string'
   */
  type?: ColumnType | undefined;
  /**
   * For the types `decimal` and `integer`.
   *
   * @default '.'
   */
  decimal_separator?: DecimalSeparator | undefined;
  /** Removed from numbers if it comes before three digits. */
  thousands_separator?: ThousandsSeparator | undefined;
  /**
   * For the type `date`: yyyy, MM, dd, HH, mm and ss, separated by other characters. ISO 8601 by default. At most 50
   * characters.
   *
   * @example 'dd.MM.yyyy HH:mm'
   */
  date_format?: string | undefined;
  /**
   * The time zone of dates without an offset: a name of the IANA database. At most 100 characters.
   *
   * @default 'UTC'
   */
  timezone?: string | undefined;
  /**
   * Whether white space around the text is trimmed.
   *
   * @default true
   */
  trim?: boolean | undefined;
  /**
   * Whether the column, or the value in all rows, may be missing; it then counts as blank. Otherwise such a file is
   * rejected, because it would clear the values of all rows.
   *
   * @default false
   */
  optional?: boolean | undefined;
  /**
   * Whether a row without the value is rejected.
   *
   * @default false
   */
  required?: boolean | undefined;
  /** The value for a blank cell, in the format of the type. At most 10,000 characters. */
  default?: string | undefined;
  /** Replaces whole values; `*` matches all others, null means no value. A value without an entry is rejected. */
  map?: Record<string, string | null> | undefined;
  /** A pattern (RE2 syntax) that the text must contain; the value is its first group. At most 1,000 characters. */
  extract?: string | undefined;
  /**
   * The value refers to an object of the partner, and is replaced by its identifier: the SKU of a product, the code
   * of a category, the ID of a sales channel or customer.
   */
  lookup?: ColumnLookupFields | undefined;
  /**
   * When the value is written: `always` (the default), only to new objects (`on_insert`), or only to existing ones
   * (`on_update`).
   */
  apply?: ColumnApply | undefined;
  /** The value built from the groups of `extract`: `$1-$2`. At most 10,000 characters. */
  template?: string | undefined;
};

/** Which rows to export; all by default. */
export type ExportFilter = {
  /** The partner's number for the product, unique among its products. From 1 to 255 characters. */
  sku?: string | undefined;
  /** Products whose SKU begins with it. From 1 to 255 characters. */
  sku_prefix?: string | undefined;
  /** The brand of the product, as in the feed. From 1 to 255 characters. */
  brand?: string | undefined;
  /** The category of the product, as in the feed. From 1 to 500 characters. */
  category?: string | undefined;
  /** Whether the product can be ordered, and how soon. */
  availability?: Availability | undefined;
  /** Price at least this. From 0 to 1,000,000,000,000. */
  price_min?: number | undefined;
  /** Price at most this. From 0 to 1,000,000,000,000. */
  price_max?: number | undefined;
  /** Search words; each must occur in the name, brand or SKU. From 1 to 200 characters. */
  q?: string | undefined;
  /** The current state; as a filter, the state to match. */
  status?: OrderStatus | undefined;
  /**
   * Orders of this sales channel.
   *
   * @example 'SC00001'
   */
  sales_channel?: string | undefined;
  /**
   * Created at or after this time. RFC 3339.
   *
   * @example '2026-04-08T12:00:00Z'
   */
  created_from?: string | undefined;
  /**
   * Created before this time. RFC 3339.
   *
   * @example '2026-04-08T12:00:00Z'
   */
  created_to?: string | undefined;
  /** Created within this number of hours before the export request. In hours. From 1 to 8,760. */
  created_within_hours?: number | undefined;
  /**
   * Products changed at or after this time, including all changes of loads and batches that were running at that
   * time: if you send the time of the previous query, you miss nothing. RFC 3339.
   *
   * @example '2026-04-08T12:00:00Z'
   */
  updated_since?: string | undefined;
  /** Changed within this number of hours before the export request. In hours. From 1 to 8,760. */
  updated_within_hours?: number | undefined;
};

/** The sort order of exported rows; by ID if omitted. */
export type ExportOrder = {
  /** The field of the product that would change. */
  field: 'product_id' | 'created_at' | 'updated_at' | 'price' | 'product_name' | 'brand' | 'category' | 'order_id' | 'category_id' | 'code' | 'name';
  /** `asc` by default. Empty values always come last. */
  order?: SortOrder | undefined;
};

/** The answer of `POST /data-descriptors`. Create a data descriptor. */
export type DataDescriptor = {
  /**
   * ID of a data descriptor.
   *
   * @example 'DD00001'
   */
  data_descriptor_id: string;
  /**
   * ID of a partner.
   *
   * @example 'PT00001'
   */
  partner_id: string;
  /** The name of the partner; as a filter, case-insensitive. */
  partner_name: string;
  /** Increases with each change; jobs refer to the version that they used. */
  version: number;
  /** A display name. From 1 to 200 characters. */
  name: string;
  /** Whether it describes files that are imported, or files that are exported. Cannot be changed. */
  direction: DataDirection;
  /**
   * What the rows are. `product`: Products, loaded like a feed: fields without a column do not change. `delete` sets
   * the listed products to `discontinued`. `product_attribute`: One attribute of one product per row. A blank value
   * or `delete` removes it. `availability`: The availability of one product per row. `price`: One price list entry
   * per row, in the base list or in the list of the sales channel given by its ID or external ID. Other entries of
   * the list stay. Without `valid_from`, the price is valid from the import, unless it is already in force. `delete`
   * removes the entry with that time. `category`: One category of the partner's tree per row. Its parent may be
   * anywhere in the file, or in a later file of the import; without a `parent_code` column, a category keeps its
   * parent, and a blank value makes it a root. `delete` removes categories without children. `customer`: One
   * customer per row, identified by `external_id`, with one address: a new address is added, and existing ones are
   * not changed. A new customer needs `first_name`, `last_name` and `email`, and an address `address_line1`, `city`,
   * `state` and `postal_code`. A key also needs `customers:write`. Error reports do not contain values. `delete`
   * deletes customers with their addresses, except those with orders. `order`: Orders, only for exports, without
   * customer data and addresses. A table has one row per item; JSON lines and XML have the items as a list in the
   * row of their order. `order_export_id`, `flag` and `delivery_ids` are set by order exporters, and blank in other
   * exports. `order_update`: One order update per row, processed like `POST /order-updates`: applied later, or
   * parked. `sku` or `order_item_id`, with `quantity`, selects the item. A known `update_id` with the same content
   * counts as unchanged.
   */
  entity: ImportEntity;
  /** The layout of the file. */
  format: FileFormat;
  /**
   * Pattern of the names of files that it reads, without folders and `.gz`: `*` matches any characters, `?` matches
   * one. In names of exported files, the time replaces the first `*`. From 1 to 255 characters.
   */
  file_name_pattern: string;
  /**
   * What an import does with rows: `merge` inserts and updates, `insert_only` does not change existing objects,
   * `update_only` skips unknown ones, `delete` removes.
   */
  mode: ImportMode;
  /** The columns: source, parsing and target of each value. */
  columns: DataColumn[];
  /** Which rows to export; all by default. */
  filter?: ExportFilter | undefined;
  /** The sort order of exported rows; by ID if omitted. */
  order_by?: ExportOrder | undefined;
  /**
   * When it was created, in UTC. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  created_at: string;
  /**
   * When this version was created. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  updated_at: string;
};

/** The layout of the file. */
export type FileFormat = {
  /** CSV, JSON lines (one object per line), XML, or a sheet of an XLSX workbook. */
  type: ImportFormat;
  /** The text encoding. It must match the declaration in XML; workbooks have none. */
  encoding: FileEncoding;
  /** The delimiter between the cells of a CSV row. */
  delimiter: CellDelimiter;
  /**
   * The quote character around CSV cells with delimiters or line breaks; double quotes by default. `none` if quotes
   * have no special meaning.
   */
  quote?: CellQuote | undefined;
  /** Whether the first row of a CSV file or sheet contains the column names. Otherwise, sources are positions. */
  header: boolean;
  /** Lines of a CSV file, or rows of a sheet, before its header or before its first row. From 0 to 1,000. */
  skip_lines: number;
  /** The sheet of a workbook, by name or position, such as `#2`; the first one by default. From 1 to 31 characters. */
  sheet?: string | undefined;
  /** The path of the XML element that is a row, from the root: `/catalog/product`. At most 300 characters. */
  row_path?: string | undefined;
};

/** A part of `DataDescriptor`: `columns`. */
export type DataColumn = {
  /**
   * The target of the value: a target of the entity, such as `sku`, or `attributes.color`. `attributes.*` creates
   * attributes from all columns that no other column reads; its source is `*`. From 1 to 300 characters.
   */
  target: string;
  /**
   * The source of the value: the name of a column, or `#3` for the third one; in JSON and XML a path within the row,
   * such as `price/amount` or `price/@currency`. From 1 to 300 characters.
   */
  source?: string | undefined;
  /**
   * Another source, such as `Handle`: a blank cell takes the value of the previous row, if both rows have the same
   * value in this other source. From 1 to 300 characters.
   */
  carry?: string | undefined;
  /**
   * A text built from other sources, such as `{Handle}-{Size}`, used if the cell is blank or there is no `source`.
   * If one of these sources is blank, the text before it is left out. At most 10,000 characters.
   */
  combine?: string | undefined;
  /** Whether rows without the value are skipped and counted as skipped, because the descriptor is not meant for them. */
  skip_blank?: boolean | undefined;
  /** The value for every row; takes precedence over `source`. At most 10,000 characters. */
  constant?: string | undefined;
  /** How to parse the text. */
  type: ColumnType;
  /** For the types `decimal` and `integer`. */
  decimal_separator: DecimalSeparator;
  /** Removed from numbers if it comes before three digits. */
  thousands_separator?: ThousandsSeparator | undefined;
  /**
   * For the type `date`: yyyy, MM, dd, HH, mm and ss, separated by other characters. ISO 8601 by default. At most 50
   * characters.
   *
   * @example 'dd.MM.yyyy HH:mm'
   */
  date_format?: string | undefined;
  /** The time zone of dates without an offset: a name of the IANA database. At most 100 characters. */
  timezone: string;
  /** Whether white space around the text is trimmed. */
  trim: boolean;
  /**
   * Whether the column, or the value in all rows, may be missing; it then counts as blank. Otherwise such a file is
   * rejected, because it would clear the values of all rows.
   */
  optional: boolean;
  /** Whether a row without the value is rejected. */
  required: boolean;
  /** The value for a blank cell, in the format of the type. At most 10,000 characters. */
  default?: string | undefined;
  /** Replaces whole values; `*` matches all others, null means no value. A value without an entry is rejected. */
  map?: Record<string, string | null> | undefined;
  /** A pattern (RE2 syntax) that the text must contain; the value is its first group. At most 1,000 characters. */
  extract?: string | undefined;
  /**
   * The value refers to an object of the partner, and is replaced by its identifier: the SKU of a product, the code
   * of a category, the ID of a sales channel or customer.
   */
  lookup?: ColumnLookup | undefined;
  /**
   * When the value is written: `always` (the default), only to new objects (`on_insert`), or only to existing ones
   * (`on_update`).
   */
  apply?: ColumnApply | undefined;
  /** The value built from the groups of `extract`: `$1-$2`. At most 10,000 characters. */
  template?: string | undefined;
  /**
   * Nested rows in the value, such as `Colour:red|Size:M`, or in the list `prices`. They are imported after the
   * other columns of the file, as rows of their entity. The target is `children.` and a name.
   */
  children?: ColumnChildren | undefined;
};

/** A part of `DataColumn`: `lookup`. */
export type ColumnLookup = {
  /** The entity to look up. */
  entity: LookupEntity;
  /**
   * The field to look up: product by sku, product_id; category by code, name, category_id; sales_channel by
   * sales_channel_id, external_id, name; customer by customer_id. From 1 to 50 characters.
   */
  by: string;
  /**
   * What happens to a row whose reference is not found, after a retry at the end of the import: `error` rejects the
   * row, `skip_row` skips it, `null` leaves the value blank.
   */
  on_unresolved: OnUnresolved;
};

/** A part of `DataColumn`: `children`. */
export type ColumnChildren = {
  /** The entity of the rows. They belong to the product of the parent row. */
  entity: ChildEntity;
  /**
   * The delimiter between rows in the cell. Without it, the source is a JSON list or a repeated XML element. From 1
   * to 5 characters.
   */
  row_delimiter?: string | undefined;
  /** The delimiter between the values of a row in the cell. A backslash escapes a delimiter. From 1 to 5 characters. */
  value_delimiter?: string | undefined;
  /** The columns of the rows, without the SKU. */
  columns: ChildColumn[];
};

/** A part of `ColumnChildren`: `columns`. */
export type ChildColumn = {
  /**
   * The target of the value: a target of the entity, such as `sku`, or `attributes.color`. `attributes.*` creates
   * attributes from all columns that no other column reads; its source is `*`. From 1 to 300 characters.
   */
  target: string;
  /**
   * The source of the value: the name of a column, or `#3` for the third one; in JSON and XML a path within the row,
   * such as `price/amount` or `price/@currency`. From 1 to 300 characters.
   */
  source?: string | undefined;
  /**
   * Another source, such as `Handle`: a blank cell takes the value of the previous row, if both rows have the same
   * value in this other source. From 1 to 300 characters.
   */
  carry?: string | undefined;
  /**
   * A text built from other sources, such as `{Handle}-{Size}`, used if the cell is blank or there is no `source`.
   * If one of these sources is blank, the text before it is left out. At most 10,000 characters.
   */
  combine?: string | undefined;
  /** Whether rows without the value are skipped and counted as skipped, because the descriptor is not meant for them. */
  skip_blank?: boolean | undefined;
  /** The value for every row; takes precedence over `source`. At most 10,000 characters. */
  constant?: string | undefined;
  /** How to parse the text. */
  type: ColumnType;
  /** For the types `decimal` and `integer`. */
  decimal_separator: DecimalSeparator;
  /** Removed from numbers if it comes before three digits. */
  thousands_separator?: ThousandsSeparator | undefined;
  /**
   * For the type `date`: yyyy, MM, dd, HH, mm and ss, separated by other characters. ISO 8601 by default. At most 50
   * characters.
   *
   * @example 'dd.MM.yyyy HH:mm'
   */
  date_format?: string | undefined;
  /** The time zone of dates without an offset: a name of the IANA database. At most 100 characters. */
  timezone: string;
  /** Whether white space around the text is trimmed. */
  trim: boolean;
  /**
   * Whether the column, or the value in all rows, may be missing; it then counts as blank. Otherwise such a file is
   * rejected, because it would clear the values of all rows.
   */
  optional: boolean;
  /** Whether a row without the value is rejected. */
  required: boolean;
  /** The value for a blank cell, in the format of the type. At most 10,000 characters. */
  default?: string | undefined;
  /** Replaces whole values; `*` matches all others, null means no value. A value without an entry is rejected. */
  map?: Record<string, string | null> | undefined;
  /** A pattern (RE2 syntax) that the text must contain; the value is its first group. At most 1,000 characters. */
  extract?: string | undefined;
  /**
   * The value refers to an object of the partner, and is replaced by its identifier: the SKU of a product, the code
   * of a category, the ID of a sales channel or customer.
   */
  lookup?: ColumnLookup | undefined;
  /**
   * When the value is written: `always` (the default), only to new objects (`on_insert`), or only to existing ones
   * (`on_update`).
   */
  apply?: ColumnApply | undefined;
  /** The value built from the groups of `extract`: `$1-$2`. At most 10,000 characters. */
  template?: string | undefined;
};

/** The query of `GET /data-descriptors`. List data descriptors, newest first. */
export type ListDataDescriptorsFields = {
  /** The name of the partner; as a filter, case-insensitive. From 1 to 200 characters. */
  partner_name?: string | undefined;
  /** The entity of the rows. */
  entity?: ImportEntity | undefined;
  /**
   * Items per page, 1 to 100.
   *
   * @default 10
   */
  limit?: number | undefined;
  /** The previous page's `next_cursor`. It belongs to that page's filters and sort. From 1 to 4,000 characters. */
  cursor?: string | undefined;
};

/** The answer of `GET /data-descriptors/built-in`. List the built-in data descriptors. */
export type BuiltInDescriptor = {
  /** The value for `descriptors` of a data group. */
  name: BuiltInName;
  /** What it reads, and how rows are processed, as messages. */
  about: string;
  /** The fields to create your own, modified descriptor. */
  definition: BuiltInDefinition;
};

/** The value for `descriptors` of a data group. */
export type BuiltInName = 'builtin:feed' | 'builtin:shopify_products' | 'builtin:woocommerce_products' | 'builtin:google_merchant' | 'builtin:magento_products';

/** The fields to create your own, modified descriptor. */
export type BuiltInDefinition = {
  /** A display name. From 1 to 200 characters. */
  name: string;
  /** Whether it describes files that are imported, or files that are exported. Cannot be changed. */
  direction: DataDirection;
  /**
   * What the rows are. `product`: Products, loaded like a feed: fields without a column do not change. `delete` sets
   * the listed products to `discontinued`. `product_attribute`: One attribute of one product per row. A blank value
   * or `delete` removes it. `availability`: The availability of one product per row. `price`: One price list entry
   * per row, in the base list or in the list of the sales channel given by its ID or external ID. Other entries of
   * the list stay. Without `valid_from`, the price is valid from the import, unless it is already in force. `delete`
   * removes the entry with that time. `category`: One category of the partner's tree per row. Its parent may be
   * anywhere in the file, or in a later file of the import; without a `parent_code` column, a category keeps its
   * parent, and a blank value makes it a root. `delete` removes categories without children. `customer`: One
   * customer per row, identified by `external_id`, with one address: a new address is added, and existing ones are
   * not changed. A new customer needs `first_name`, `last_name` and `email`, and an address `address_line1`, `city`,
   * `state` and `postal_code`. A key also needs `customers:write`. Error reports do not contain values. `delete`
   * deletes customers with their addresses, except those with orders. `order`: Orders, only for exports, without
   * customer data and addresses. A table has one row per item; JSON lines and XML have the items as a list in the
   * row of their order. `order_export_id`, `flag` and `delivery_ids` are set by order exporters, and blank in other
   * exports. `order_update`: One order update per row, processed like `POST /order-updates`: applied later, or
   * parked. `sku` or `order_item_id`, with `quantity`, selects the item. A known `update_id` with the same content
   * counts as unchanged.
   */
  entity: ImportEntity;
  /** The layout of the file. */
  format: FileFormat;
  /**
   * Pattern of the names of files that it reads, without folders and `.gz`: `*` matches any characters, `?` matches
   * one. In names of exported files, the time replaces the first `*`. From 1 to 255 characters.
   */
  file_name_pattern: string;
  /**
   * What an import does with rows: `merge` inserts and updates, `insert_only` does not change existing objects,
   * `update_only` skips unknown ones, `delete` removes.
   */
  mode: ImportMode;
  /** The columns: source, parsing and target of each value. */
  columns: DataColumn[];
  /** Which rows to export; all by default. */
  filter?: ExportFilter | undefined;
  /** The sort order of exported rows; by ID if omitted. */
  order_by?: ExportOrder | undefined;
};

/** The query of `GET /data-descriptors/{data_descriptor_id}`. Get a data descriptor, or an earlier version of it. */
export type GetDataDescriptorFields = {
  /** The version to return; the current one by default. From 1 to 1,000,000,000. */
  version?: number | undefined;
};

/** The body of `PATCH /data-descriptors/{data_descriptor_id}`. Change a data descriptor. */
export type UpdateDataDescriptorFields = {
  /** A display name. From 1 to 200 characters. */
  name?: string | undefined;
  /**
   * What the rows are. `product`: Products, loaded like a feed: fields without a column do not change. `delete` sets
   * the listed products to `discontinued`. `product_attribute`: One attribute of one product per row. A blank value
   * or `delete` removes it. `availability`: The availability of one product per row. `price`: One price list entry
   * per row, in the base list or in the list of the sales channel given by its ID or external ID. Other entries of
   * the list stay. Without `valid_from`, the price is valid from the import, unless it is already in force. `delete`
   * removes the entry with that time. `category`: One category of the partner's tree per row. Its parent may be
   * anywhere in the file, or in a later file of the import; without a `parent_code` column, a category keeps its
   * parent, and a blank value makes it a root. `delete` removes categories without children. `customer`: One
   * customer per row, identified by `external_id`, with one address: a new address is added, and existing ones are
   * not changed. A new customer needs `first_name`, `last_name` and `email`, and an address `address_line1`, `city`,
   * `state` and `postal_code`. A key also needs `customers:write`. Error reports do not contain values. `delete`
   * deletes customers with their addresses, except those with orders. `order`: Orders, only for exports, without
   * customer data and addresses. A table has one row per item; JSON lines and XML have the items as a list in the
   * row of their order. `order_export_id`, `flag` and `delivery_ids` are set by order exporters, and blank in other
   * exports. `order_update`: One order update per row, processed like `POST /order-updates`: applied later, or
   * parked. `sku` or `order_item_id`, with `quantity`, selects the item. A known `update_id` with the same content
   * counts as unchanged.
   */
  entity?: ImportEntity | undefined;
  /** The layout of the file. */
  format?: FileFormatFields | undefined;
  /**
   * Pattern of the names of files that it reads, without folders and `.gz`: `*` matches any characters, `?` matches
   * one. In names of exported files, the time replaces the first `*`. From 1 to 255 characters.
   */
  file_name_pattern?: string | undefined;
  /**
   * What an import does with rows: `merge` inserts and updates, `insert_only` does not change existing objects,
   * `update_only` skips unknown ones, `delete` removes.
   */
  mode?: ImportMode | undefined;
  /** The columns: source, parsing and target of each value. */
  columns?: DataColumnFields[] | undefined;
  /** Which rows to export; all by default. */
  filter?: ExportFilter | undefined;
  /** The sort order of exported rows; by ID if omitted. */
  order_by?: ExportOrder | undefined;
};

/** The body of `POST /data-descriptors/preview`. Preview an import with a given description. */
export type PreviewDataDefinitionFields = {
  /**
   * The partner of the products. Optional with a partner's key; required with the operator's key.
   *
   * @example 'PT00001'
   */
  partner_id?: string | undefined;
  /** The current descriptor. */
  definition: DataDefinition;
  /**
   * The beginning of the file as text, whatever the encoding of the file. Or use `sample_base64`. From 1 to 524,288
   * characters.
   */
  sample?: string | undefined;
  /** The beginning of the file as bytes, in its encoding. Or use `sample`. From 1 to 524,288 characters. */
  sample_base64?: string | undefined;
  /**
   * Whether the file continues after the sample, so that its last line may be incomplete. A workbook must be sent
   * completely.
   *
   * @default false
   */
  is_cut?: boolean | undefined;
};

/** The current descriptor. */
export type DataDefinition = {
  /** A display name. From 1 to 200 characters. */
  name: string;
  /**
   * Whether it describes files that are imported, or files that are exported. Cannot be changed.
   *
   * @default 'import'
   */
  direction?: DataDirection | undefined;
  /**
   * What the rows are. `product`: Products, loaded like a feed: fields without a column do not change. `delete` sets
   * the listed products to `discontinued`. `product_attribute`: One attribute of one product per row. A blank value
   * or `delete` removes it. `availability`: The availability of one product per row. `price`: One price list entry
   * per row, in the base list or in the list of the sales channel given by its ID or external ID. Other entries of
   * the list stay. Without `valid_from`, the price is valid from the import, unless it is already in force. `delete`
   * removes the entry with that time. `category`: One category of the partner's tree per row. Its parent may be
   * anywhere in the file, or in a later file of the import; without a `parent_code` column, a category keeps its
   * parent, and a blank value makes it a root. `delete` removes categories without children. `customer`: One
   * customer per row, identified by `external_id`, with one address: a new address is added, and existing ones are
   * not changed. A new customer needs `first_name`, `last_name` and `email`, and an address `address_line1`, `city`,
   * `state` and `postal_code`. A key also needs `customers:write`. Error reports do not contain values. `delete`
   * deletes customers with their addresses, except those with orders. `order`: Orders, only for exports, without
   * customer data and addresses. A table has one row per item; JSON lines and XML have the items as a list in the
   * row of their order. `order_export_id`, `flag` and `delivery_ids` are set by order exporters, and blank in other
   * exports. `order_update`: One order update per row, processed like `POST /order-updates`: applied later, or
   * parked. `sku` or `order_item_id`, with `quantity`, selects the item. A known `update_id` with the same content
   * counts as unchanged.
   */
  entity: ImportEntity;
  /** The layout of the file. */
  format: FileFormatFields;
  /**
   * Pattern of the names of files that it reads, without folders and `.gz`: `*` matches any characters, `?` matches
   * one. In names of exported files, the time replaces the first `*`. From 1 to 255 characters.
   *
   * @default '*'
   */
  file_name_pattern?: string | undefined;
  /**
   * What an import does with rows: `merge` inserts and updates, `insert_only` does not change existing objects,
   * `update_only` skips unknown ones, `delete` removes.
   *
   * @default 'merge'
   */
  mode?: ImportMode | undefined;
  /** The columns: source, parsing and target of each value. */
  columns: DataColumnFields[];
  /** Which rows to export; all by default. */
  filter?: ExportFilter | undefined;
  /** The sort order of exported rows; by ID if omitted. */
  order_by?: ExportOrder | undefined;
};

/** The answer of `POST /data-descriptors/preview`. Preview an import with a given description. */
export type DataPreview = {
  /** The first rows, at most 20. */
  rows: DataPreviewRow[];
  /** Why the file cannot be imported or read further, as a message. */
  error?: string | undefined;
};

/** A part of `DataPreview`: `rows`. */
export type DataPreviewRow = {
  /** For a nested row: the name after `children.` of its column. Nested rows come after the others. */
  children?: string | undefined;
  /** The line on which the row begins; for XML, the number of the row. */
  line: number;
  /** The parsed values by target; null if blank. */
  values: Record<string, string | null>;
  /** What an import would do with it now. `skipped`: nothing, because of the mode. */
  outcome: PreviewOutcome;
  /** Why the row is rejected; empty if it is valid. */
  problems: DataPreviewProblem[];
};

/** What an import would do with it now. `skipped`: nothing, because of the mode. */
export type PreviewOutcome = 'inserted' | 'updated' | 'unchanged' | 'skipped' | 'rejected';

/** A part of `DataPreviewRow`: `problems`. */
export type DataPreviewProblem = {
  /** The target of the column; none for the whole row. */
  column?: string | undefined;
  /** The problem, as a stable code to switch on. */
  code: string;
  /** A human-readable description. */
  message: string;
  /** The rejected value, truncated to 200 characters. */
  value?: string | undefined;
};

/** The body of `POST /data-descriptors/detect`. Propose a data descriptor for the beginning of a file. */
export type DetectDataDefinitionFields = {
  /**
   * The file name: its extension determines the format, and the rest becomes the file name pattern. At most 255
   * characters.
   */
  file_name?: string | undefined;
  /**
   * The beginning of the file as text, whatever the encoding of the file. Or use `sample_base64`. From 1 to 524,288
   * characters.
   */
  sample?: string | undefined;
  /** The beginning of the file as bytes, in its encoding. Or use `sample`. From 1 to 524,288 characters. */
  sample_base64?: string | undefined;
  /**
   * Whether the file continues after the sample, so that its last line may be incomplete. A workbook must be sent
   * completely.
   *
   * @default false
   */
  is_cut?: boolean | undefined;
};

/** The answer of `POST /data-descriptors/detect`. Propose a data descriptor for the beginning of a file. */
export type DataProposal = {
  /** The fields with which a descriptor can be created. */
  definition: ProposedDataDefinition;
  /** Columns of the file without a matching target. */
  unassigned: string[];
  /** Required targets without a matching column: add them. */
  missing: string[];
};

/** The fields with which a descriptor can be created. */
export type ProposedDataDefinition = {
  /** A display name. From 1 to 200 characters. */
  name: string;
  /** Whether it describes files that are imported, or files that are exported. Cannot be changed. */
  direction: DataDirection;
  /**
   * What the rows are. `product`: Products, loaded like a feed: fields without a column do not change. `delete` sets
   * the listed products to `discontinued`. `product_attribute`: One attribute of one product per row. A blank value
   * or `delete` removes it. `availability`: The availability of one product per row. `price`: One price list entry
   * per row, in the base list or in the list of the sales channel given by its ID or external ID. Other entries of
   * the list stay. Without `valid_from`, the price is valid from the import, unless it is already in force. `delete`
   * removes the entry with that time. `category`: One category of the partner's tree per row. Its parent may be
   * anywhere in the file, or in a later file of the import; without a `parent_code` column, a category keeps its
   * parent, and a blank value makes it a root. `delete` removes categories without children. `customer`: One
   * customer per row, identified by `external_id`, with one address: a new address is added, and existing ones are
   * not changed. A new customer needs `first_name`, `last_name` and `email`, and an address `address_line1`, `city`,
   * `state` and `postal_code`. A key also needs `customers:write`. Error reports do not contain values. `delete`
   * deletes customers with their addresses, except those with orders. `order`: Orders, only for exports, without
   * customer data and addresses. A table has one row per item; JSON lines and XML have the items as a list in the
   * row of their order. `order_export_id`, `flag` and `delivery_ids` are set by order exporters, and blank in other
   * exports. `order_update`: One order update per row, processed like `POST /order-updates`: applied later, or
   * parked. `sku` or `order_item_id`, with `quantity`, selects the item. A known `update_id` with the same content
   * counts as unchanged.
   */
  entity: ImportEntity;
  /** The layout of the file. */
  format: FileFormat;
  /**
   * Pattern of the names of files that it reads, without folders and `.gz`: `*` matches any characters, `?` matches
   * one. In names of exported files, the time replaces the first `*`. From 1 to 255 characters.
   */
  file_name_pattern: string;
  /**
   * What an import does with rows: `merge` inserts and updates, `insert_only` does not change existing objects,
   * `update_only` skips unknown ones, `delete` removes.
   */
  mode: ImportMode;
  /** The columns: source, parsing and target of each value. */
  columns: DataColumn[];
  /** Which rows to export; all by default. */
  filter?: ExportFilter | undefined;
  /** The sort order of exported rows; by ID if omitted. */
  order_by?: ExportOrder | undefined;
};

/**
 * The body of `POST /data-descriptors/{data_descriptor_id}/preview`. Preview an import with a stored data
 * descriptor.
 */
export type PreviewDataDescriptorFields = {
  /**
   * The beginning of the file as text, whatever the encoding of the file. Or use `sample_base64`. From 1 to 524,288
   * characters.
   */
  sample?: string | undefined;
  /** The beginning of the file as bytes, in its encoding. Or use `sample`. From 1 to 524,288 characters. */
  sample_base64?: string | undefined;
  /**
   * Whether the file continues after the sample, so that its last line may be incomplete. A workbook must be sent
   * completely.
   *
   * @default false
   */
  is_cut?: boolean | undefined;
};

/**
 * The body of `POST /data-groups`. Create a data group: which files are imported or exported together, and in which
 * order.
 */
export type CreateDataGroupFields = {
  /**
   * Optional with a partner's key; required with the operator's key.
   *
   * @example 'PT00001'
   */
  partner_id?: string | undefined;
  /** A display name. From 1 to 200 characters. */
  name: string;
  /**
   * Whether its files are imported or exported, like those of its descriptors. Cannot be changed.
   *
   * @default 'import'
   */
  direction?: DataDirection | undefined;
  /**
   * Data descriptors of the same partner and direction, in the order in which their files are imported, or written.
   * A built-in one, such as `builtin:shopify_products`, that is named here becomes a descriptor of the partner,
   * which stays as it is when the built-in one changes. From 1 to 50 items.
   */
  descriptors: (BuiltInName | string)[];
  /**
   * The effect of a rejected row of an import: `skip_row` imports the others, `rollback_file` rolls the file back
   * and continues with the next one, `stop_group` rolls it back and ends the import.
   *
   * @default 'skip_row'
   */
  on_error?: ImportOnError | undefined;
  /**
   * The share of rejected rows over which a file is rolled back; null for no limit. From 0 to 1.
   *
   * @default null
   */
  max_error_ratio?: number | null | undefined;
  /**
   * Whether imports only check and count, and write nothing. Each file is checked separately: a row is rejected if
   * it needs a product that only an earlier file of the same import would create.
   *
   * @default false
   */
  validate_only?: boolean | undefined;
};

/**
 * The effect of a rejected row of an import: `skip_row` imports the others, `rollback_file` rolls the file back and
 * continues with the next one, `stop_group` rolls it back and ends the import.
 */
export type ImportOnError = 'skip_row' | 'rollback_file' | 'stop_group';

/**
 * The answer of `POST /data-groups`. Create a data group: which files are imported or exported together, and in
 * which order.
 */
export type DataGroup = {
  /**
   * ID of a data group.
   *
   * @example 'DG00001'
   */
  data_group_id: string;
  /**
   * ID of a partner.
   *
   * @example 'PT00001'
   */
  partner_id: string;
  /** The name of the partner; as a filter, case-insensitive. */
  partner_name: string;
  /** Whether its files are imported or exported, like those of its descriptors. Cannot be changed. */
  direction: DataDirection;
  /** A display name. From 1 to 200 characters. */
  name: string;
  /**
   * Data descriptors of the same partner and direction, in the order in which their files are imported or written.
   * From 1 to 50 items.
   */
  descriptors: string[];
  /**
   * The effect of a rejected row of an import: `skip_row` imports the others, `rollback_file` rolls the file back
   * and continues with the next one, `stop_group` rolls it back and ends the import.
   */
  on_error: ImportOnError;
  /** The share of rejected rows over which a file is rolled back; null for no limit. From 0 to 1. */
  max_error_ratio: number | null;
  /**
   * Whether imports only check and count, and write nothing. Each file is checked separately: a row is rejected if
   * it needs a product that only an earlier file of the same import would create.
   */
  validate_only: boolean;
  /**
   * When it was created, in UTC. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  created_at: string;
  /**
   * When it was last changed, in UTC. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  updated_at: string;
};

/** The query of `GET /data-groups`. List data groups, newest first. */
export type ListDataGroupsFields = {
  /** The name of the partner; as a filter, case-insensitive. From 1 to 200 characters. */
  partner_name?: string | undefined;
  /**
   * Items per page, 1 to 100.
   *
   * @default 10
   */
  limit?: number | undefined;
  /** The previous page's `next_cursor`. It belongs to that page's filters and sort. From 1 to 4,000 characters. */
  cursor?: string | undefined;
};

/** The body of `PATCH /data-groups/{data_group_id}`. Change a data group. */
export type UpdateDataGroupFields = {
  /** A display name. From 1 to 200 characters. */
  name?: string | undefined;
  /**
   * Data descriptors of the same partner and direction, in the order in which their files are imported, or written.
   * A built-in one, such as `builtin:shopify_products`, that is named here becomes a descriptor of the partner,
   * which stays as it is when the built-in one changes. From 1 to 50 items.
   */
  descriptors?: (BuiltInName | string)[] | undefined;
  /**
   * The effect of a rejected row of an import: `skip_row` imports the others, `rollback_file` rolls the file back
   * and continues with the next one, `stop_group` rolls it back and ends the import.
   */
  on_error?: ImportOnError | undefined;
  /** The share of rejected rows over which a file is rolled back; null for no limit. From 0 to 1. */
  max_error_ratio?: number | null | undefined;
  /**
   * Whether imports only check and count, and write nothing. Each file is checked separately: a row is rejected if
   * it needs a product that only an earlier file of the same import would create.
   */
  validate_only?: boolean | undefined;
};

/** The body of `POST /data-groups/{data_group_id}/import`. Import a file, or a ZIP of files. */
export type ImportDataGroupFields = {
};

/** The body of `POST /data-groups/{data_group_id}/export`. Export the files of a data group. */
export type ExportDataGroupFields = {
  /** Which rows to export: each field overrides the same field of the descriptors, if their entity has it. */
  filter?: ExportFilter | undefined;
  /** Overrides the format type of all descriptors. */
  format?: ImportFormat | undefined;
  /**
   * Whether each file is compressed.
   *
   * @default 'none'
   */
  compress?: ExportCompression | undefined;
  /**
   * `spreadsheet`: for files that are opened in a spreadsheet. In CSV, texts that begin with `=`, `+`, `-`, `@`, a
   * tab or a carriage return are prefixed with an apostrophe, so that they are not treated as formulas; numbers are
   * not prefixed. Imports remove the apostrophe.
   */
  for?: ExportReader | undefined;
};

/** One of `none`, `gzip`. */
export type ExportCompression = 'none' | 'gzip';

/** One of `spreadsheet`. */
export type ExportReader = 'spreadsheet';

/** The answer of `GET /jobs/{job_id}/files`. List the files of an export, with links to download them. */
export type ExportJobFiles = {
  /** The entries of this page. */
  items: ExportJobFile[];
};

/** A part of `ExportJobFiles`: `items`. */
export type ExportJobFile = {
  /** The name of the file, for display. */
  file_name: string;
  /** The descriptor with which it was written. */
  data_descriptor_id: string;
  /** The version of the descriptor. */
  version: number;
  /** The entity of its rows. */
  entity: string;
  /** Rows in the file. */
  rows: number;
  /** Its size, compressed if requested. */
  bytes: number;
  /** Where the file can be downloaded, without a key. */
  url: string;
  /**
   * Until when `url` is valid; repeat the call for a new one. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  url_expires_at: string;
  /**
   * When the file is deleted. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  kept_until: string;
};

/** The query of `GET /schedules`. List schedules, newest data group first. */
export type ListSchedulesFields = {
  /** The name of the partner; as a filter, case-insensitive. From 1 to 200 characters. */
  partner_name?: string | undefined;
  /**
   * Items per page, 1 to 100.
   *
   * @default 10
   */
  limit?: number | undefined;
  /** The previous page's `next_cursor`. It belongs to that page's filters and sort. From 1 to 4,000 characters. */
  cursor?: string | undefined;
};

/** The answer of `GET /schedules`. List schedules, newest data group first. */
export type Schedule = {
  /**
   * ID of a data group.
   *
   * @example 'DG00001'
   */
  data_group_id: string;
  /**
   * ID of a partner.
   *
   * @example 'PT00001'
   */
  partner_id: string;
  /** The name of the partner; as a filter, case-insensitive. */
  partner_name: string;
  /** When it runs, in the five fields of cron. */
  cron: string;
  /** The time zone of `cron`: a name of the IANA database. */
  timezone: string;
  /** The source of the files; for an export group, their destination. */
  source: Source;
  /**
   * Since when it is paused; null if it is not. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  paused_at: string | null;
  /** The next 5 run times; empty while it is paused. A time in the past belongs to a run that is starting now. */
  next_runs: string[];
  /** The latest runs, newest first. */
  last_runs: ScheduleRun[];
  /**
   * When it was created, in UTC. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  created_at: string;
  /**
   * When it was last changed, in UTC. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  updated_at: string;
};

export type BucketSource = {
  /** Files that are put into a folder of the bucket. */
  type: 'bucket';
  /** The folder of the partner's files. */
  prefix: string;
  /** Where to put files: the prefix of their keys in the bucket. */
  folder: string;
};

export type HttpsSource = {
  /** A file that is fetched from a URL. */
  type: 'https';
  /** The URL of the receiver. */
  url: string;
  /** The headers; the values are not shown. */
  headers: Record<string, string>;
};

export type ExportSource = {
  /** Files that an export group writes to a folder. */
  type: 'export';
  /** The folder of the partner's files. */
  prefix: string;
  /** The location of the files: the prefix of their keys in the bucket. */
  folder: string;
  /** Days after which a later run deletes a file from the folder. From 1 to 3,650. */
  keep_days: number;
  /** Which rows to export: each field overrides the same field of the descriptors, if their entity has it. */
  filter?: ExportFilter | undefined;
  /** Overrides the format type of all descriptors. */
  format?: ImportFormat | undefined;
  /** Whether each file is compressed. */
  compress: ExportCompression;
  /**
   * `spreadsheet`: for files that are opened in a spreadsheet. In CSV, texts that begin with `=`, `+`, `-`, `@`, a
   * tab or a carriage return are prefixed with an apostrophe, so that they are not treated as formulas; numbers are
   * not prefixed. Imports remove the apostrophe.
   */
  for?: ExportReader | undefined;
};

/** The source of the files; for an export group, their destination. */
export type Source = BucketSource | HttpsSource | ExportSource;

/** A part of `Schedule`: `last_runs`. */
export type ScheduleRun = {
  /**
   * ID of a data group.
   *
   * @example 'DG00001'
   */
  data_group_id: string;
  /**
   * The scheduled time of the run; a group has one run per time. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  scheduled_at: string;
  /**
   * `schedule`: a scheduled run. `catch_up`: a single run for all times missed during a pause or an outage.
   * `request`: a manual run.
   */
  trigger: ScheduleRunTrigger;
  /** A run fails if its files cannot be read, or if one of them fails. */
  status: ScheduleRunStatus;
  /** The outcome, as a message. */
  message: string;
  /** Why it failed or is retried; null otherwise. */
  error: string | null;
  /**
   * When a worker started it, in UTC; missing before that. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  started_at: string;
  /**
   * Null while it is running. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  ended_at: string | null;
  /**
   * When the unreachable source is retried; null otherwise. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  next_try_at: string | null;
  /** The files of the run. At least 0. */
  file_count: number;
  /** Number of failures. At least 0. */
  failed_count: number;
  /** The files, failed ones first, then in import order; at most 20. */
  files: ScheduledFile[];
};

/**
 * `schedule`: a scheduled run. `catch_up`: a single run for all times missed during a pause or an outage. `request`:
 * a manual run.
 */
export type ScheduleRunTrigger = 'schedule' | 'catch_up' | 'request';

/** A run fails if its files cannot be read, or if one of them fails. */
export type ScheduleRunStatus = 'running' | 'completed' | 'failed';

/** A part of `ScheduleRun`: `files`. */
export type ScheduledFile = {
  /** The name of the file, for display. */
  file_name: string;
  /**
   * The file is waiting, being imported, imported, exported or failed. It is failed if its import failed, or not
   * every file of an archive was imported.
   */
  status: ScheduledFileStatus;
  /**
   * The job of its import or export; null if there was none.
   *
   * @example 'JV00001'
   */
  job_id: string | null;
  /** Its key in the bucket after the import or export; null for a file that was fetched from a URL. */
  moved_to: string | null;
  /** Why it was not imported; null if it was. */
  error: string | null;
};

/**
 * The file is waiting, being imported, imported, exported or failed. It is failed if its import failed, or not every
 * file of an archive was imported.
 */
export type ScheduledFileStatus = 'waiting' | 'importing' | 'imported' | 'exported' | 'failed';

/** The body of `PUT /data-groups/{data_group_id}/schedule`. Set the schedule of a data group. */
export type SetScheduleFields = {
  /**
   * The five fields of cron: minute, hour, day of the month, month, day of the week. If both day fields are
   * restricted, either may match. At most 200 characters.
   *
   * @example '0 6 * * mon-fri'
   */
  cron: string;
  /**
   * The time zone of `cron`: a name of the IANA database.
   *
   * @default 'UTC'
   * @example 'Europe/Berlin'
   */
  timezone?: string | undefined;
  /** The source of the files; for an export group, their destination. */
  source: SetSource;
  /** Whether it is paused; unchanged if omitted. */
  paused?: boolean | undefined;
};

export type SetBucketSource = {
  /** Files that are put into a folder of the bucket. */
  type: 'bucket';
  /**
   * The folder within the partner's files: letters, digits, dots, hyphens and underscores, with slashes between
   * folders. Two data groups cannot share a folder. At most 200 characters.
   *
   * @example 'erp'
   */
  prefix: string;
};

export type SetHttpsSource = {
  /** A file that is fetched from a URL. */
  type: 'https';
  /**
   * A public HTTPS URL. At most 2,000 characters.
   *
   * @example 'https://erp.example/export/prices.csv'
   */
  url: string;
  /**
   * Up to 10 headers to send, such as `authorization`. Their values are stored encrypted and not shown again. If
   * omitted, the previous headers stay, as long as `url` has the same host.
   */
  headers?: Record<string, string> | undefined;
};

export type SetExportSource = {
  /** Files that an export group writes to a folder. */
  type: 'export';
  /**
   * The folder within the partner's files: letters, digits, dots, hyphens and underscores, with slashes between
   * folders. Two data groups cannot share a folder. At most 200 characters.
   *
   * @example 'erp'
   */
  prefix: string;
  /**
   * Days after which a later run deletes a file from the folder. In days. From 1 to 3,650.
   *
   * @default 14
   */
  keep_days?: number | undefined;
  /** Which rows to export: each field overrides the same field of the descriptors, if their entity has it. */
  filter?: ExportFilter | undefined;
  /** Overrides the format type of all descriptors. */
  format?: ImportFormat | undefined;
  /**
   * Whether each file is compressed.
   *
   * @default 'none'
   */
  compress?: ExportCompression | undefined;
  /**
   * `spreadsheet`: for files that are opened in a spreadsheet. In CSV, texts that begin with `=`, `+`, `-`, `@`, a
   * tab or a carriage return are prefixed with an apostrophe, so that they are not treated as formulas; numbers are
   * not prefixed. Imports remove the apostrophe.
   */
  for?: ExportReader | undefined;
};

/** The source of the files; for an export group, their destination. */
export type SetSource = SetBucketSource | SetHttpsSource | SetExportSource;

/** The query of `GET /data-groups/{data_group_id}/runs`. List the runs of the schedule of a data group, newest first. */
export type ListScheduleRunsFields = {
  /**
   * Items per page, 1 to 100.
   *
   * @default 10
   */
  limit?: number | undefined;
  /** The previous page's `next_cursor`. It belongs to that page's filters and sort. From 1 to 4,000 characters. */
  cursor?: string | undefined;
};

/** The query of `GET /events`. List events, newest first. */
export type ListEventsFields = {
  /** The type of the event, such as `order.created`. */
  event_type?: EventType | undefined;
  /**
   * The ID of the events' subject.
   *
   * @example 'OR00001'
   */
  subject?: string | undefined;
  /**
   * Created at or after this time. RFC 3339.
   *
   * @example '2026-04-08T12:00:00Z'
   */
  created_from?: string | undefined;
  /**
   * Created before this time. RFC 3339.
   *
   * @example '2026-04-08T12:00:00Z'
   */
  created_to?: string | undefined;
  /**
   * Items per page, 1 to 100.
   *
   * @default 10
   */
  limit?: number | undefined;
  /** The previous page's `next_cursor`. It belongs to that page's filters and sort. From 1 to 4,000 characters. */
  cursor?: string | undefined;
};

/**
 * One of `partner.updated`, `feed.uploaded`, `feed.validation.completed`, `feed.validation.failed`, `job.completed`,
 * `job.failed`, `job.cancelled`, `product.price.changed`, `price_list.changed`, `order.created`,
 * `order.status.changed`, `order.delivery.changed`, `order.shipped`, `order.items.cancelled`,
 * `order.items.returned`, `order.fulfillment.queued`, `order.fulfillment.completed`, `order.fulfillment.failed`,
 * `order.export`, `order.export.completed`, `order.export.failed`, `order.export.waiting`,
 * `operations_batch.completed`, `customer.created`, `customer.address.created`, `import.completed`, `import.failed`,
 * `export.completed`, `export.failed`, `webhook.failing`, `webhook.disabled`, `webhook.attempts.exhausted`.
 */
export type EventType = 'partner.updated' | 'feed.uploaded' | 'feed.validation.completed' | 'feed.validation.failed' | 'job.completed' | 'job.failed' | 'job.cancelled' | 'product.price.changed' | 'price_list.changed' | 'order.created' | 'order.status.changed' | 'order.delivery.changed' | 'order.shipped' | 'order.items.cancelled' | 'order.items.returned' | 'order.fulfillment.queued' | 'order.fulfillment.completed' | 'order.fulfillment.failed' | 'order.export' | 'order.export.completed' | 'order.export.failed' | 'order.export.waiting' | 'operations_batch.completed' | 'customer.created' | 'customer.address.created' | 'import.completed' | 'import.failed' | 'export.completed' | 'export.failed' | 'webhook.failing' | 'webhook.disabled' | 'webhook.attempts.exhausted';

/** A partner was changed: its name, its status or its defaults. */
export type PartnerUpdatedEvent = {
  /**
   * ID of an event.
   *
   * @example 'EV00001'
   */
  event_id: string;
  /**
   * When it happened, in UTC. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  occurred_at: string;
  /**
   * Null for events of the operator's own objects.
   *
   * @example 'PT00001'
   */
  partner_id: string | null;
  /** The name of the partner; as a filter, case-insensitive. */
  partner_name: string | null;
  /** The subject of an event. */
  subject: EventSubject;
  /** The type of the event, such as `order.created`. */
  event_type: 'partner.updated';
  /** What happened; the type of the event determines its fields. */
  data: PartnerUpdatedEventData;
};

/** The subject of an event. */
export type EventSubject = {
  /**
   * The kind of the object, such as `order` or `job`.
   *
   * @example 'order'
   */
  type: string;
  /**
   * The ID of the object.
   *
   * @example 'OR00001'
   */
  id: string;
};

/** A part of `PartnerUpdatedEvent`: `data`. */
export type PartnerUpdatedEventData = {
  /**
   * ID of a partner.
   *
   * @example 'PT00001'
   */
  partner_id: string;
  /** The name of the partner; as a filter, case-insensitive. */
  partner_name: string;
  /** The current state; as a filter, the state to match. */
  status: PartnerStatus;
  /** The fields that changed. */
  changed: string[];
};

/** A feed file was uploaded and stored. It is loaded when its validation job is run. */
export type FeedUploadedEvent = {
  /**
   * ID of an event.
   *
   * @example 'EV00001'
   */
  event_id: string;
  /**
   * When it happened, in UTC. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  occurred_at: string;
  /**
   * Null for events of the operator's own objects.
   *
   * @example 'PT00001'
   */
  partner_id: string | null;
  /** The name of the partner; as a filter, case-insensitive. */
  partner_name: string | null;
  /** The subject of an event. */
  subject: EventSubject;
  /** The type of the event, such as `order.created`. */
  event_type: 'feed.uploaded';
  /** What happened; the type of the event determines its fields. */
  data: FeedAccepted;
};

/** A feed was validated and loaded into the catalogue. */
export type FeedValidationCompletedEvent = {
  /**
   * ID of an event.
   *
   * @example 'EV00001'
   */
  event_id: string;
  /**
   * When it happened, in UTC. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  occurred_at: string;
  /**
   * Null for events of the operator's own objects.
   *
   * @example 'PT00001'
   */
  partner_id: string | null;
  /** The name of the partner; as a filter, case-insensitive. */
  partner_name: string | null;
  /** The subject of an event. */
  subject: EventSubject;
  /** The type of the event, such as `order.created`. */
  event_type: 'feed.validation.completed';
  /** What happened; the type of the event determines its fields. */
  data: FeedValidationCompletedEventData;
};

/** A part of `FeedValidationCompletedEvent`: `data`. */
export type FeedValidationCompletedEventData = {
  /**
   * ID of a feed.
   *
   * @example 'FD00001'
   */
  feed_id: string;
  /**
   * ID of a validation job.
   *
   * @example 'JV00001'
   */
  job_id: string;
  /** A human-readable description. */
  message: string;
  /** The load wrote nothing. */
  validate_only: boolean;
  /** The outcome of the work. */
  result: LoadResult;
  /** Data rows of the file. */
  valid_records: number;
  /** Rejected rows, and rows whose SKU a later row repeats. */
  invalid_records: number;
};

/** A feed could not be loaded; the catalogue has not changed. */
export type FeedValidationFailedEvent = {
  /**
   * ID of an event.
   *
   * @example 'EV00001'
   */
  event_id: string;
  /**
   * When it happened, in UTC. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  occurred_at: string;
  /**
   * Null for events of the operator's own objects.
   *
   * @example 'PT00001'
   */
  partner_id: string | null;
  /** The name of the partner; as a filter, case-insensitive. */
  partner_name: string | null;
  /** The subject of an event. */
  subject: EventSubject;
  /** The type of the event, such as `order.created`. */
  event_type: 'feed.validation.failed';
  /** What happened; the type of the event determines its fields. */
  data: FeedValidationFailedEventData;
};

/** A part of `FeedValidationFailedEvent`: `data`. */
export type FeedValidationFailedEventData = {
  /**
   * ID of a feed.
   *
   * @example 'FD00001'
   */
  feed_id: string;
  /**
   * ID of a validation job.
   *
   * @example 'JV00001'
   */
  job_id: string;
  /** A human-readable description. */
  message: string;
  /** The load wrote nothing. */
  validate_only: boolean;
  /** The cause. */
  error_message: string;
};

/** A job has completed. */
export type JobCompletedEvent = {
  /**
   * ID of an event.
   *
   * @example 'EV00001'
   */
  event_id: string;
  /**
   * When it happened, in UTC. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  occurred_at: string;
  /**
   * Null for events of the operator's own objects.
   *
   * @example 'PT00001'
   */
  partner_id: string | null;
  /** The name of the partner; as a filter, case-insensitive. */
  partner_name: string | null;
  /** The subject of an event. */
  subject: EventSubject;
  /** The type of the event, such as `order.created`. */
  event_type: 'job.completed';
  /** What happened; the type of the event determines its fields. */
  data: JobCompletedEventData;
};

/** A part of `JobCompletedEvent`: `data`. */
export type JobCompletedEventData = {
  /**
   * ID of a job.
   *
   * @example 'JV00001'
   */
  job_id: string;
  /** The kind of work. */
  job_type: JobType;
  /** A human-readable description. */
  message: string;
  /**
   * ID of a feed.
   *
   * @example 'FD00001'
   */
  feed_id?: string | undefined;
  /**
   * ID of an operations batch.
   *
   * @example 'OB00001'
   */
  batch_id?: string | undefined;
  /**
   * ID of a webhook.
   *
   * @example 'WH00001'
   */
  webhook_id?: string | undefined;
  /**
   * ID of an order exporter.
   *
   * @example 'OX00001'
   */
  exporter_id?: string | undefined;
  /**
   * ID of a data group.
   *
   * @example 'DG00001'
   */
  data_group_id?: string | undefined;
  /** The validation job or import job that an undo job undoes. */
  undone_job_id?: string | undefined;
  /** The current state; as a filter, the state to match. */
  status: 'completed';
  /**
   * Of a load a `LoadResult`, of an operations batch a `BatchResult`, of a redelivery a `RedeliveryResult`, of a
   * replay of exports a `ReplayResult`, of an import a `ImportResult`, of an export a `ExportResult`, of an undo a
   * `UndoResult`.
   */
  result?: LoadResult | BatchResult | RedeliveryResult | ReplayResult | ImportResult | ExportResult | UndoResult | undefined;
};

/** A job has failed and is not retried automatically. */
export type JobFailedEvent = {
  /**
   * ID of an event.
   *
   * @example 'EV00001'
   */
  event_id: string;
  /**
   * When it happened, in UTC. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  occurred_at: string;
  /**
   * Null for events of the operator's own objects.
   *
   * @example 'PT00001'
   */
  partner_id: string | null;
  /** The name of the partner; as a filter, case-insensitive. */
  partner_name: string | null;
  /** The subject of an event. */
  subject: EventSubject;
  /** The type of the event, such as `order.created`. */
  event_type: 'job.failed';
  /** What happened; the type of the event determines its fields. */
  data: JobFailedEventData;
};

/** A part of `JobFailedEvent`: `data`. */
export type JobFailedEventData = {
  /**
   * ID of a job.
   *
   * @example 'JV00001'
   */
  job_id: string;
  /** The kind of work. */
  job_type: JobType;
  /** A human-readable description. */
  message: string;
  /**
   * ID of a feed.
   *
   * @example 'FD00001'
   */
  feed_id?: string | undefined;
  /**
   * ID of an operations batch.
   *
   * @example 'OB00001'
   */
  batch_id?: string | undefined;
  /**
   * ID of a webhook.
   *
   * @example 'WH00001'
   */
  webhook_id?: string | undefined;
  /**
   * ID of an order exporter.
   *
   * @example 'OX00001'
   */
  exporter_id?: string | undefined;
  /**
   * ID of a data group.
   *
   * @example 'DG00001'
   */
  data_group_id?: string | undefined;
  /** The validation job or import job that an undo job undoes. */
  undone_job_id?: string | undefined;
  /** The current state; as a filter, the state to match. */
  status: 'failed';
  /** The cause. */
  error: string;
};

/** A job was cancelled, before it started or at a safe point. */
export type JobCancelledEvent = {
  /**
   * ID of an event.
   *
   * @example 'EV00001'
   */
  event_id: string;
  /**
   * When it happened, in UTC. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  occurred_at: string;
  /**
   * Null for events of the operator's own objects.
   *
   * @example 'PT00001'
   */
  partner_id: string | null;
  /** The name of the partner; as a filter, case-insensitive. */
  partner_name: string | null;
  /** The subject of an event. */
  subject: EventSubject;
  /** The type of the event, such as `order.created`. */
  event_type: 'job.cancelled';
  /** What happened; the type of the event determines its fields. */
  data: JobCancelledEventData;
};

/** A part of `JobCancelledEvent`: `data`. */
export type JobCancelledEventData = {
  /**
   * ID of a job.
   *
   * @example 'JV00001'
   */
  job_id: string;
  /** The kind of work. */
  job_type: JobType;
  /** A human-readable description. */
  message: string;
  /**
   * ID of a feed.
   *
   * @example 'FD00001'
   */
  feed_id?: string | undefined;
  /**
   * ID of an operations batch.
   *
   * @example 'OB00001'
   */
  batch_id?: string | undefined;
  /**
   * ID of a webhook.
   *
   * @example 'WH00001'
   */
  webhook_id?: string | undefined;
  /**
   * ID of an order exporter.
   *
   * @example 'OX00001'
   */
  exporter_id?: string | undefined;
  /**
   * ID of a data group.
   *
   * @example 'DG00001'
   */
  data_group_id?: string | undefined;
  /** The validation job or import job that an undo job undoes. */
  undone_job_id?: string | undefined;
  /** The current state; as a filter, the state to match. */
  status: 'cancelled';
};

/** Prices of products were changed, by a load, a batch or a call: one event for all of them. */
export type ProductPriceChangedEvent = {
  /**
   * ID of an event.
   *
   * @example 'EV00001'
   */
  event_id: string;
  /**
   * When it happened, in UTC. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  occurred_at: string;
  /**
   * Null for events of the operator's own objects.
   *
   * @example 'PT00001'
   */
  partner_id: string | null;
  /** The name of the partner; as a filter, case-insensitive. */
  partner_name: string | null;
  /** The subject of an event. */
  subject: EventSubject;
  /** The type of the event, such as `order.created`. */
  event_type: 'product.price.changed';
  /** What happened; the type of the event determines its fields. */
  data: ProductPriceChangedEventData;
};

/** A part of `ProductPriceChangedEvent`: `data`. */
export type ProductPriceChangedEventData = {
  /** Number of products whose price changed. At least 1. */
  products_changed: number;
  /** A sample of them. At most 10 items. */
  product_ids: string[];
  /**
   * The job that changed them.
   *
   * @example 'JV00001'
   */
  job_id?: string | undefined;
  /**
   * ID of a feed.
   *
   * @example 'FD00001'
   */
  feed_id?: string | undefined;
  /**
   * ID of an operations batch.
   *
   * @example 'OB00001'
   */
  batch_id?: string | undefined;
};

/** A price list of a product was set or removed by a call. */
export type PriceListChangedEvent = {
  /**
   * ID of an event.
   *
   * @example 'EV00001'
   */
  event_id: string;
  /**
   * When it happened, in UTC. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  occurred_at: string;
  /**
   * Null for events of the operator's own objects.
   *
   * @example 'PT00001'
   */
  partner_id: string | null;
  /** The name of the partner; as a filter, case-insensitive. */
  partner_name: string | null;
  /** The subject of an event. */
  subject: EventSubject;
  /** The type of the event, such as `order.created`. */
  event_type: 'price_list.changed';
  /** What happened; the type of the event determines its fields. */
  data: PriceListChangedEventData;
};

/** A part of `PriceListChangedEvent`: `data`. */
export type PriceListChangedEventData = {
  /**
   * ID of a product.
   *
   * @example 'PR00001'
   */
  product_id: string;
  /**
   * Null for the base list.
   *
   * @example 'SC00001'
   */
  sales_channel_id: string | null;
};

/** An order was created. */
export type OrderCreatedEvent = {
  /**
   * ID of an event.
   *
   * @example 'EV00001'
   */
  event_id: string;
  /**
   * When it happened, in UTC. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  occurred_at: string;
  /**
   * Null for events of the operator's own objects.
   *
   * @example 'PT00001'
   */
  partner_id: string | null;
  /** The name of the partner; as a filter, case-insensitive. */
  partner_name: string | null;
  /** The subject of an event. */
  subject: EventSubject;
  /** The type of the event, such as `order.created`. */
  event_type: 'order.created';
  /** What happened; the type of the event determines its fields. */
  data: OrderCreatedEventData;
};

/** A part of `OrderCreatedEvent`: `data`. */
export type OrderCreatedEventData = {
  /**
   * ID of an order.
   *
   * @example 'OR00001'
   */
  order_id: string;
  /** The current state; as a filter, the state to match. */
  status: OrderStatus;
  /**
   * The sum of the line totals, exact. In major units of the currency. At least 0.
   *
   * @example 49.99
   */
  total_amount: number;
  /** Currency of the amounts: an ISO 4217 code, such as `USD`. */
  currency: string;
};

/** The status of an order changed. */
export type OrderStatusChangedEvent = {
  /**
   * ID of an event.
   *
   * @example 'EV00001'
   */
  event_id: string;
  /**
   * When it happened, in UTC. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  occurred_at: string;
  /**
   * Null for events of the operator's own objects.
   *
   * @example 'PT00001'
   */
  partner_id: string | null;
  /** The name of the partner; as a filter, case-insensitive. */
  partner_name: string | null;
  /** The subject of an event. */
  subject: EventSubject;
  /** The type of the event, such as `order.created`. */
  event_type: 'order.status.changed';
  /** What happened; the type of the event determines its fields. */
  data: OrderStatusChangedEventData;
};

/** A part of `OrderStatusChangedEvent`: `data`. */
export type OrderStatusChangedEventData = {
  /**
   * ID of an order.
   *
   * @example 'OR00001'
   */
  order_id: string;
  /** The value before the change; in a report, the start of the range, null for all time. */
  from: OrderStatus;
  /** The value after the change; in a report, the end of the range, exclusive. */
  to: OrderStatus;
  /** A human-readable reason; null if none was given. */
  reason: string | null;
};

/** The status of a delivery of an order changed. */
export type OrderDeliveryChangedEvent = {
  /**
   * ID of an event.
   *
   * @example 'EV00001'
   */
  event_id: string;
  /**
   * When it happened, in UTC. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  occurred_at: string;
  /**
   * Null for events of the operator's own objects.
   *
   * @example 'PT00001'
   */
  partner_id: string | null;
  /** The name of the partner; as a filter, case-insensitive. */
  partner_name: string | null;
  /** The subject of an event. */
  subject: EventSubject;
  /** The type of the event, such as `order.created`. */
  event_type: 'order.delivery.changed';
  /** What happened; the type of the event determines its fields. */
  data: OrderDeliveryChangedEventData;
};

/** A part of `OrderDeliveryChangedEvent`: `data`. */
export type OrderDeliveryChangedEventData = {
  /**
   * ID of an order.
   *
   * @example 'OR00001'
   */
  order_id: string;
  /**
   * ID of a delivery.
   *
   * @example 'DL00001'
   */
  delivery_id: string;
  /** The value before the change; in a report, the start of the range, null for all time. */
  from: OrderDeliveryStatus;
  /** The value after the change; in a report, the end of the range, exclusive. */
  to: OrderDeliveryStatus;
  /** A human-readable reason; null if none was given. */
  reason: string | null;
};

/** A parcel of an order was shipped. */
export type OrderShippedEvent = {
  /**
   * ID of an event.
   *
   * @example 'EV00001'
   */
  event_id: string;
  /**
   * When it happened, in UTC. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  occurred_at: string;
  /**
   * Null for events of the operator's own objects.
   *
   * @example 'PT00001'
   */
  partner_id: string | null;
  /** The name of the partner; as a filter, case-insensitive. */
  partner_name: string | null;
  /** The subject of an event. */
  subject: EventSubject;
  /** The type of the event, such as `order.created`. */
  event_type: 'order.shipped';
  /** What happened; the type of the event determines its fields. */
  data: OrderShippedEventData;
};

/** A part of `OrderShippedEvent`: `data`. */
export type OrderShippedEventData = {
  /**
   * ID of an order.
   *
   * @example 'OR00001'
   */
  order_id: string;
  /** A parcel. */
  shipment: Shipment;
};

/** Parts of an order were cancelled. */
export type OrderItemsCancelledEvent = {
  /**
   * ID of an event.
   *
   * @example 'EV00001'
   */
  event_id: string;
  /**
   * When it happened, in UTC. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  occurred_at: string;
  /**
   * Null for events of the operator's own objects.
   *
   * @example 'PT00001'
   */
  partner_id: string | null;
  /** The name of the partner; as a filter, case-insensitive. */
  partner_name: string | null;
  /** The subject of an event. */
  subject: EventSubject;
  /** The type of the event, such as `order.created`. */
  event_type: 'order.items.cancelled';
  /** What happened; the type of the event determines its fields. */
  data: OrderItemsCancelledEventData;
};

/** A part of `OrderItemsCancelledEvent`: `data`. */
export type OrderItemsCancelledEventData = {
  /**
   * ID of an order.
   *
   * @example 'OR00001'
   */
  order_id: string;
  /** The entries of this page. */
  items: OrderItemsCancelledEventDataItem[];
  /**
   * Their exact value at the prices of the order. In major units of the currency. At least 0.
   *
   * @example 49.99
   */
  amount: number;
  /** Currency of the amounts: an ISO 4217 code, such as `USD`. */
  currency: string;
  /** A human-readable reason; null if none was given. */
  reason: string | null;
};

/** A part of `OrderItemsCancelledEventData`: `items`. */
export type OrderItemsCancelledEventDataItem = {
  /**
   * ID of an order item.
   *
   * @example 'OI00001'
   */
  order_item_id: string;
  /** Number of units. */
  quantity: number;
};

/** Parts of an order were returned. */
export type OrderItemsReturnedEvent = {
  /**
   * ID of an event.
   *
   * @example 'EV00001'
   */
  event_id: string;
  /**
   * When it happened, in UTC. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  occurred_at: string;
  /**
   * Null for events of the operator's own objects.
   *
   * @example 'PT00001'
   */
  partner_id: string | null;
  /** The name of the partner; as a filter, case-insensitive. */
  partner_name: string | null;
  /** The subject of an event. */
  subject: EventSubject;
  /** The type of the event, such as `order.created`. */
  event_type: 'order.items.returned';
  /** What happened; the type of the event determines its fields. */
  data: OrderItemsReturnedEventData;
};

/** A part of `OrderItemsReturnedEvent`: `data`. */
export type OrderItemsReturnedEventData = {
  /**
   * ID of an order.
   *
   * @example 'OR00001'
   */
  order_id: string;
  /** The entries of this page. */
  items: OrderItemsReturnedEventDataItem[];
  /**
   * Their exact value at the prices of the order. In major units of the currency. At least 0.
   *
   * @example 49.99
   */
  amount: number;
  /** Currency of the amounts: an ISO 4217 code, such as `USD`. */
  currency: string;
  /** A human-readable reason; null if none was given. */
  reason: string | null;
};

/** A part of `OrderItemsReturnedEventData`: `items`. */
export type OrderItemsReturnedEventDataItem = {
  /**
   * ID of an order item.
   *
   * @example 'OI00001'
   */
  order_item_id: string;
  /** Number of units. */
  quantity: number;
};

/** The fulfilment of an order may begin. */
export type OrderFulfillmentQueuedEvent = {
  /**
   * ID of an event.
   *
   * @example 'EV00001'
   */
  event_id: string;
  /**
   * When it happened, in UTC. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  occurred_at: string;
  /**
   * Null for events of the operator's own objects.
   *
   * @example 'PT00001'
   */
  partner_id: string | null;
  /** The name of the partner; as a filter, case-insensitive. */
  partner_name: string | null;
  /** The subject of an event. */
  subject: EventSubject;
  /** The type of the event, such as `order.created`. */
  event_type: 'order.fulfillment.queued';
  /** What happened; the type of the event determines its fields. */
  data: OrderFulfillmentQueuedEventData;
};

/** A part of `OrderFulfillmentQueuedEvent`: `data`. */
export type OrderFulfillmentQueuedEventData = {
  /**
   * ID of an order.
   *
   * @example 'OR00001'
   */
  order_id: string;
  /** Fulfilment progress; as a filter, the value to match. */
  fulfillment_status: FulfillmentStatus;
};

/** Everything in an order that was not cancelled has been shipped. */
export type OrderFulfillmentCompletedEvent = {
  /**
   * ID of an event.
   *
   * @example 'EV00001'
   */
  event_id: string;
  /**
   * When it happened, in UTC. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  occurred_at: string;
  /**
   * Null for events of the operator's own objects.
   *
   * @example 'PT00001'
   */
  partner_id: string | null;
  /** The name of the partner; as a filter, case-insensitive. */
  partner_name: string | null;
  /** The subject of an event. */
  subject: EventSubject;
  /** The type of the event, such as `order.created`. */
  event_type: 'order.fulfillment.completed';
  /** What happened; the type of the event determines its fields. */
  data: OrderFulfillmentCompletedEventData;
};

/** A part of `OrderFulfillmentCompletedEvent`: `data`. */
export type OrderFulfillmentCompletedEventData = {
  /**
   * ID of an order.
   *
   * @example 'OR00001'
   */
  order_id: string;
  /** Fulfilment progress; as a filter, the value to match. */
  fulfillment_status: FulfillmentStatus;
};

/** A delivery of an order failed. */
export type OrderFulfillmentFailedEvent = {
  /**
   * ID of an event.
   *
   * @example 'EV00001'
   */
  event_id: string;
  /**
   * When it happened, in UTC. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  occurred_at: string;
  /**
   * Null for events of the operator's own objects.
   *
   * @example 'PT00001'
   */
  partner_id: string | null;
  /** The name of the partner; as a filter, case-insensitive. */
  partner_name: string | null;
  /** The subject of an event. */
  subject: EventSubject;
  /** The type of the event, such as `order.created`. */
  event_type: 'order.fulfillment.failed';
  /** What happened; the type of the event determines its fields. */
  data: OrderFulfillmentFailedEventData;
};

/** A part of `OrderFulfillmentFailedEvent`: `data`. */
export type OrderFulfillmentFailedEventData = {
  /**
   * ID of an order.
   *
   * @example 'OR00001'
   */
  order_id: string;
  /** Fulfilment progress; as a filter, the value to match. */
  fulfillment_status: FulfillmentStatus;
};

/** An exporter of the kind `event` exports an order; receivers of this event process the order. */
export type OrderExportEvent = {
  /**
   * ID of an event.
   *
   * @example 'EV00001'
   */
  event_id: string;
  /**
   * When it happened, in UTC. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  occurred_at: string;
  /**
   * Null for events of the operator's own objects.
   *
   * @example 'PT00001'
   */
  partner_id: string | null;
  /** The name of the partner; as a filter, case-insensitive. */
  partner_name: string | null;
  /** The subject of an event. */
  subject: EventSubject;
  /** The type of the event, such as `order.created`. */
  event_type: 'order.export';
  /** What happened; the type of the event determines its fields. */
  data: OrderExportEventData;
};

/** A part of `OrderExportEvent`: `data`. */
export type OrderExportEventData = {
  /**
   * ID of an order export.
   *
   * @example 'OE00001'
   */
  order_export_id: string;
  /**
   * ID of an order.
   *
   * @example 'OR00001'
   */
  order_id: string;
  /**
   * ID of an order exporter.
   *
   * @example 'OX00001'
   */
  exporter_id: string;
  /** The flag that exporters use to find their orders, such as `to_fulfilment`. */
  flag: string;
  /** The deliveries that it covers. */
  delivery_ids: string[];
};

/** An order was exported, or its export was approved. */
export type OrderExportCompletedEvent = {
  /**
   * ID of an event.
   *
   * @example 'EV00001'
   */
  event_id: string;
  /**
   * When it happened, in UTC. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  occurred_at: string;
  /**
   * Null for events of the operator's own objects.
   *
   * @example 'PT00001'
   */
  partner_id: string | null;
  /** The name of the partner; as a filter, case-insensitive. */
  partner_name: string | null;
  /** The subject of an event. */
  subject: EventSubject;
  /** The type of the event, such as `order.created`. */
  event_type: 'order.export.completed';
  /** What happened; the type of the event determines its fields. */
  data: OrderExportCompletedEventData;
};

/** A part of `OrderExportCompletedEvent`: `data`. */
export type OrderExportCompletedEventData = {
  /**
   * ID of an order export.
   *
   * @example 'OE00001'
   */
  order_export_id: string;
  /**
   * ID of an order.
   *
   * @example 'OR00001'
   */
  order_id: string;
  /**
   * ID of an order exporter.
   *
   * @example 'OX00001'
   */
  exporter_id: string;
  /** The flag that exporters use to find their orders, such as `to_fulfilment`. */
  flag: string;
  /** The current flag of the order; null at the end of its chain, and while other exporters follow. */
  next_flag: string | null;
};

/** An export failed for the first time, or its last attempt did. */
export type OrderExportFailedEvent = {
  /**
   * ID of an event.
   *
   * @example 'EV00001'
   */
  event_id: string;
  /**
   * When it happened, in UTC. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  occurred_at: string;
  /**
   * Null for events of the operator's own objects.
   *
   * @example 'PT00001'
   */
  partner_id: string | null;
  /** The name of the partner; as a filter, case-insensitive. */
  partner_name: string | null;
  /** The subject of an event. */
  subject: EventSubject;
  /** The type of the event, such as `order.created`. */
  event_type: 'order.export.failed';
  /** What happened; the type of the event determines its fields. */
  data: OrderExportFailedEventData;
};

/** A part of `OrderExportFailedEvent`: `data`. */
export type OrderExportFailedEventData = {
  /**
   * ID of an order export.
   *
   * @example 'OE00001'
   */
  order_export_id: string;
  /**
   * ID of an order.
   *
   * @example 'OR00001'
   */
  order_id: string;
  /**
   * ID of an order exporter.
   *
   * @example 'OX00001'
   */
  exporter_id: string;
  /** The flag that exporters use to find their orders, such as `to_fulfilment`. */
  flag: string;
  /** Number of attempts; for a single delivery, the attempts themselves. */
  attempts: number;
  /** The reason for the failure; missing otherwise. */
  error: string;
  /**
   * Null if it is not retried automatically. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  next_attempt_at: string | null;
};

/** An order export waits for approval. */
export type OrderExportWaitingEvent = {
  /**
   * ID of an event.
   *
   * @example 'EV00001'
   */
  event_id: string;
  /**
   * When it happened, in UTC. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  occurred_at: string;
  /**
   * Null for events of the operator's own objects.
   *
   * @example 'PT00001'
   */
  partner_id: string | null;
  /** The name of the partner; as a filter, case-insensitive. */
  partner_name: string | null;
  /** The subject of an event. */
  subject: EventSubject;
  /** The type of the event, such as `order.created`. */
  event_type: 'order.export.waiting';
  /** What happened; the type of the event determines its fields. */
  data: OrderExportWaitingEventData;
};

/** A part of `OrderExportWaitingEvent`: `data`. */
export type OrderExportWaitingEventData = {
  /**
   * ID of an order export.
   *
   * @example 'OE00001'
   */
  order_export_id: string;
  /**
   * ID of an order.
   *
   * @example 'OR00001'
   */
  order_id: string;
  /**
   * ID of an order exporter.
   *
   * @example 'OX00001'
   */
  exporter_id: string;
  /** The flag that exporters use to find their orders, such as `to_fulfilment`. */
  flag: string;
};

/** An operations batch has ended, whether it was executed or could not be. */
export type OperationsBatchCompletedEvent = {
  /**
   * ID of an event.
   *
   * @example 'EV00001'
   */
  event_id: string;
  /**
   * When it happened, in UTC. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  occurred_at: string;
  /**
   * Null for events of the operator's own objects.
   *
   * @example 'PT00001'
   */
  partner_id: string | null;
  /** The name of the partner; as a filter, case-insensitive. */
  partner_name: string | null;
  /** The subject of an event. */
  subject: EventSubject;
  /** The type of the event, such as `order.created`. */
  event_type: 'operations_batch.completed';
  /** What happened; the type of the event determines its fields. */
  data: OperationsBatchCompletedEventData;
};

/** A part of `OperationsBatchCompletedEvent`: `data`. */
export type OperationsBatchCompletedEventData = {
  /**
   * ID of an operations batch.
   *
   * @example 'OB00001'
   */
  batch_id: string;
  /**
   * ID of an operations batch job.
   *
   * @example 'JB00001'
   */
  job_id: string;
  /** The kind of batch, which determines the operations that it allows. */
  batch_type: BatchType;
  /** The current state; as a filter, the state to match. */
  status: 'completed' | 'failed';
  /** A human-readable description. */
  message: string;
  /** The outcome of the work. */
  result: BatchResult;
};

/** A customer was created. */
export type CustomerCreatedEvent = {
  /**
   * ID of an event.
   *
   * @example 'EV00001'
   */
  event_id: string;
  /**
   * When it happened, in UTC. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  occurred_at: string;
  /**
   * Null for events of the operator's own objects.
   *
   * @example 'PT00001'
   */
  partner_id: string | null;
  /** The name of the partner; as a filter, case-insensitive. */
  partner_name: string | null;
  /** The subject of an event. */
  subject: EventSubject;
  /** The type of the event, such as `order.created`. */
  event_type: 'customer.created';
  /** What happened; the type of the event determines its fields. */
  data: CustomerCreatedEventData;
};

/** A part of `CustomerCreatedEvent`: `data`. */
export type CustomerCreatedEventData = {
  /**
   * ID of a customer.
   *
   * @example 'CU00001'
   */
  customer_id: string;
};

/** A customer was given an address. */
export type CustomerAddressCreatedEvent = {
  /**
   * ID of an event.
   *
   * @example 'EV00001'
   */
  event_id: string;
  /**
   * When it happened, in UTC. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  occurred_at: string;
  /**
   * Null for events of the operator's own objects.
   *
   * @example 'PT00001'
   */
  partner_id: string | null;
  /** The name of the partner; as a filter, case-insensitive. */
  partner_name: string | null;
  /** The subject of an event. */
  subject: EventSubject;
  /** The type of the event, such as `order.created`. */
  event_type: 'customer.address.created';
  /** What happened; the type of the event determines its fields. */
  data: CustomerAddressCreatedEventData;
};

/** A part of `CustomerAddressCreatedEvent`: `data`. */
export type CustomerAddressCreatedEventData = {
  /**
   * ID of a customer.
   *
   * @example 'CU00001'
   */
  customer_id: string;
  /**
   * ID of a customer address.
   *
   * @example 'AD00001'
   */
  address_id: string;
};

/** The files of an import have been read, and those without too many errors were imported. */
export type ImportCompletedEvent = {
  /**
   * ID of an event.
   *
   * @example 'EV00001'
   */
  event_id: string;
  /**
   * When it happened, in UTC. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  occurred_at: string;
  /**
   * Null for events of the operator's own objects.
   *
   * @example 'PT00001'
   */
  partner_id: string | null;
  /** The name of the partner; as a filter, case-insensitive. */
  partner_name: string | null;
  /** The subject of an event. */
  subject: EventSubject;
  /** The type of the event, such as `order.created`. */
  event_type: 'import.completed';
  /** What happened; the type of the event determines its fields. */
  data: ImportCompletedEventData;
};

/** A part of `ImportCompletedEvent`: `data`. */
export type ImportCompletedEventData = {
  /**
   * ID of a data group.
   *
   * @example 'DG00001'
   */
  data_group_id: string;
  /**
   * ID of an import job.
   *
   * @example 'JI00001'
   */
  job_id: string;
  /** A human-readable description. */
  message: string;
  /** The outcome of the work. */
  result: ImportResult;
};

/** An import ended before all of its files were read. */
export type ImportFailedEvent = {
  /**
   * ID of an event.
   *
   * @example 'EV00001'
   */
  event_id: string;
  /**
   * When it happened, in UTC. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  occurred_at: string;
  /**
   * Null for events of the operator's own objects.
   *
   * @example 'PT00001'
   */
  partner_id: string | null;
  /** The name of the partner; as a filter, case-insensitive. */
  partner_name: string | null;
  /** The subject of an event. */
  subject: EventSubject;
  /** The type of the event, such as `order.created`. */
  event_type: 'import.failed';
  /** What happened; the type of the event determines its fields. */
  data: ImportFailedEventData;
};

/** A part of `ImportFailedEvent`: `data`. */
export type ImportFailedEventData = {
  /**
   * ID of a data group.
   *
   * @example 'DG00001'
   */
  data_group_id: string;
  /**
   * ID of an import job.
   *
   * @example 'JI00001'
   */
  job_id: string;
  /** A human-readable description. */
  message: string;
  /** The cause. */
  error: string;
};

/** The files of an export of a data group have been written. */
export type ExportCompletedEvent = {
  /**
   * ID of an event.
   *
   * @example 'EV00001'
   */
  event_id: string;
  /**
   * When it happened, in UTC. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  occurred_at: string;
  /**
   * Null for events of the operator's own objects.
   *
   * @example 'PT00001'
   */
  partner_id: string | null;
  /** The name of the partner; as a filter, case-insensitive. */
  partner_name: string | null;
  /** The subject of an event. */
  subject: EventSubject;
  /** The type of the event, such as `order.created`. */
  event_type: 'export.completed';
  /** What happened; the type of the event determines its fields. */
  data: ExportCompletedEventData;
};

/** A part of `ExportCompletedEvent`: `data`. */
export type ExportCompletedEventData = {
  /**
   * ID of a data group.
   *
   * @example 'DG00001'
   */
  data_group_id: string;
  /**
   * ID of an export job.
   *
   * @example 'JE00001'
   */
  job_id: string;
  /** A human-readable description. */
  message: string;
  /** The outcome of the work. */
  result: ExportResult;
};

/** An export of a data group failed. Files that were already complete stay: `GET /jobs/{job_id}/files`. */
export type ExportFailedEvent = {
  /**
   * ID of an event.
   *
   * @example 'EV00001'
   */
  event_id: string;
  /**
   * When it happened, in UTC. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  occurred_at: string;
  /**
   * Null for events of the operator's own objects.
   *
   * @example 'PT00001'
   */
  partner_id: string | null;
  /** The name of the partner; as a filter, case-insensitive. */
  partner_name: string | null;
  /** The subject of an event. */
  subject: EventSubject;
  /** The type of the event, such as `order.created`. */
  event_type: 'export.failed';
  /** What happened; the type of the event determines its fields. */
  data: ExportFailedEventData;
};

/** A part of `ExportFailedEvent`: `data`. */
export type ExportFailedEventData = {
  /**
   * ID of a data group.
   *
   * @example 'DG00001'
   */
  data_group_id: string;
  /**
   * ID of an export job.
   *
   * @example 'JE00001'
   */
  job_id: string;
  /** A human-readable description. */
  message: string;
  /** The cause. */
  error: string;
};

/** Deliveries to a subscription have failed for 50, 70 or 90 % of the time until it is disabled. */
export type WebhookFailingEvent = {
  /**
   * ID of an event.
   *
   * @example 'EV00001'
   */
  event_id: string;
  /**
   * When it happened, in UTC. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  occurred_at: string;
  /**
   * Null for events of the operator's own objects.
   *
   * @example 'PT00001'
   */
  partner_id: string | null;
  /** The name of the partner; as a filter, case-insensitive. */
  partner_name: string | null;
  /** The subject of an event. */
  subject: EventSubject;
  /** The type of the event, such as `order.created`. */
  event_type: 'webhook.failing';
  /** What happened; the type of the event determines its fields. */
  data: WebhookFailingEventData;
};

/** A part of `WebhookFailingEvent`: `data`. */
export type WebhookFailingEventData = {
  /**
   * ID of a webhook.
   *
   * @example 'WH00001'
   */
  webhook_id: string;
  /** The URL of the receiver. */
  url: string;
  /** Number of consecutive failures. */
  failure_count: number;
  /**
   * Time of the first consecutive failure, in UTC; null if there is none. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  failing_since: string | null;
  /** The message of the last failure. */
  last_error: string | null;
  /** Percent of the time that has passed: 50, 70 or 90. */
  percent: number;
  /**
   * When it will be disabled. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  disabled_at: string;
};

/**
 * A subscription was disabled: its receiver returned 410 (`gone`), failed for too long (`failing`), or a call
 * disabled it (`request`).
 */
export type WebhookDisabledEvent = {
  /**
   * ID of an event.
   *
   * @example 'EV00001'
   */
  event_id: string;
  /**
   * When it happened, in UTC. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  occurred_at: string;
  /**
   * Null for events of the operator's own objects.
   *
   * @example 'PT00001'
   */
  partner_id: string | null;
  /** The name of the partner; as a filter, case-insensitive. */
  partner_name: string | null;
  /** The subject of an event. */
  subject: EventSubject;
  /** The type of the event, such as `order.created`. */
  event_type: 'webhook.disabled';
  /** What happened; the type of the event determines its fields. */
  data: WebhookDisabledEventData;
};

/** A part of `WebhookDisabledEvent`: `data`. */
export type WebhookDisabledEventData = {
  /**
   * ID of a webhook.
   *
   * @example 'WH00001'
   */
  webhook_id: string;
  /** The URL of the receiver. */
  url: string;
  /** Number of consecutive failures. */
  failure_count: number;
  /**
   * Time of the first consecutive failure, in UTC; null if there is none. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  failing_since: string | null;
  /** The message of the last failure. */
  last_error: string | null;
  /** The reason. */
  reason: WebhookDisabledReason;
};

/** One of `gone`, `failing`, `request`. */
export type WebhookDisabledReason = 'gone' | 'failing' | 'request';

/** The last attempt of a delivery failed; it is not retried automatically. */
export type WebhookAttemptsExhaustedEvent = {
  /**
   * ID of an event.
   *
   * @example 'EV00001'
   */
  event_id: string;
  /**
   * When it happened, in UTC. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  occurred_at: string;
  /**
   * Null for events of the operator's own objects.
   *
   * @example 'PT00001'
   */
  partner_id: string | null;
  /** The name of the partner; as a filter, case-insensitive. */
  partner_name: string | null;
  /** The subject of an event. */
  subject: EventSubject;
  /** The type of the event, such as `order.created`. */
  event_type: 'webhook.attempts.exhausted';
  /** What happened; the type of the event determines its fields. */
  data: WebhookAttemptsExhaustedEventData;
};

/** A part of `WebhookAttemptsExhaustedEvent`: `data`. */
export type WebhookAttemptsExhaustedEventData = {
  /**
   * ID of a webhook.
   *
   * @example 'WH00001'
   */
  webhook_id: string;
  /**
   * ID of a webhook delivery.
   *
   * @example 'WD00001'
   */
  delivery_id: string;
  /**
   * ID of an event.
   *
   * @example 'EV00001'
   */
  event_id: string;
  /** The type of the event, such as `order.created`. */
  event_type: string;
  /** Number of attempts; for a single delivery, the attempts themselves. */
  attempts: number;
  /** The message of the last failure. */
  error: string;
};

export type Event = PartnerUpdatedEvent | FeedUploadedEvent | FeedValidationCompletedEvent | FeedValidationFailedEvent | JobCompletedEvent | JobFailedEvent | JobCancelledEvent | ProductPriceChangedEvent | PriceListChangedEvent | OrderCreatedEvent | OrderStatusChangedEvent | OrderDeliveryChangedEvent | OrderShippedEvent | OrderItemsCancelledEvent | OrderItemsReturnedEvent | OrderFulfillmentQueuedEvent | OrderFulfillmentCompletedEvent | OrderFulfillmentFailedEvent | OrderExportEvent | OrderExportCompletedEvent | OrderExportFailedEvent | OrderExportWaitingEvent | OperationsBatchCompletedEvent | CustomerCreatedEvent | CustomerAddressCreatedEvent | ImportCompletedEvent | ImportFailedEvent | ExportCompletedEvent | ExportFailedEvent | WebhookFailingEvent | WebhookDisabledEvent | WebhookAttemptsExhaustedEvent;

/** The query of `GET /events/stream`. Follow events as they happen. */
export type StreamEventsFields = {
  /** The type of the event, such as `order.created`. */
  event_type?: EventType | undefined;
  /**
   * The ID of the events' subject.
   *
   * @example 'OR00001'
   */
  subject?: string | undefined;
};

/** The body of `POST /webhooks`. Subscribe to events. */
export type CreateWebhookFields = {
  /**
   * Optional with a partner's key; if the operator omits it: events of all partners.
   *
   * @example 'PT00001'
   */
  partner_id?: string | undefined;
  /**
   * A public HTTPS URL. At most 2,000 characters.
   *
   * @example 'https://partner.example/hooks'
   */
  url: string;
  /**
   * Types of events, or `["*"]` for all. From 1 to 100 items.
   *
   * @example ["order.created"]
   */
  events: ('*' | EventType)[];
  /** A human-readable text. From 1 to 500 characters. */
  description?: string | null | undefined;
  /**
   * One delivery at a time, in sequence; a failed delivery holds back the rest.
   *
   * @default false
   */
  ordered?: boolean | undefined;
  /**
   * Maximum number of deliveries that may wait for a response at once. From 1 to 20.
   *
   * @default 5
   */
  max_in_flight?: number | undefined;
  /** Up to 10 headers that each delivery sends. Their values are stored encrypted and not shown again. */
  headers?: Record<string, string> | undefined;
};

/** The answer of `POST /webhooks`. Subscribe to events. */
export type CreatedWebhook = {
  /**
   * ID of a webhook.
   *
   * @example 'WH00001'
   */
  webhook_id: string;
  /**
   * Null for events of all partners.
   *
   * @example 'PT00001'
   */
  partner_id: string | null;
  /** The name of the partner; as a filter, case-insensitive. */
  partner_name: string | null;
  /** The URL of the receiver. */
  url: string;
  /** Types of events, or `["*"]`. */
  events: string[];
  /** A human-readable text. */
  description: string | null;
  /** One delivery at a time, in sequence. */
  ordered: boolean;
  /** Maximum number of deliveries that may wait for a response at once. */
  max_in_flight: number;
  /** Custom headers; their values are not shown. */
  headers: Record<string, string>;
  /** The current state; as a filter, the state to match. */
  status: WebhookStatus;
  /** Why it was disabled; null while it is active. */
  disabled_reason: WebhookDisabledReason | null;
  /** While open, deliveries wait, and one probe at a time is sent. */
  circuit: 'closed' | 'open';
  /** Number of consecutive failures. */
  failure_count: number;
  /**
   * Time of the first consecutive failure, in UTC; null if there is none. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  failing_since: string | null;
  /** The message of the last failure since the last success. */
  last_error: string | null;
  /**
   * No delivery is sent before this time. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  next_probe_at: string | null;
  /**
   * Deliveries are signed with both until then. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  old_secret_valid_until: string | null;
  /**
   * When it was created, in UTC. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  created_at: string;
  /**
   * When it was last changed, in UTC. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  updated_at: string;
  /** Shown once. Verifies the signatures of deliveries. */
  secret: string;
};

/** One of `active`, `disabled`. */
export type WebhookStatus = 'active' | 'disabled';

/** The query of `GET /webhooks`. List subscriptions, newest first. */
export type ListWebhooksFields = {
  /** The name of the partner; as a filter, case-insensitive. From 1 to 200 characters. */
  partner_name?: string | undefined;
  /** The current state; as a filter, the state to match. */
  status?: WebhookStatus | undefined;
  /**
   * Items per page, 1 to 100.
   *
   * @default 10
   */
  limit?: number | undefined;
  /** The previous page's `next_cursor`. It belongs to that page's filters and sort. From 1 to 4,000 characters. */
  cursor?: string | undefined;
};

/** The answer of `GET /webhooks`. List subscriptions, newest first. */
export type Webhook = {
  /**
   * ID of a webhook.
   *
   * @example 'WH00001'
   */
  webhook_id: string;
  /**
   * Null for events of all partners.
   *
   * @example 'PT00001'
   */
  partner_id: string | null;
  /** The name of the partner; as a filter, case-insensitive. */
  partner_name: string | null;
  /** The URL of the receiver. */
  url: string;
  /** Types of events, or `["*"]`. */
  events: string[];
  /** A human-readable text. */
  description: string | null;
  /** One delivery at a time, in sequence. */
  ordered: boolean;
  /** Maximum number of deliveries that may wait for a response at once. */
  max_in_flight: number;
  /** Custom headers; their values are not shown. */
  headers: Record<string, string>;
  /** The current state; as a filter, the state to match. */
  status: WebhookStatus;
  /** Why it was disabled; null while it is active. */
  disabled_reason: WebhookDisabledReason | null;
  /** While open, deliveries wait, and one probe at a time is sent. */
  circuit: 'closed' | 'open';
  /** Number of consecutive failures. */
  failure_count: number;
  /**
   * Time of the first consecutive failure, in UTC; null if there is none. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  failing_since: string | null;
  /** The message of the last failure since the last success. */
  last_error: string | null;
  /**
   * No delivery is sent before this time. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  next_probe_at: string | null;
  /**
   * Deliveries are signed with both until then. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  old_secret_valid_until: string | null;
  /**
   * When it was created, in UTC. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  created_at: string;
  /**
   * When it was last changed, in UTC. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  updated_at: string;
};

/** The body of `PATCH /webhooks/{webhook_id}`. Change, disable or enable a subscription. */
export type UpdateWebhookFields = {
  /**
   * A public HTTPS URL. At most 2,000 characters.
   *
   * @example 'https://partner.example/hooks'
   */
  url?: string | undefined;
  /**
   * Types of events, or `["*"]` for all. From 1 to 100 items.
   *
   * @example ["order.created"]
   */
  events?: ('*' | EventType)[] | undefined;
  /** A human-readable text. From 1 to 500 characters. */
  description?: string | null | undefined;
  /** One delivery at a time, in sequence; a failed delivery holds back the rest. */
  ordered?: boolean | undefined;
  /** Maximum number of deliveries that may wait for a response at once. From 1 to 20. */
  max_in_flight?: number | undefined;
  /** Up to 10 headers that each delivery sends. Their values are stored encrypted and not shown again. */
  headers?: Record<string, string> | undefined;
  /** `active` closes the circuit and resets the failure count. */
  status?: WebhookStatus | undefined;
};

/** The body of `POST /webhooks/{webhook_id}/rotate-secret`. Rotate the secret of a subscription. */
export type RotateWebhookSecretFields = {
  /**
   * Hours for which the old secret stays valid. From 0 to 168.
   *
   * @default 24
   */
  old_valid_hours?: number | undefined;
};

/** The body of `POST /webhooks/{webhook_id}/test`. Send an example event. */
export type TestWebhookFields = {
  /** The type of the event, such as `order.created`. */
  event_type?: EventType | undefined;
};

/** The answer of `POST /webhooks/{webhook_id}/test`. Send an example event. */
export type WebhookDelivery = {
  /**
   * ID of a webhook delivery.
   *
   * @example 'WD00001'
   */
  delivery_id: string;
  /**
   * ID of a webhook.
   *
   * @example 'WH00001'
   */
  webhook_id: string;
  /**
   * The event's partner.
   *
   * @example 'PT00001'
   */
  partner_id: string | null;
  /** The name of the partner; as a filter, case-insensitive. */
  partner_name: string | null;
  /**
   * ID of an event.
   *
   * @example 'EV00001'
   */
  event_id: string;
  /** The type of the event, such as `order.created`. */
  event_type: string;
  /** Sequence within the subscription; null before the first attempt. */
  sequence: number | null;
  /** The current state; as a filter, the state to match. */
  status: DeliveryStatus;
  /** Number of attempts. */
  attempt_count: number;
  /** From the last attempt; null if there was no response. */
  response_code: number | null;
  /** Why the last attempt failed, as a message. */
  error: string | null;
  /**
   * Time of the next attempt; null if it has ended. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  next_attempt_at: string | null;
  /**
   * When it was created, in UTC. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  created_at: string;
};

/** One of `pending`, `succeeded`, `failed`, `cancelled`. */
export type DeliveryStatus = 'pending' | 'succeeded' | 'failed' | 'cancelled';

/** The body of `POST /webhooks/{webhook_id}/recover`. Recover missed events since a given time. */
export type RecoverWebhookFields = {
  /**
   * The time from which events are recovered. RFC 3339.
   *
   * @example '2026-04-08T12:00:00Z'
   */
  since: string;
  /** Failed deliveries, or events without a delivery. Both if omitted. */
  only?: 'failed' | 'never_delivered' | undefined;
};

/** The answer of `POST /webhooks/{webhook_id}/recover`. Recover missed events since a given time. */
export type Redeliveries = {
  /** Number of deliveries to resend. */
  deliveries: number;
  /** Whether more are left: call again. */
  has_more: boolean;
};

/** The body of `POST /webhooks/{webhook_id}/replay`. Replay events. */
export type ReplayWebhookFields = {
  /** The events to deliver. From 1 to 100 items. */
  event_ids: string[];
};

/** The query of `GET /webhook-deliveries`. List deliveries, newest first. */
export type ListWebhookDeliveriesFields = {
  /**
   * ID of a webhook.
   *
   * @example 'WH00001'
   */
  webhook_id?: string | undefined;
  /**
   * ID of an event.
   *
   * @example 'EV00001'
   */
  event_id?: string | undefined;
  /** The type of the event, such as `order.created`. */
  event_type?: EventType | undefined;
  /** The current state; as a filter, the state to match. */
  status?: DeliveryStatus | undefined;
  /** The HTTP status of the response; null if there was none. From 100 to 599. */
  response_code?: number | undefined;
  /**
   * Created at or after this time. RFC 3339.
   *
   * @example '2026-04-08T12:00:00Z'
   */
  created_from?: string | undefined;
  /**
   * Created before this time. RFC 3339.
   *
   * @example '2026-04-08T12:00:00Z'
   */
  created_to?: string | undefined;
  /**
   * Items per page, 1 to 100.
   *
   * @default 10
   */
  limit?: number | undefined;
  /** The previous page's `next_cursor`. It belongs to that page's filters and sort. From 1 to 4,000 characters. */
  cursor?: string | undefined;
};

/** The answer of `GET /webhook-deliveries/{delivery_id}`. Get a delivery with its attempts. */
export type WebhookDeliveryDetail = {
  /**
   * ID of a webhook delivery.
   *
   * @example 'WD00001'
   */
  delivery_id: string;
  /**
   * ID of a webhook.
   *
   * @example 'WH00001'
   */
  webhook_id: string;
  /**
   * The event's partner.
   *
   * @example 'PT00001'
   */
  partner_id: string | null;
  /** The name of the partner; as a filter, case-insensitive. */
  partner_name: string | null;
  /**
   * ID of an event.
   *
   * @example 'EV00001'
   */
  event_id: string;
  /** The type of the event, such as `order.created`. */
  event_type: string;
  /** Sequence within the subscription; null before the first attempt. */
  sequence: number | null;
  /** The current state; as a filter, the state to match. */
  status: DeliveryStatus;
  /** Number of attempts. */
  attempt_count: number;
  /** From the last attempt; null if there was no response. */
  response_code: number | null;
  /** Why the last attempt failed, as a message. */
  error: string | null;
  /**
   * Time of the next attempt; null if it has ended. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  next_attempt_at: string | null;
  /**
   * When it was created, in UTC. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  created_at: string;
  /** The body as it is sent. */
  request_payload: Record<string, unknown>;
  /** From the last attempt. */
  response_body: string | null;
  /** Oldest first, the latest 100; kept for 7 days. */
  attempts: WebhookDeliveryAttempt[];
};

/** A part of `WebhookDeliveryDetail`: `attempts`. */
export type WebhookDeliveryAttempt = {
  /** The number of the attempt, starting at 1. */
  attempt: number;
  /**
   * The requested time; now by default. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  at: string;
  /** How long the attempt took, in milliseconds. */
  duration_ms: number;
  /** Signatures and values of your own headers are masked. */
  request_headers: Record<string, string>;
  /** The HTTP status of the response; null if there was none. */
  response_code: number | null;
  /** The headers of the response; null if there was none. */
  response_headers: Record<string, string> | null;
  /** The first 2000 characters. */
  response_body: string | null;
  /** The reason for the failure; missing otherwise. */
  error: string | null;
};

/** The body of `POST /webhook-deliveries/redeliver`. Resend deliveries, as a job. */
export type RedeliverWebhookDeliveriesFields = {
  /**
   * ID of a webhook.
   *
   * @example 'WH00001'
   */
  webhook_id: string;
  /**
   * The partner of the events; required if the subscription is for all partners.
   *
   * @example 'PT00001'
   */
  partner_id?: string | undefined;
  /** The type of the event, such as `order.created`. */
  event_type?: EventType | undefined;
  /** `failed` by default. */
  status?: 'succeeded' | 'failed' | 'cancelled' | undefined;
  /**
   * Created at or after this time. RFC 3339.
   *
   * @example '2026-04-08T12:00:00Z'
   */
  created_from?: string | undefined;
  /**
   * Created before this time. RFC 3339.
   *
   * @example '2026-04-08T12:00:00Z'
   */
  created_to?: string | undefined;
};

/** The body of `POST /console/session`. Sign in: exchange an API key for a session. */
export type CreateConsoleSessionFields = {
  /** The API key for the session. It is neither stored nor logged. From 1 to 200 characters. */
  api_key?: string | undefined;
  /** Instead of a key: the demo key of a server with embedded services (`demo` of `GET /`). */
  demo?: true | undefined;
};

/** The answer of `POST /console/session`. Sign in: exchange an API key for a session. */
export type ConsoleSession = {
  /** The owner and permissions of the session's key, as in `GET /me`. */
  caller: Me;
  /** Send it as `x-csrf-token` with every call of the session except GET and HEAD. */
  csrf_token: string;
  /**
   * When the session ends at the latest; earlier if it is not used. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  expires_at: string;
};

/** The owner and permissions of the session's key, as in `GET /me`. */
export type Me = {
  /** The owner of the key. */
  kind: 'operator' | 'partner';
  /** The key of this call, without its secret. */
  key: MeKey;
  /** What the key may do. */
  scopes: Scope[];
  /** The partner of the key; null for the operator. */
  partner: Partner | null;
  /** Every limit of the API. */
  limits: Limit[];
};

/** A part of `Me`: `key`. */
export type MeKey = {
  /**
   * ID of a key.
   *
   * @example 'AK00001'
   */
  api_key_id: string;
  /** A display name. */
  name: string;
  /** The secret's last four characters. */
  secret_hint: string;
  /**
   * Expiry time, in UTC; null if it does not expire. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  expires_at: string | null;
};

/** A part of `Me`: `limits`. */
export type Limit = {
  /** A display name. */
  name: string;
  /** The number. */
  value: number;
  /** The unit of the value. */
  unit: string;
  /** A human-readable text. */
  description: string;
};

/** The query of `GET /search`. Search by ID or the beginning of a name. */
export type SearchFields = {
  /**
   * An ID, or the beginning of a name, SKU, reference, file name or URL. Case-insensitive, except that SKUs and
   * product names with mixed case, such as `iPhone`, must be written exactly. From 1 to 200 characters.
   *
   * @example 'PR00001'
   */
  q: string;
  /**
   * Types to search, separated by commas; by default all that the key may read.
   *
   * @example 'product,order'
   */
  types?: string | undefined;
  /**
   * Maximum number of results across all types, 1 to 50.
   *
   * @default 20
   */
  limit?: number | undefined;
};

/** The answer of `GET /search`. Search by ID or the beginning of a name. */
export type SearchResults = {
  /** Number of items in this response. At least 0. */
  count: number;
  /** The results: objects with that ID first, then by type. */
  items: SearchResult[];
};

/** A part of `SearchResults`: `items`. */
export type SearchResult = {
  /** What it is. */
  type: SearchType;
  /** The ID of the object. */
  id: string;
  /** Its name, reference or ID. */
  title: string;
  /** Distinguishes it from others with the same title; null if there is nothing. */
  subtitle: string | null;
  /** Its state; null if the type has none. */
  status: string | null;
  /** The ID of the object that shows it, such as the order of a shipment; null if it has its own page. */
  leads_to: string | null;
  /**
   * The field that matched, such as `sku`.
   *
   * @example 'sku'
   */
  matched: string;
};

/** What it is. */
export type SearchType = 'job' | 'partner' | 'feed' | 'product' | 'order' | 'shipment' | 'order_update' | 'order_update_feed' | 'order_exporter' | 'order_export' | 'customer' | 'sales_channel' | 'category' | 'operations_batch' | 'data_descriptor' | 'data_group' | 'webhook' | 'webhook_delivery' | 'event';

/** The query of `GET /overview`. Get an overview: what is waiting, failing or needs attention. */
export type GetOverviewFields = {
  /**
   * Start of the range for counts; by default one day before `to`. The range is at most 31 days. RFC 3339.
   *
   * @example '2026-04-08T12:00:00Z'
   */
  from?: string | undefined;
  /**
   * End of the range for counts, exclusive; now by default. RFC 3339.
   *
   * @example '2026-04-08T12:00:00Z'
   */
  to?: string | undefined;
};

/** The answer of `GET /overview`. Get an overview: what is waiting, failing or needs attention. */
export type Overview = {
  /**
   * The start of the range for counts. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  from: string;
  /**
   * The end of the range, exclusive. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  to: string;
  /** What needs attention, failures first. */
  needs_attention: Attention[];
  /** The stages that the key may read. */
  stages: OverviewStage[];
  /** The parts of the server. */
  components: ComponentHealth[];
  /** The latest events; empty without the scope `events:read`. */
  recent_activity: Event[];
};

/** A part of `Overview`: `needs_attention`. */
export type Attention = {
  /**
   * A stable code for what happened.
   *
   * @example 'load_failed'
   */
  kind: string;
  /** What happened, as a message. */
  title: string;
  /** The reason, if known. */
  detail: string | null;
  /** Whether it waits for a person, or has failed. */
  level: 'waiting' | 'failing';
  /** The affected object. */
  subject: EventSubject;
  /**
   * Null for the operator's own.
   *
   * @example 'PT00001'
   */
  partner_id: string | null;
  /** The name of the partner; as a filter, case-insensitive. */
  partner_name: string | null;
  /**
   * Since when. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  since: string;
  /**
   * The suggested action: `run_job` runs the job again, `retry_failed_operations` retries a batch, `enable_webhook`
   * sets the subscription active, `view` shows the object.
   */
  action: AttentionAction;
  /**
   * The label of the action.
   *
   * @example 'Load again'
   */
  action_label: string;
};

/**
 * The suggested action: `run_job` runs the job again, `retry_failed_operations` retries a batch, `enable_webhook`
 * sets the subscription active, `view` shows the object.
 */
export type AttentionAction = 'view' | 'run_job' | 'retry_failed_operations' | 'enable_webhook';

/** A part of `Overview`: `stages`. */
export type OverviewStage = {
  /** The stage. */
  stage: StageName;
  /** Counts of what exists, waits and fails. */
  counts: OverviewCount[];
};

/** The stage. */
export type StageName = 'partners' | 'uploads' | 'processing' | 'products' | 'orders' | 'fulfilment' | 'webhooks';

/** A part of `OverviewStage`: `counts`. */
export type OverviewCount = {
  /**
   * A stable code, unique within its stage.
   *
   * @example 'failed'
   */
  name: string;
  /**
   * The same for display.
   *
   * @example 'Failed loads'
   */
  label: string;
  /** The number. At least 0. */
  value: number;
  /** Exact count, count up to a limit, or estimate if there are too many to count. */
  precision: CountPrecision;
  /** Whether it is healthy, waiting or failed. */
  level: CountLevel;
  /** Whether it is a count between `from` and `to` instead of the current count. */
  is_in_range: boolean;
  /**
   * Since when the oldest entry waits or fails; null otherwise. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  since: string | null;
};

/** Exact count, count up to a limit, or estimate if there are too many to count. */
export type CountPrecision = 'exact' | 'at_least' | 'estimate';

/** Whether it is healthy, waiting or failed. */
export type CountLevel = 'ok' | 'waiting' | 'failing';

/** A part of `Overview`: `components`. */
export type ComponentHealth = {
  /**
   * A part of the server, such as `database`.
   *
   * @example 'database'
   */
  component: string;
  /** The current state; as a filter, the state to match. */
  status: 'ok' | 'warning' | 'error';
  /** The problem or state; null if there is none. */
  detail: string | null;
};

/** The answer of `GET /`. Get the server's URLs. */
export type Index = {
  /** A display name. */
  name: string;
  /** The newest supported API version. */
  version: string;
  /** Whether the server has the demo key, because it started a database of its own to try things out. */
  demo: boolean;
  /**
   * The operations console, for a browser.
   *
   * @example '/console'
   */
  console: string;
  /**
   * The documentation, for a browser.
   *
   * @example '/guides/'
   */
  guides: string;
  /**
   * The interactive endpoint reference, for a browser.
   *
   * @example '/docs'
   */
  api_explorer: string;
  /**
   * The meaning of each error code, for a browser.
   *
   * @example '/docs/errors'
   */
  errors: string;
  /**
   * The OpenAPI document.
   *
   * @example '/openapi.json'
   */
  openapi: string;
  /**
   * The same as a Postman collection.
   *
   * @example '/docs/postman.json'
   */
  postman: string;
  /**
   * Whether the server and its database are healthy.
   *
   * @example '/health'
   */
  health: string;
  /**
   * Whether database, storage and queue are available.
   *
   * @example '/ready'
   */
  ready: string;
};

/** The answer of `GET /health`. Check health: process and database. */
export type Health = {
  /** The current state; as a filter, the state to match. */
  status: 'ok' | 'error';
  /** Whether the database can be reached. */
  database: 'connected' | 'unreachable';
};

/** The answer of `GET /ready`. Check readiness: database, storage and queue. */
export type Readiness = {
  /** The current state; as a filter, the state to match. */
  status: 'ok' | 'error';
  /** Whether the database can be reached. */
  database: 'ok' | 'error';
  /** Whether the file storage can be reached. */
  storage: 'ok' | 'error';
  /** Whether the queue of jobs can be reached. */
  queue: 'ok' | 'error';
  /** The database replica, if configured. Its `error` does not affect `status`: the primary takes over. */
  replica?: 'ok' | 'error' | undefined;
};

/** The answer of `GET /limits`. List all limits. */
export type LimitList = {
  /** Every limit of the API. */
  limits: Limit[];
};

/** An error in the format of RFC 9457. */
export type Problem = {
  /** A URI that identifies the kind of problem and links to its documentation. */
  type: string;
  /** A short summary of the kind of problem. */
  title: string;
  /** The current state; as a filter, the state to match. */
  status: number;
  /** What happened and what to do, as a human-readable message. */
  detail: string;
  /** Stable; switch on this. */
  code: ProblemCode;
  /** ID of the call in the API's log. */
  request_id: string;
  /** One entry for each invalid field. */
  errors?: FieldError[] | undefined;
};

/** Stable; switch on this. */
export type ProblemCode = 'malformed_request' | 'invalid_parameter' | 'unknown_version' | 'invalid_cursor' | 'invalid_file' | 'upload_mismatch' | 'order_without_items' | 'range_too_long' | 'job_not_runnable' | 'unauthorized' | 'forbidden' | 'cross_site_request' | 'csrf_token_wrong' | 'not_found' | 'method_not_allowed' | 'conflict' | 'partner_name_taken' | 'partner_not_active' | 'too_many_live_keys' | 'job_already_running' | 'job_not_undoable' | 'job_already_finished' | 'feed_not_uploaded' | 'product_not_available' | 'product_not_priced' | 'external_id_taken' | 'too_many_open_uploads' | 'upload_already_used' | 'upload_not_complete' | 'upload_expired' | 'batch_not_finished' | 'nothing_to_retry' | 'webhook_disabled' | 'too_many_webhooks' | 'delivery_in_flight' | 'transition_not_allowed' | 'quantity_not_available' | 'too_many_deliveries' | 'too_many_shipments' | 'update_not_parked' | 'too_many_update_feeds' | 'next_flag_taken' | 'export_chain_loops' | 'too_many_order_exporters' | 'export_not_waiting' | 'export_not_repeatable' | 'customer_has_orders' | 'idempotency_in_progress' | 'request_timeout' | 'payload_too_large' | 'unsupported_media_type' | 'validation_failed' | 'mixed_currencies' | 'product_of_another_partner' | 'customer_of_another_partner' | 'address_of_another_customer' | 'sales_channel_of_another_partner' | 'order_total_too_large' | 'idempotency_key_reused' | 'rate_limited' | 'too_many_wrong_keys' | 'internal_error' | 'service_unavailable' | 'query_limit_exceeded';

/** Sets a product's base price list. */
export type ProductValidFromPriceUpdate = {
  /** The kind of operation. */
  '@type': 'ProductValidFromPriceUpdate';
  /** Names the operation and its file, `<operation_id>.json`; says its place in the order. From 1 to 256 characters. */
  operation_id: string;
  /** The product, by one of its keys. */
  product: ProductReference;
  /** Replaced as a whole, not merged; an empty list removes it. At most 1,000 items. */
  price_list?: ValidFromPrice[] | undefined;
};

/** A part of `ProductValidFromPriceUpdate`: `product`. */
export type ProductReference = {
  /**
   * ID of a product.
   *
   * @example 'PR00001'
   */
  id?: string | undefined;
  /** The partner's number for the product, unique among its products. From 1 to 255 characters. */
  sku?: string | undefined;
  /** What the column external_id of the partner's feeds holds. From 1 to 255 characters. */
  external_id?: string | undefined;
};

/** Sets a product's price list in a channel. */
export type ProductSalesChannelValidFromPriceUpdate = {
  /** The kind of operation. */
  '@type': 'ProductSalesChannelValidFromPriceUpdate';
  /** Names the operation and its file, `<operation_id>.json`; says its place in the order. From 1 to 256 characters. */
  operation_id: string;
  /** The product, by one of its keys. */
  product: ProductReference;
  /** The sales channel whose list is set. */
  sales_channel: SalesChannelReference;
  /** Replaced as a whole, not merged; an empty list removes it. At most 1,000 items. */
  price_list?: ValidFromPrice[] | undefined;
};

/** A part of `ProductSalesChannelValidFromPriceUpdate`: `sales_channel`. */
export type SalesChannelReference = {
  /** A sales channel ID, or the external_id of one. */
  id: string;
  /** The kind. */
  type: SalesChannelType;
};

/** An operation of a batch of the type `valid-from-price-updates`. */
export type PriceOperation = ProductValidFromPriceUpdate | ProductSalesChannelValidFromPriceUpdate;

/** Says whether a product can be had. */
export type ProductAvailabilityUpdate = {
  /** The kind of operation. */
  '@type': 'ProductAvailabilityUpdate';
  /** Names the operation and its file, `<operation_id>.json`; says its place in the order. From 1 to 256 characters. */
  operation_id: string;
  /** The product, by one of its keys. */
  product: ProductReference;
  /** Whether the product can be ordered, and how soon. */
  availability: Availability;
};

/** Sets some of a product's attributes; null removes one, those not named stay. */
export type ProductAttributesUpdate = {
  /** The kind of operation. */
  '@type': 'ProductAttributesUpdate';
  /** Names the operation and its file, `<operation_id>.json`; says its place in the order. From 1 to 256 characters. */
  operation_id: string;
  /** The product, by one of its keys. */
  product: ProductReference;
  /** The attributes to set, by their names; null removes one. */
  attributes: Record<string, string | null>;
};

/** An operation of a batch of the type `product-updates`. */
export type ProductOperation = ProductAvailabilityUpdate | ProductAttributesUpdate;
