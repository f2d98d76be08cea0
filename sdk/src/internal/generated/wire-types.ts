// Made from the contract by .ci/generate.mjs: the types that a caller meets, with what the contract says of each field.

import type { Page } from '../endpoints/page.ts';

/** The body of `POST /partners`. Register a partner. */
export type CreatePartnerFields = {
  /**
   * Letter case, Unicode form, repeated spaces, invisible characters and dots at the end make no other partner. From
   * 1 to 200 characters.
   *
   * @example 'Acme Corp'
   */
  partner_name: string;
  /** Where the partner can be reached. An e-mail address. */
  contact_email?: string | null | undefined;
  /**
   * The kind of the partner's feeds, for people. From 1 to 50 characters.
   *
   * @example 'catalog'
   */
  feed_type?: string | null | undefined;
  /**
   * The format of the partner's files, for people. From 1 to 20 characters.
   *
   * @example 'csv'
   */
  default_file_format?: string | null | undefined;
  /**
   * Taken by a price whose feed names no currency; USD where this is not set.
   *
   * @example 'USD'
   */
  default_currency?: string | null | undefined;
  /** Whether new orders wait until somebody approves them. */
  orders_need_approval?: boolean | undefined;
  /**
   * New orders with a larger total wait for approval; in the currency of the order. In major units of the currency.
   * From 0 to 1,000,000,000,000.
   *
   * @example 49.99
   */
  orders_need_approval_above?: number | null | undefined;
  /** How many of its jobs start while each partner with the weight 1 has one started, where all wait. From 1 to 10. */
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
   * Letter case, Unicode form, repeated spaces, invisible characters and dots at the end make no other partner. From
   * 1 to 200 characters.
   *
   * @example 'Acme Corp'
   */
  partner_name: string;
  /** Only an active partner may upload or order; its data stays readable. */
  status: PartnerStatus;
  /** Where the partner can be reached. */
  contact_email: string | null;
  /** The kind of the partner's feeds, for people. */
  feed_type: string | null;
  /** The format of the partner's files, for people. */
  default_file_format: string | null;
  /** The currency of prices for which a feed names none; null for USD. */
  default_currency: string | null;
  /** Whether new orders wait until somebody approves them. */
  orders_need_approval: boolean;
  /** New orders with a larger total wait for approval; in the currency of the order. Null for no limit. */
  orders_need_approval_above: number | null;
  /** How many of its jobs start while each partner with the weight 1 has one started, where all wait. */
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

/** Only an active partner may upload or order; its data stays readable. */
export type PartnerStatus = 'active' | 'paused' | 'offboarded';

/** The query of `GET /partners`. List partners, newest first. */
export type ListPartnersFields = {
  /** The name of the partner; as a filter in any letter case. From 1 to 200 characters. */
  partner_name?: string | undefined;
  /** Only an active partner may upload or order; its data stays readable. */
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
   * Letter case, Unicode form, repeated spaces, invisible characters and dots at the end make no other partner. From
   * 1 to 200 characters.
   *
   * @example 'Acme Corp'
   */
  partner_name?: string | undefined;
  /** Only an active partner may upload or order; its data stays readable. */
  status?: PartnerStatus | undefined;
  /** Where the partner can be reached. An e-mail address. */
  contact_email?: string | null | undefined;
  /**
   * The kind of the partner's feeds, for people. From 1 to 50 characters.
   *
   * @example 'catalog'
   */
  feed_type?: string | null | undefined;
  /**
   * The format of the partner's files, for people. From 1 to 20 characters.
   *
   * @example 'csv'
   */
  default_file_format?: string | null | undefined;
  /**
   * Taken by a price whose feed names no currency; USD where this is not set.
   *
   * @example 'USD'
   */
  default_currency?: string | null | undefined;
  /** Whether new orders wait until somebody approves them. */
  orders_need_approval?: boolean | undefined;
  /**
   * New orders with a larger total wait for approval; in the currency of the order. In major units of the currency.
   * From 0 to 1,000,000,000,000.
   *
   * @example 49.99
   */
  orders_need_approval_above?: number | null | undefined;
  /** How many of its jobs start while each partner with the weight 1 has one started, where all wait. From 1 to 10. */
  job_weight?: number | undefined;
};

/** The body of `POST /partners/{partner_id}/api-keys`. Issue an API key for a partner. */
export type CreateApiKeyFields = {
  /** A name for people. From 1 to 100 characters. */
  name: string;
  /** All scopes where this is left out. At least 1 item. */
  scopes?: Scope[] | undefined;
  /**
   * Until when it can be used, in UTC; null for no end. RFC 3339.
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
  /** A name for people. */
  name: string;
  /** What the key may do. */
  scopes: Scope[];
  /** The secret's last four characters. */
  secret_hint: string;
  /** The state at the time of the answer; as a filter, the state to look for. */
  status: 'live' | 'expired' | 'revoked';
  /**
   * Until when it can be used, in UTC; null for no end. RFC 3339.
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
   * When the key was revoked, in UTC; null for a key that was not. RFC 3339.
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
  /** A name for people. */
  name: string;
  /** What the key may do. */
  scopes: Scope[];
  /** The secret's last four characters. */
  secret_hint: string;
  /** The state at the time of the answer; as a filter, the state to look for. */
  status: 'live' | 'expired' | 'revoked';
  /**
   * Until when it can be used, in UTC; null for no end. RFC 3339.
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
   * When the key was revoked, in UTC; null for a key that was not. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  revoked_at: string | null;
};

/** The body of `POST /feeds/upload`. Upload a product feed. */
export type FeedFields = {
  /**
   * May be left out with a partner's key. The operator's upload under an unknown name registers the partner. From 1
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
   * `full`: products the feed does not name become `discontinued`.
   *
   * @default 'incremental'
   */
  mode?: FeedMode | undefined;
  /** More rejected rows than this share fail the job, and nothing is loaded. From 0 to 1. */
  max_error_ratio?: number | undefined;
  /**
   * A full feed that would discontinue more than this share of the products fails, and nothing is loaded; 0.5 where
   * it is left out. Up to 20 products are not counted. From 0 to 1.
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
  /** The state at the time of the answer; as a filter, the state to look for. */
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
   * May be left out with a partner's key. The operator's upload under an unknown name registers the partner. From 1
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
   * `full`: products the feed does not name become `discontinued`.
   *
   * @default 'incremental'
   */
  mode?: FeedMode | undefined;
  /** More rejected rows than this share fail the job, and nothing is loaded. From 0 to 1. */
  max_error_ratio?: number | undefined;
  /**
   * A full feed that would discontinue more than this share of the products fails, and nothing is loaded; 0.5 where
   * it is left out. Up to 20 products are not counted. From 0 to 1.
   */
  max_removed_ratio?: number | undefined;
  /** The name of the file, for people. From 1 to 255 characters. */
  file_name: string;
  /** The media type of the file, such as `text/csv`. At most 100 characters. */
  content_type?: string | undefined;
  /**
   * Runs the same path and reports what would change; writes nothing.
   *
   * @default false
   */
  validate_only?: boolean | undefined;
  /** Bytes. Needed over 5 GiB, which S3 takes in parts only. At least 1. */
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
  /** Takes the file; of a file in parts, the first part. A URL. */
  upload_url: string;
  /** The HTTP method to send the file with. */
  method: 'PUT';
  /** The headers that the PUT has to have. */
  headers: Record<string, string>;
  /**
   * Until when it can be used, in UTC; null for no end. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  expires_at: string;
  /** Over 5 GiB: the addresses of the parts, which take so many bytes each, in order. */
  parts?: UploadTicketPart[] | undefined;
};

/** A part of `UploadTicket`: `parts`. */
export type UploadTicketPart = {
  /** The number of the part; the first is 1. */
  part_number: number;
  /** Where to PUT the bytes. A URL. */
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
  /** Of a file in parts: the `ETag` that each PUT was answered with. From 1 to 10,000 items. */
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
  /** The name of the partner; as a filter in any letter case. From 1 to 200 characters. */
  partner_name?: string | undefined;
  /** The state at the time of the answer; as a filter, the state to look for. */
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
  /** The name of the partner; as a filter in any letter case. */
  partner_name: string;
  /** The name of the file, for people. */
  file_name: string;
  /** The media type of the file, such as `text/csv`. */
  content_type: string | null;
  /** Size of the file in bytes; null before it was uploaded. */
  size_bytes: number | null;
  /** SHA-256 of the file, as 64 hexadecimal digits. */
  sha256: string | null;
  /** What separates the columns of the file; null before the file was read. */
  delimiter: CellDelimiter | null;
  /** `full`: products the feed does not name become `discontinued`. `incremental`: they stay. */
  mode: FeedMode;
  /** Whether changes are only reported, and nothing is written. */
  validate_only: boolean;
  /** The share of rejected rows, from 0 to 1, over which the load fails; null for no limit. */
  max_error_ratio: number | null;
  /** The share of products, from 0 to 1, that a full feed may discontinue. */
  max_removed_ratio: number;
  /** The state of the upload alone; it stays `uploaded` through the load. */
  status: FeedStatus;
  /**
   * When the file was complete, in UTC; null before. RFC 3339.
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
  /** Where the load stands, as a sentence; null before there is one. */
  validation_message: string | null;
  /** The key of the file in its bucket. */
  raw_file_s3_key: string;
  /** The bucket of the file storage that has the file. */
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
  /** The state at the time of the answer; as a filter, the state to look for. */
  status?: JobStatus | undefined;
  /**
   * ID of a feed.
   *
   * @example 'FD00001'
   */
  feed_id?: string | undefined;
  /**
   * ID of a data group.
   *
   * @example 'DG00001'
   */
  data_group_id?: string | undefined;
  /** The name of the partner; as a filter in any letter case. From 1 to 200 characters. */
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
  /** The state at the time of the answer; as a filter, the state to look for. */
  status: JobStatus;
  /** Where the job stands, as a sentence. */
  message: string;
  /**
   * When it was created, in UTC. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  created_at: string;
  /**
   * When a worker began it, in UTC; missing before. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  started_at?: string | undefined;
  /**
   * When it ended, in UTC; missing or null before. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  finished_at?: string | undefined;
  /**
   * Of a job in the queue, where it is read by its ID: its place among the jobs of its class, small or large, by the
   * turns of all partners; the first is 1, and 10000 stands for all behind as well.
   */
  queue_position?: number | undefined;
  /**
   * Beside `queue_position`: about when it starts, if jobs take as long as the latest of its class; null where too
   * few have run, or none runs. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  estimated_start_at?: string | null | undefined;
  /** How often a worker has started it. */
  attempt: number;
  /** How far the work is. */
  progress: JobProgress;
  /**
   * Of a load a `LoadResult`, of an operations batch a `BatchResult`, of a redelivery a `RedeliveryResult`, of a
   * replay of exports a `ReplayResult`, of an import a `ImportResult`, of an export a `ExportResult`, of an undo a
   * `UndoResult`.
   */
  result?: LoadResult | BatchResult | RedeliveryResult | ReplayResult | ImportResult | ExportResult | UndoResult | undefined;
  /** Why the job failed, as a sentence. */
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
  /** Paths to what belongs to the job. */
  links: Record<string, string>;
};

/** A part of `Job`: `progress`. */
export type JobProgress = {
  /** Known once the whole file has been read. */
  rows_total?: number | undefined;
  /** Rows that are done. */
  rows_done: number;
};

export type LoadResult = {
  /** Data rows read. */
  processed: number;
  /** New products. */
  inserted: number;
  /** Products whose fields changed. */
  updated: number;
  /** Products equal to what the catalogue held; not written. */
  unchanged: number;
  /** Rejected rows and repeated SKUs. */
  skipped: number;
  /** Of the skipped: rows whose SKU a later row repeats. */
  duplicates: number;
  /** Products a full feed did not name; now discontinued. */
  removed: number;
  /** What was noted of the file as a whole, such as lines that were passed over. Absent where nothing was. */
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
  /** The same as a sentence. */
  message: string;
  /** How often. */
  count: number;
};

export type BatchResult = {
  /** Operations of the batch. */
  total: number;
  /** Operations that succeeded. */
  succeeded: number;
  /** Operations that failed. */
  failed: number;
  /** Operations that were not executed, or whose effect was taken back. */
  skipped: number;
  /** What was noted of the file as a whole, such as lines that were passed over. Absent where nothing was. */
  notes?: JobNote[] | undefined;
};

export type RedeliveryResult = {
  /** Deliveries that are sent again. */
  deliveries: number;
  /** What was noted of the file as a whole, such as lines that were passed over. Absent where nothing was. */
  notes?: JobNote[] | undefined;
};

export type ReplayResult = {
  /** Exports that are done again. */
  exports: number;
  /** What was noted of the file as a whole, such as lines that were passed over. Absent where nothing was. */
  notes?: JobNote[] | undefined;
};

export type ImportResult = {
  /** Data rows read. */
  processed: number;
  /** Rows that made something new. */
  inserted: number;
  /** Rows that changed or removed something. */
  updated: number;
  /** Rows equal to what there was; nothing was written. */
  unchanged: number;
  /** Rows that were rejected, repeated, or left out because of the mode or of a blank value. */
  skipped: number;
  /** The files, in the order in which they were imported. */
  files: ImportedFile[];
  /** What was noted of the file as a whole, such as lines that were passed over. Absent where nothing was. */
  notes?: JobNote[] | undefined;
};

/** A part of `ImportResult`: `files`. */
export type ImportedFile = {
  /** Without folders and `.gz`, unless another file of the ZIP has the same name then. */
  file_name: string;
  /** Of rows within the rows of the file, which are listed by themselves: the name after `children.` of their column. */
  children?: string | undefined;
  /** The descriptor that read it; null where none matches. */
  data_descriptor_id: string | null;
  /** The version of the descriptor. */
  version: number | null;
  /** `failed`: nothing of it was imported. `unmatched`: no descriptor matches its name. */
  status: ImportFileStatus;
  /** Data rows read. */
  processed: number;
  /** Rows that made something new. */
  inserted: number;
  /** Rows that changed or removed something. */
  updated: number;
  /** Rows equal to what there was; nothing was written. */
  unchanged: number;
  /** Rows that were rejected, repeated, or left out because of the mode or of a blank value. */
  skipped: number;
  /** Why it failed, as a sentence. */
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
  /** What was noted of the file as a whole, such as lines that were passed over. Absent where nothing was. */
  notes?: JobNote[] | undefined;
};

/** A part of `ExportResult`: `files`. */
export type ExportedFile = {
  /** The name of the file, for people. */
  file_name: string;
  /** The descriptor by which it was written. */
  data_descriptor_id: string;
  /** The version of the descriptor. */
  version: number;
  /** What its rows are. */
  entity: string;
  /** Rows in the file. */
  rows: number;
  /** Its size, packed where it was asked for. */
  bytes: number;
};

export type UndoResult = {
  /** Products that the load made or changed. */
  processed: number;
  /** Products of which everything that the load wrote was taken back. */
  reversed: number;
  /** Of the reversed: new products that nothing names; now deleted. */
  removed: number;
  /** Of the reversed: new products that were ordered or are on a price list; now discontinued. */
  discontinued: number;
  /** Products that were changed since. What was changed is kept, and reported. */
  kept: number;
  /** Products that do not exist any more. */
  errored: number;
  /** What was noted of the file as a whole, such as lines that were passed over. Absent where nothing was. */
  notes?: JobNote[] | undefined;
};

/** The query of `GET /jobs/{job_id}`. Get a job, or wait for it to finish. */
export type GetJobFields = {
  /**
   * How long the answer may wait for the end of the job. In seconds. From 0 to 30.
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

/** The query of `GET /jobs/{job_id}/errors`. List a load's rejected values and warnings, in the order of the file. */
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

/** The answer of `GET /jobs/{job_id}/errors`. List a load's rejected values and warnings, in the order of the file. */
export type JobError = {
  /** The file of an import; missing for a feed, which is one. */
  file_name?: string | undefined;
  /** Line of the file at which the row begins; the header is line 1. */
  line: number;
  /** The partner's number for the product, unique among its products. */
  sku?: string | undefined;
  /** The column of the file; missing where the whole row is meant. */
  column?: string | undefined;
  /** What is wrong, as a stable word: switch on it. */
  code: string;
  /** What is meant, as a sentence for people. */
  message: string;
  /** The refused value, cut to 200 characters. */
  value?: string | undefined;
  /** Whether the value was rejected, or only looks odd. */
  severity: 'error' | 'warning';
};

/** The query of `GET /jobs/{job_id}/errors.csv`. Download the rejected lines, ready to be corrected and sent again. */
export type DownloadJobErrorsFields = {
  /**
   * Of an import: the file, as in `file_name` of the errors. May be left out where only one file has rejected rows.
   * From 1 to 255 characters.
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
  /** The value before the change; of a report the first moment that counts, null for the beginning. */
  from: string | null;
  /** The value after the change; of a report the moment up to which it counts, without it. */
  to: string | null;
};

/** The query of `GET /products`. List products. */
export type ListProductsFields = {
  /**
   * Shows the price in force at this time, past or future, and all else as it is now. Null for a product that did
   * not exist yet. Does not go with `price_min`, `price_max` or `sort_by=price`, which look at the price of the
   * feed. RFC 3339.
   *
   * @example '2026-04-08T12:00:00Z'
   */
  as_of?: string | undefined;
  /**
   * Shows the price in force in this channel; now, where `as_of` is left out.
   *
   * @example 'SC00001'
   */
  sales_channel_id?: string | undefined;
  /** The name of the partner; as a filter in any letter case. From 1 to 200 characters. */
  partner_name?: string | undefined;
  /** The partner's number for the product, unique among its products. From 1 to 255 characters. */
  sku?: string | undefined;
  /** The brand of the product, as the feed names it. From 1 to 255 characters. */
  brand?: string | undefined;
  /** The category of the product, as the feed names it. From 1 to 500 characters. */
  category?: string | undefined;
  /** Whether the product can be ordered, and how soon. */
  availability?: Availability | undefined;
  /** Price at least this. From 0 to 1,000,000,000,000. */
  price_min?: number | undefined;
  /** Price at most this. From 0 to 1,000,000,000,000. */
  price_max?: number | undefined;
  /**
   * Changed at or after this time, and all that a load or batch has changed that was under way then: who asks with
   * the time of the last answer misses nothing. RFC 3339.
   *
   * @example '2026-04-08T12:00:00Z'
   */
  updated_since?: string | undefined;
  /** Words that name, brand or SKU contain; all must match. From 1 to 200 characters. */
  q?: string | undefined;
  /**
   * Empty values come last in either order.
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
  /** The name of the partner; as a filter in any letter case. */
  partner_name: string;
  /** The partner's number for the product, unique among its products. */
  sku: string;
  /** The name of the product. */
  product_name: string;
  /** A text for people. */
  description: string | null;
  /** The brand of the product, as the feed names it. */
  brand: string | null;
  /** The category of the product, as the feed names it. */
  category: string | null;
  /**
   * Price of one unit; null where there is none. In major units of the currency. At least 0.
   *
   * @example 49.99
   */
  price: number | null;
  /** Currency of the amounts beside it: an ISO 4217 code, such as `USD`. */
  currency: string | null;
  /** Where `price` comes from; only where `as_of` or `sales_channel_id` was asked for. */
  price_source?: PriceSource | null | undefined;
  /** Whether the product can be ordered, and how soon. */
  availability: Availability | null;
  /** The feed's other columns. */
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
  /** The name of the partner; as a filter in any letter case. From 1 to 200 characters. */
  partner_name?: string | undefined;
  /** The partner's number for the product, unique among its products. From 1 to 255 characters. */
  sku?: string | undefined;
  /** The brand of the product, as the feed names it. From 1 to 255 characters. */
  brand?: string | undefined;
  /** The category of the product, as the feed names it. From 1 to 500 characters. */
  category?: string | undefined;
  /** Whether the product can be ordered, and how soon. */
  availability?: Availability | undefined;
  /** Price at least this. From 0 to 1,000,000,000,000. */
  price_min?: number | undefined;
  /** Price at most this. From 0 to 1,000,000,000,000. */
  price_max?: number | undefined;
  /**
   * Changed at or after this time, and all that a load or batch has changed that was under way then: who asks with
   * the time of the last answer misses nothing. RFC 3339.
   *
   * @example '2026-04-08T12:00:00Z'
   */
  updated_since?: string | undefined;
  /** Words that name, brand or SKU contain; all must match. From 1 to 200 characters. */
  q?: string | undefined;
  /**
   * ID of a feed.
   *
   * @example 'FD00001'
   */
  feed_id?: string | undefined;
  /**
   * CSV, which is a feed that can be sent again, or one JSON object a line.
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
   * Shows the price in force at this time, past or future, and all else as it is now. Null for a product that did
   * not exist yet. Does not go with `price_min`, `price_max` or `sort_by=price`, which look at the price of the
   * feed. RFC 3339.
   *
   * @example '2026-04-08T12:00:00Z'
   */
  as_of?: string | undefined;
  /**
   * Shows the price in force in this channel; now, where `as_of` is left out.
   *
   * @example 'SC00001'
   */
  sales_channel_id?: string | undefined;
  /** The name of the partner; as a filter in any letter case. From 1 to 200 characters. */
  partner_name?: string | undefined;
  /** The partner's number for the product, unique among its products. From 1 to 255 characters. */
  sku?: string | undefined;
  /** The brand of the product, as the feed names it. From 1 to 255 characters. */
  brand?: string | undefined;
  /** The category of the product, as the feed names it. From 1 to 500 characters. */
  category?: string | undefined;
  /** Whether the product can be ordered, and how soon. */
  availability?: Availability | undefined;
  /** Price at least this. From 0 to 1,000,000,000,000. */
  price_min?: number | undefined;
  /** Price at most this. From 0 to 1,000,000,000,000. */
  price_max?: number | undefined;
  /**
   * Changed at or after this time, and all that a load or batch has changed that was under way then: who asks with
   * the time of the last answer misses nothing. RFC 3339.
   *
   * @example '2026-04-08T12:00:00Z'
   */
  updated_since?: string | undefined;
  /** Words that name, brand or SKU contain; all must match. From 1 to 200 characters. */
  q?: string | undefined;
  /**
   * Empty values come last in either order.
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
   * Null where an operations batch changed it.
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
   * Null without a price, and, as all below, where neither price nor availability changed. In major units of the
   * currency. At least 0.
   *
   * @example 49.99
   */
  price_from: number | null;
  /**
   * The price after the change; null where there is none. In major units of the currency. At least 0.
   *
   * @example 49.99
   */
  price_to: number | null;
  /** The currency before the change; null where there was no price. */
  currency_from: string | null;
  /** The currency after the change; null where there is no price. */
  currency_to: string | null;
  /** The availability before the change; null where there was none. */
  availability_from: Availability | null;
  /** The availability after the change; null where there is none. */
  availability_to: Availability | null;
  /** All fields that changed; of changes that are more than 30 days old, price, currency and availability alone. */
  fields: FieldChange[];
};

/** A part of `ProductChange`: `fields`. */
export type FieldChange = {
  /** Its name; `attributes.<name>` of an attribute. */
  field: string;
  /** The value before the change; of a report the first moment that counts, null for the beginning. */
  from: string | null;
  /** The value after the change; of a report the moment up to which it counts, without it. */
  to: string | null;
};

/** The query of `GET /products/{product_id}/prices`. Get the price in force at a time, and why it is that. */
export type GetPriceFields = {
  /**
   * Past or future; now where it is left out. RFC 3339.
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

/** The answer of `GET /products/{product_id}/prices`. Get the price in force at a time, and why it is that. */
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
   * The time that was asked for; now where none was. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  at: string;
  /**
   * Null where neither a list nor the feed has one. In major units of the currency. At least 0.
   *
   * @example 49.99
   */
  price: number | null;
  /** Currency of the amounts beside it: an ISO 4217 code, such as `USD`. */
  currency: string | null;
  /** Where the price comes from. */
  source: PriceSource | null;
  /**
   * Since when it has been this price, whatever the source. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  since: string | null;
  /**
   * Where the price is lower than the one before it: the lowest price in force during the 30 days before the
   * reduction (Directive 98/6/EC, Article 6a). Null where it is no reduction. In major units of the currency. At
   * least 0.
   *
   * @example 49.99
   */
  lowest_price_30_days: number | null;
  /** The next change of the price that the lists, as they stood at `at`, announce. */
  next: PriceInForceNext | null;
  /** As it stood at that time, by valid_from. */
  channel_list: PriceInForceChannelList[];
  /** The entry of the base price list that is in force; null where none is. */
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
   * Price of one unit; null where there is none. In major units of the currency. At least 0.
   *
   * @example 49.99
   */
  price: number;
  /** Currency of the amounts beside it: an ISO 4217 code, such as `USD`. */
  currency: string;
  /** Where the price comes from. */
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
   * Price of one unit; null where there is none. In major units of the currency. At least 0.
   *
   * @example 49.99
   */
  price: number;
  /** Currency of the amounts beside it: an ISO 4217 code, such as `USD`. */
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
   * Price of one unit; null where there is none. In major units of the currency. At least 0.
   *
   * @example 49.99
   */
  price: number;
  /** Currency of the amounts beside it: an ISO 4217 code, such as `USD`. */
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
  /** Set as a whole, not merged; an empty list removes it. At most 1,000 items. */
  price_list: ValidFromPrice[];
};

/** A part of `SetPriceListFields`: `price_list`. */
export type ValidFromPrice = {
  /**
   * In any offset; kept to the millisecond. RFC 3339.
   *
   * @example '2026-04-08T12:00:00Z'
   */
  valid_from: string;
  /**
   * Price of one unit; null where there is none. In major units of the currency. From 0 to 999,999,999,999.99.
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
 * The query of `GET /products/{product_id}/price-list/history`. List what a product's price lists were set to,
 * newest first.
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

/** A price list as it was set; an empty one was removed. */
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
  /** The prices and the times from which they are in force; empty where the list was removed. */
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
   * Price of one unit; null where there is none. In major units of the currency. At least 0.
   *
   * @example 49.99
   */
  price: number;
  /** Currency of the amounts beside it: an ISO 4217 code, such as `USD`. */
  currency: string;
};

/** The body of `POST /sales-channels`. Create a sales channel. */
export type CreateSalesChannelFields = {
  /**
   * A partner's key may leave it out.
   *
   * @example 'PT00001'
   */
  partner_id?: string | undefined;
  /** A name for people. From 1 to 200 characters. */
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
  /** A name for people. */
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
  /** The name of the partner; as a filter in any letter case. From 1 to 200 characters. */
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
  /** A name for people. From 1 to 200 characters. */
  name?: string | undefined;
  /** The kind. */
  type?: SalesChannelType | undefined;
  /** The partner's own ID of the channel, unique among its channels. From 1 to 255 characters. */
  external_id?: string | null | undefined;
};

/** The query of `GET /categories`. List categories, newest first. */
export type ListCategoriesFields = {
  /** The name of the partner; as a filter in any letter case. From 1 to 200 characters. */
  partner_name?: string | undefined;
  /** The category of this code. From 1 to 200 characters. */
  code?: string | undefined;
  /** Only the categories directly below this one. From 1 to 200 characters. */
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
  /** The name of the partner; as a filter in any letter case. */
  partner_name: string;
  /** The partner's own code of the category, unique among its categories. */
  code: string;
  /** A name for people. */
  name: string;
  /**
   * The category above it; null at the top.
   *
   * @example 'CT00001'
   */
  parent_id: string | null;
  /** The code of the category above it. */
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
  /** Takes the ZIP file, once. A URL. */
  upload_url: string;
  /** The HTTP method to send the file with. */
  method: 'PUT';
  /** The headers that the PUT has to have. */
  headers: Record<string, string>;
  /**
   * Until when it can be used, in UTC; null for no end. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  expires_at: string;
};

/** The body of `POST /org/{org_id}/operations-batches/{batch_type}`. Create a batch; it starts at once. */
export type CreateBatchFields = {
  /**
   * ID of a batch upload.
   *
   * @example 'BU00001'
   */
  upload_id: string;
  /** A name for people. From 1 to 200 characters. */
  name?: string | undefined;
  /**
   * `continue`: the others are executed all the same; `stop`: the first failure ends the batch, what was done stays;
   * `rollback`: all or nothing.
   *
   * @default 'continue'
   */
  on_error?: OnError | undefined;
  /**
   * Checks and executes every operation, and takes all of it back.
   *
   * @default false
   */
  validate_only?: boolean | undefined;
};

/** One of `continue`, `stop`, `rollback`. */
export type OnError = 'continue' | 'stop' | 'rollback';

/** The answer of `POST /org/{org_id}/operations-batches/{batch_type}`. Create a batch; it starts at once. */
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
  /** The kind of batch, which determines the operations that it allows. */
  batch_type: BatchType;
  /** A name for people. */
  name: string | null;
  /** What follows the first failed operation: go on, stop, or take everything back. */
  on_error: OnError;
  /** Whether changes are only reported, and nothing is written. */
  validate_only: boolean;
  /** The job's. */
  status: JobStatus;
  /** What is meant, as a sentence for people. */
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
   * The batch whose failed operations this one has.
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
  /** What was noted of the file as a whole, such as lines that were passed over. Absent where nothing was. */
  notes?: JobNote[] | undefined;
  /**
   * When it was created, in UTC. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  created_at: string;
  /**
   * When it ended, in UTC; missing or null before. RFC 3339.
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
  /** The state at the time of the answer; as a filter, the state to look for. */
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
  /** The state at the time of the answer; as a filter, the state to look for. */
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
  /** Place in the order of execution, from 1. */
  position: number;
  /** The `@type`; null until it was read, or where it cannot be. */
  type: string | null;
  /** The state at the time of the answer; as a filter, the state to look for. */
  status: OperationStatus;
  /** Why it failed; missing where it did not. */
  error?: BatchOperationError | undefined;
  /** Its file in `errors.zip`; in the archive it may stand in a folder, or end in `.JSON`. */
  entry_name: string;
};

/** A part of `BatchOperation`: `error`. */
export type BatchOperationError = {
  /** What is wrong, as a stable word: switch on it. */
  code: OperationProblemCode;
  /** What is meant, as a sentence for people. */
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
  /** What is wrong, as a stable word. */
  code: string;
  /** What is wrong, as a sentence. */
  message: string;
};

/** The body of `POST /customers`. Create a customer. */
export type CreateCustomerFields = {
  /**
   * The partner's own number of the customer, unique among its customers; the operator's customers count as those of
   * one partner. It is stored and shown as it is: do not take an e-mail address. From 1 to 255 characters.
   */
  external_id?: string | null | undefined;
  /** First name. From 1 to 100 characters. */
  first_name: string;
  /** Last name. From 1 to 100 characters. */
  last_name: string;
  /** Where the customer can be reached. It is returned masked. An e-mail address. */
  email: string;
  /**
   * Where the customer can be called. It is returned masked. From 1 to 32 characters.
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
  /** The phone number, masked: `***-***-0101`; null where there is none. */
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
  /** The name of the partner; as a filter in any letter case. From 1 to 200 characters. */
  partner_name?: string | undefined;
  /** The customer of this number. From 1 to 255 characters. */
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
  /** `has_orders`: an order names the customer or one of its addresses, so nothing was deleted. */
  outcome: DeletionOutcome;
};

/** `has_orders`: an order names the customer or one of its addresses, so nothing was deleted. */
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
   * Country, as it is to stand on a label.
   *
   * @default 'US'
   */
  country?: string | undefined;
};

/** The body of `POST /orders`. Create an order. */
export type CreateOrderFields = {
  /** Whose products are ordered. A partner's key may leave it out. From 1 to 200 characters. */
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
   * Where it is sold: the channel's prices in force are taken where it has any.
   *
   * @example 'SC00001'
   */
  sales_channel_id?: string | undefined;
  /** At least one. A product may stand in several of them. At most 500 items. */
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
  /** The name of the partner; as a filter in any letter case. */
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
  /** The state at the time of the answer; as a filter, the state to look for. */
  status: OrderStatus;
  /**
   * The sum of the line totals, exact. In major units of the currency. At least 0.
   *
   * @example 49.99
   */
  total_amount: number;
  /** Currency of the amounts beside it: an ISO 4217 code, such as `USD`. */
  currency: string;
  /** How far its fulfilment is: follows from its deliveries. */
  fulfillment_status: FulfillmentStatus;
  /**
   * The part of the total that was cancelled, exact. In major units of the currency. At least 0.
   *
   * @example 49.99
   */
  cancelled_amount: number;
  /**
   * The part of the total that was shipped and came back, exact. In major units of the currency. At least 0.
   *
   * @example 49.99
   */
  returned_amount: number;
  /** Whether exporters leave it out until it is unblocked. */
  block_export: boolean;
  /** The statuses that `POST /orders/{order_id}/transitions` can give it now. */
  allowed_transitions: OrderStatus[];
  /** What was ordered, in the order of the call. */
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

/** How far its fulfilment is: follows from its deliveries. */
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
  /** As it was when the order was made; so are name and price. */
  sku: string;
  /** The name of the product. */
  product_name: string;
  /** Number of units. */
  quantity: number;
  /**
   * Price of one unit when the order was made. In major units of the currency. At least 0.
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
  /** The part of what was shipped that came back. */
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
  /** The state at the time of the answer; as a filter, the state to look for. */
  status: OrderDeliveryStatus;
  /** Whether exporters leave it out. */
  block_export: boolean;
  /** Who carries it, such as `DHL`; null where it is not known. */
  carrier: string | null;
  /** The carrier's number of the parcel; null where it is not known. */
  tracking_number: string | null;
  /**
   * The latest of its items. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  estimated_from: string | null;
  /**
   * The latest of its items; null while an item has no estimate. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  estimated_until: string | null;
  /** The entries of this answer, in the order of the list. */
  items: DeliveryItem[];
  /** The states that can be asked for; quantities may still forbid one. */
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
  /** What belongs to the delivery, cancelled parts included. */
  quantity: number;
  /** The part of the quantity that was shipped, returned parts included. */
  shipped_quantity: number;
  /** The part of the quantity that was cancelled. */
  cancelled_quantity: number;
  /** The part of what was shipped that came back. */
  returned_quantity: number;
  /** What an order update reported; null before, 0 for a rejected line. */
  delivered_quantity: number | null;
  /** Whether an order update rejected the line. */
  rejected: boolean;
  /**
   * From when it is expected, in UTC; null where there is no estimate. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  estimated_from: string | null;
  /**
   * Until when it is expected, in UTC; null where there is no estimate. RFC 3339.
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
  /** What was said of it, for people; null where there is nothing. */
  remark: string | null;
  /** The number of the invoice; null where there is none. */
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
  /** Who carries it, such as `DHL`; null where it is not known. */
  carrier: string | null;
  /** The carrier's number of the parcel; null where it is not known. */
  tracking_number: string | null;
  /** The entries of this answer, in the order of the list. */
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
  /** The name of the partner; as a filter in any letter case. From 1 to 200 characters. */
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
  /** The state at the time of the answer; as a filter, the state to look for. */
  status?: OrderStatus | undefined;
  /** How far the fulfilment is; as a filter, what to look for. */
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
  /** Why, for people; kept in the history. From 1 to 500 characters. */
  reason?: string | undefined;
};

/** The query of `GET /orders/{order_id}/history`. List what happened to an order, newest first. */
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

/** The answer of `GET /orders/{order_id}/history`. List what happened to an order, newest first. */
export type OrderHistoryEntry = {
  /**
   * The time that was asked for; now where none was. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  at: string;
  /**
   * Who caused it: the ID of an API key or of an order update, or `system`.
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
   * The state before; of an item `open`, `shipped` or the delivery it was in; of a block `export allowed` or `export
   * blocked`.
   */
  from: string;
  /** The state after; of an item `cancelled`, `returned` or the delivery it was put into. */
  to: string;
  /** How much of the item; null for orders and deliveries. */
  quantity: number | null;
  /** Why it was done. */
  reason: string | null;
};

/** The body of `POST /orders/{order_id}/deliveries`. Put parts of an order into a delivery of their own. */
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
  /** The state at the time of the answer; as a filter, the state to look for. */
  status?: OrderDeliveryStatus | undefined;
  /**
   * Who carries it, such as `DHL`; null where it is not known. From 1 to 100 characters.
   *
   * @example 'DHL'
   */
  carrier?: string | null | undefined;
  /**
   * The carrier's number of the parcel. From 1 to 100 characters.
   *
   * @example 'JD014600003RU'
   */
  tracking_number?: string | null | undefined;
  /** Whether exporters leave it out. */
  block_export?: boolean | undefined;
  /** Why, for people; kept in the history. From 1 to 500 characters. */
  reason?: string | undefined;
};

/** The body of `POST /orders/{order_id}/shipments`. Ship a delivery, or parts of it, as a parcel. */
export type CreateShipmentFields = {
  /**
   * May be left out where one delivery of the order alone can be shipped.
   *
   * @example 'DL00001'
   */
  delivery_id?: string | undefined;
  /**
   * Who carries it, such as `DHL`; null where it is not known. From 1 to 100 characters.
   *
   * @example 'DHL'
   */
  carrier?: string | null | undefined;
  /**
   * The carrier's number of the parcel. From 1 to 100 characters.
   *
   * @example 'JD014600003RU'
   */
  tracking_number?: string | null | undefined;
  /** What is in the parcel; everything open in the delivery where it is left out. From 1 to 500 items. */
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
  /** Why, for people; kept in the history. From 1 to 500 characters. */
  reason?: string | undefined;
};

/** The body of `POST /orders/{order_id}/returns`. Record parts of an order that came back. */
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
  /** Why, for people; kept in the history. From 1 to 500 characters. */
  reason?: string | undefined;
};

/** The body of `POST /orders/{order_id}/block-export`. Keep exporters from taking an order. */
export type BlockOrderExportFields = {
  /** Why, for people; kept in the history. From 1 to 500 characters. */
  reason?: string | undefined;
};

/** The body of `POST /orders/{order_id}/unblock-export`. Let exporters take an order again. */
export type UnblockOrderExportFields = {
  /** Why, for people; kept in the history. From 1 to 500 characters. */
  reason?: string | undefined;
};

/** The query of `GET /customers/{customer_id}/orders`. List a customer's orders, newest first. */
export type ListOrdersByCustomerFields = {
  /** The state at the time of the answer; as a filter, the state to look for. */
  status?: OrderStatus | undefined;
  /** How far the fulfilment is; as a filter, what to look for. */
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

/** The body of `POST /order-updates`. Send what happened to orders. */
export type SendOrderUpdatesFields = {
  /**
   * Whose orders they are about. A partner's key may leave it out.
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
  /** In place of the `order_id`. From 1 to 255 characters. */
  customer_reference?: string | undefined;
  /**
   * In place of the `order_id`, for one of several deliveries of an order.
   *
   * @example 'DL00001'
   */
  delivery_id?: string | undefined;
  /** The new status of the delivery, or of all deliveries of the order. */
  status?: OrderDeliveryStatus | undefined;
  /** The parts that the status is about: one parcel of them, or what was cancelled or returned. From 1 to 500 items. */
  items?: SentOrderUpdateItem[] | undefined;
  /** What is known of single lines. A delivery ships when each has a delivered quantity. */
  lines?: OrderUpdateLine[] | undefined;
  /**
   * Who carries it, such as `DHL`; null where it is not known. From 1 to 100 characters.
   *
   * @example 'DHL'
   */
  carrier?: string | undefined;
  /**
   * The carrier's number of the parcel. From 1 to 100 characters.
   *
   * @example 'JD014600003RU'
   */
  tracking_number?: string | undefined;
  /** Why, for people; kept in the history. From 1 to 500 characters. */
  reason?: string | undefined;
  /**
   * When it happened, at most a day ahead: of two reports of a field, the later one counts. RFC 3339.
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
  /** In place of the `order_item_id`. From 1 to 255 characters. */
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
  /** In place of the `order_item_id`. From 1 to 255 characters. */
  sku?: string | undefined;
  /** What was ordered: of several lines with the SKU, the one with this quantity is meant. From 1 to 1,000,000. */
  quantity?: number | undefined;
  /** What is delivered of the line, in all; the rest is cancelled when the delivery ships. From 0 to 1,000,000. */
  delivered_quantity?: number | undefined;
  /** Nothing of the line is delivered. */
  rejected?: boolean | undefined;
  /**
   * From when it is expected, in UTC; null where there is no estimate. RFC 3339.
   *
   * @example '2026-04-08T12:00:00Z'
   */
  estimated_from?: string | undefined;
  /**
   * Until when it is expected, in UTC; null where there is no estimate. RFC 3339.
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
  /** What was said of it, for people; null where there is nothing. From 1 to 500 characters. */
  remark?: string | undefined;
  /** The number of the invoice; null where there is none. From 1 to 100 characters. */
  invoice_number?: string | undefined;
};

/** The answer of `POST /order-updates`. Send what happened to orders. */
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
  /** Whether it had been received before, and has no effect again. */
  duplicate: boolean;
};

/** The query of `GET /order-updates`. List order updates, newest first. */
export type ListOrderUpdatesFields = {
  /** The name of the partner; as a filter in any letter case. From 1 to 200 characters. */
  partner_name?: string | undefined;
  /** The state at the time of the answer; as a filter, the state to look for. */
  status?: OrderUpdateStatus | undefined;
  /** Those that are parked for this reason. */
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
  /** The name of the partner; as a filter in any letter case. */
  partner_name: string;
  /**
   * The feed it was pushed to; null where it was sent.
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
  /** The state at the time of the answer; as a filter, the state to look for. */
  status: OrderUpdateStatus;
  /** Why it is parked; null otherwise. */
  code: OrderUpdateCode | null;
  /** Why it is parked and what to do, or what of it had no effect; null for nothing of the kind. */
  message: string | null;
  /**
   * The order that was found for it.
   *
   * @example 'OR00001'
   */
  order_id: string | null;
  /** What was sent; null while what was pushed could not be mapped. */
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
  /** The name of the partner; as a filter in any letter case. */
  partner_name: string;
  /**
   * The feed it was pushed to; null where it was sent.
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
  /** The state at the time of the answer; as a filter, the state to look for. */
  status: OrderUpdateStatus;
  /** Why it is parked; null otherwise. */
  code: OrderUpdateCode | null;
  /** Why it is parked and what to do, or what of it had no effect; null for nothing of the kind. */
  message: string | null;
  /**
   * The order that was found for it.
   *
   * @example 'OR00001'
   */
  order_id: string | null;
  /** What was sent; null while what was pushed could not be mapped. */
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
  /** What was pushed, its first 10000 bytes as text in its encoding; null for none, and for a workbook. */
  payload: string | null;
};

/** The body of `POST /order-update-feeds`. Register a feed of order updates. */
export type CreateOrderUpdateFeedFields = {
  /**
   * Whose orders it is about. A partner's key may leave it out.
   *
   * @example 'PT00001'
   */
  partner_id?: string | undefined;
  /** A name for people. From 1 to 100 characters. */
  name: string;
  /**
   * The carrier of updates that name none. From 1 to 100 characters.
   *
   * @example 'DHL'
   */
  carrier?: string | null | undefined;
  /** How the courier proves who it is: by the token, or by a signature of the body. */
  authentication: FeedAuthentication;
  /** The header of the token or the signature: `x-feed-token` or `x-feed-signature` unless the courier uses its own. */
  header?: string | undefined;
  /** How a notice becomes order updates. Either this or `data_descriptor_id`. */
  mapping?: OrderUpdateFeedMapping | undefined;
  /**
   * The data descriptor of the partner, with the entity `order_update`, in whose layout files are pushed. Either
   * this or `mapping`.
   *
   * @example 'DD00001'
   */
  data_descriptor_id?: string | undefined;
};

/** One of `token`, `hmac`. */
export type FeedAuthentication = 'token' | 'hmac';

/** How a notice becomes order updates. Either this or `data_descriptor_id`. */
export type OrderUpdateFeedMapping = {
  /**
   * The list whose entries are an update each; the other paths begin there. Left out: one update. At most 200
   * characters.
   *
   * @example 'shipment.events[0].code'
   */
  each?: string | undefined;
  /** Our field: the path of its value. */
  fields: OrderUpdateFeedMappingFields;
  /** The courier's word: our status; null for a word that says nothing of the status. */
  statuses?: Record<string, OrderDeliveryStatus | null> | undefined;
  /** Where the lines of an update are; the paths of `fields` begin at a line. */
  lines?: OrderUpdateFeedMappingLines | undefined;
};

/** Our field: the path of its value. */
export type OrderUpdateFeedMappingFields = {
  /**
   * Where the value is: names with dots between, `[n]` for an entry of a list (the first is `[0]`); in XML the names
   * of elements from the root on, `@name` for an attribute, `#text` for the text beside attributes. At most 200
   * characters.
   *
   * @example 'shipment.events[0].code'
   */
  update_id?: string | undefined;
  /**
   * Where the value is: names with dots between, `[n]` for an entry of a list (the first is `[0]`); in XML the names
   * of elements from the root on, `@name` for an attribute, `#text` for the text beside attributes. At most 200
   * characters.
   *
   * @example 'shipment.events[0].code'
   */
  order_id?: string | undefined;
  /**
   * Where the value is: names with dots between, `[n]` for an entry of a list (the first is `[0]`); in XML the names
   * of elements from the root on, `@name` for an attribute, `#text` for the text beside attributes. At most 200
   * characters.
   *
   * @example 'shipment.events[0].code'
   */
  customer_reference?: string | undefined;
  /**
   * Where the value is: names with dots between, `[n]` for an entry of a list (the first is `[0]`); in XML the names
   * of elements from the root on, `@name` for an attribute, `#text` for the text beside attributes. At most 200
   * characters.
   *
   * @example 'shipment.events[0].code'
   */
  delivery_id?: string | undefined;
  /**
   * Where the value is: names with dots between, `[n]` for an entry of a list (the first is `[0]`); in XML the names
   * of elements from the root on, `@name` for an attribute, `#text` for the text beside attributes. At most 200
   * characters.
   *
   * @example 'shipment.events[0].code'
   */
  status?: string | undefined;
  /**
   * Where the value is: names with dots between, `[n]` for an entry of a list (the first is `[0]`); in XML the names
   * of elements from the root on, `@name` for an attribute, `#text` for the text beside attributes. At most 200
   * characters.
   *
   * @example 'shipment.events[0].code'
   */
  carrier?: string | undefined;
  /**
   * Where the value is: names with dots between, `[n]` for an entry of a list (the first is `[0]`); in XML the names
   * of elements from the root on, `@name` for an attribute, `#text` for the text beside attributes. At most 200
   * characters.
   *
   * @example 'shipment.events[0].code'
   */
  tracking_number?: string | undefined;
  /**
   * Where the value is: names with dots between, `[n]` for an entry of a list (the first is `[0]`); in XML the names
   * of elements from the root on, `@name` for an attribute, `#text` for the text beside attributes. At most 200
   * characters.
   *
   * @example 'shipment.events[0].code'
   */
  reason?: string | undefined;
  /**
   * Where the value is: names with dots between, `[n]` for an entry of a list (the first is `[0]`); in XML the names
   * of elements from the root on, `@name` for an attribute, `#text` for the text beside attributes. At most 200
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
  /** Our field of a line: the path of its value. */
  fields: OrderUpdateFeedMappingLinesFields;
};

/** Our field of a line: the path of its value. */
export type OrderUpdateFeedMappingLinesFields = {
  /**
   * Where the value is: names with dots between, `[n]` for an entry of a list (the first is `[0]`); in XML the names
   * of elements from the root on, `@name` for an attribute, `#text` for the text beside attributes. At most 200
   * characters.
   *
   * @example 'shipment.events[0].code'
   */
  order_item_id?: string | undefined;
  /**
   * Where the value is: names with dots between, `[n]` for an entry of a list (the first is `[0]`); in XML the names
   * of elements from the root on, `@name` for an attribute, `#text` for the text beside attributes. At most 200
   * characters.
   *
   * @example 'shipment.events[0].code'
   */
  sku?: string | undefined;
  /**
   * Where the value is: names with dots between, `[n]` for an entry of a list (the first is `[0]`); in XML the names
   * of elements from the root on, `@name` for an attribute, `#text` for the text beside attributes. At most 200
   * characters.
   *
   * @example 'shipment.events[0].code'
   */
  quantity?: string | undefined;
  /**
   * Where the value is: names with dots between, `[n]` for an entry of a list (the first is `[0]`); in XML the names
   * of elements from the root on, `@name` for an attribute, `#text` for the text beside attributes. At most 200
   * characters.
   *
   * @example 'shipment.events[0].code'
   */
  delivered_quantity?: string | undefined;
  /**
   * Where the value is: names with dots between, `[n]` for an entry of a list (the first is `[0]`); in XML the names
   * of elements from the root on, `@name` for an attribute, `#text` for the text beside attributes. At most 200
   * characters.
   *
   * @example 'shipment.events[0].code'
   */
  rejected?: string | undefined;
  /**
   * Where the value is: names with dots between, `[n]` for an entry of a list (the first is `[0]`); in XML the names
   * of elements from the root on, `@name` for an attribute, `#text` for the text beside attributes. At most 200
   * characters.
   *
   * @example 'shipment.events[0].code'
   */
  estimated_from?: string | undefined;
  /**
   * Where the value is: names with dots between, `[n]` for an entry of a list (the first is `[0]`); in XML the names
   * of elements from the root on, `@name` for an attribute, `#text` for the text beside attributes. At most 200
   * characters.
   *
   * @example 'shipment.events[0].code'
   */
  estimated_until?: string | undefined;
  /**
   * Where the value is: names with dots between, `[n]` for an entry of a list (the first is `[0]`); in XML the names
   * of elements from the root on, `@name` for an attribute, `#text` for the text beside attributes. At most 200
   * characters.
   *
   * @example 'shipment.events[0].code'
   */
  confirmed_at?: string | undefined;
  /**
   * Where the value is: names with dots between, `[n]` for an entry of a list (the first is `[0]`); in XML the names
   * of elements from the root on, `@name` for an attribute, `#text` for the text beside attributes. At most 200
   * characters.
   *
   * @example 'shipment.events[0].code'
   */
  remark?: string | undefined;
  /**
   * Where the value is: names with dots between, `[n]` for an entry of a list (the first is `[0]`); in XML the names
   * of elements from the root on, `@name` for an attribute, `#text` for the text beside attributes. At most 200
   * characters.
   *
   * @example 'shipment.events[0].code'
   */
  invoice_number?: string | undefined;
};

/** The answer of `POST /order-update-feeds`. Register a feed of order updates. */
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
  /** The name of the partner; as a filter in any letter case. */
  partner_name: string;
  /** A name for people. */
  name: string;
  /** Who carries it, such as `DHL`; null where it is not known. */
  carrier: string | null;
  /** How the courier proves who it is: by the token, or by an HMAC-SHA256 signature of the body. */
  authentication: FeedAuthentication;
  /** The header of the token or the signature. */
  header: string;
  /** How a notice becomes order updates; null where files are read by a data descriptor. */
  mapping: OrderUpdateFeedMapping | null;
  /**
   * The data descriptor by which pushed files are read; null where there is a mapping.
   *
   * @example 'DD00001'
   */
  data_descriptor_id: string | null;
  /**
   * Until then a push may prove itself by the secret that was replaced; null for none. RFC 3339.
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

/** The query of `GET /order-update-feeds`. List the feeds of order updates, newest first. */
export type ListOrderUpdateFeedsFields = {
  /** The name of the partner; as a filter in any letter case. From 1 to 200 characters. */
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

/** The answer of `GET /order-update-feeds`. List the feeds of order updates, newest first. */
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
  /** The name of the partner; as a filter in any letter case. */
  partner_name: string;
  /** A name for people. */
  name: string;
  /** Who carries it, such as `DHL`; null where it is not known. */
  carrier: string | null;
  /** How the courier proves who it is: by the token, or by an HMAC-SHA256 signature of the body. */
  authentication: FeedAuthentication;
  /** The header of the token or the signature. */
  header: string;
  /** How a notice becomes order updates; null where files are read by a data descriptor. */
  mapping: OrderUpdateFeedMapping | null;
  /**
   * The data descriptor by which pushed files are read; null where there is a mapping.
   *
   * @example 'DD00001'
   */
  data_descriptor_id: string | null;
  /**
   * Until then a push may prove itself by the secret that was replaced; null for none. RFC 3339.
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

/** The body of `PATCH /order-update-feeds/{order_update_feed_id}`. Change a feed of order updates. */
export type UpdateOrderUpdateFeedFields = {
  /** A name for people. From 1 to 100 characters. */
  name?: string | undefined;
  /**
   * The carrier of updates that name none. From 1 to 100 characters.
   *
   * @example 'DHL'
   */
  carrier?: string | null | undefined;
  /** The header of the token or the signature: `x-feed-token` or `x-feed-signature` unless the courier uses its own. */
  header?: string | undefined;
  /** How a notice becomes order updates, also in place of a `data_descriptor_id`. */
  mapping?: OrderUpdateFeedMapping | undefined;
  /**
   * By which pushed files are read, also in place of a `mapping`.
   *
   * @example 'DD00001'
   */
  data_descriptor_id?: string | undefined;
};

/**
 * The body of `POST /order-update-feeds/{order_update_feed_id}/rotate-secret`. Replace the secret of a feed of order
 * updates.
 */
export type RotateOrderUpdateFeedSecretFields = {
  /**
   * Hours for which the old secret stays valid. From 0 to 168.
   *
   * @default 24
   */
  old_valid_hours?: number | undefined;
};

/** The answer of `POST /order-update-feeds/{order_update_feed_id}/push`. Push what a courier tells of orders. */
export type ReceivedPush = {
  /**
   * ID of a push of an order update feed.
   *
   * @example 'OP00001'
   */
  push_id: string;
  /** Whether the same bytes had been pushed before. */
  duplicate: boolean;
};

/** The body of `POST /order-exporters`. Create an order exporter. */
export type CreateOrderExporterFields = {
  /**
   * A name for people. From 1 to 100 characters.
   *
   * @example 'Fulfilment'
   */
  name: string;
  /**
   * `http` sends orders to a URL, `s3_file` writes them to files, `event` records an event for webhooks, `manual`
   * waits for a person.
   */
  kind: ExporterKind;
  /** Which orders it takes. */
  when: CreateOrderExporterWhen;
  /**
   * The layout of requests and files. CSV has a line for each item of an order. Or the ID of one of the partner's
   * data descriptors of the entity `order`, which describes it: by its current version, without its filter and its
   * order, since `when` says which orders go out. XLSX goes with the kind `s3_file`.
   *
   * @example 'csv'
   */
  format?: OrderExportFormat | string | undefined;
  /** Where orders go. */
  target?: CreateOrderExporterTarget | undefined;
  /**
   * Of the exporters of one flag, the lowest number goes first. From 0 to 10,000.
   *
   * @default 100
   */
  priority?: number | undefined;
  /**
   * The flag to set once all exporters of this flag succeeded. One exporter of a flag may.
   *
   * @example 'to_fulfilment'
   */
  next_flag?: string | null | undefined;
  /** How many orders go out together: one by `http`, 1,000 or those of a minute in a file. */
  batch?: CreateOrderExporterBatch | undefined;
  /** How failures are tried again. */
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

/** Which orders it takes. */
export type CreateOrderExporterWhen = {
  /**
   * The word by which exporters find their orders.
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
   * A partner's key may leave it out; left out by the operator: orders of all partners.
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
   * Of `http`: HTTPS, to a public address. At most 2,000 characters.
   *
   * @example 'https://fulfilment.example/orders'
   */
  url?: string | undefined;
  /** Of `http`; `POST` where it is left out. */
  method?: ExportMethod | undefined;
  /** Up to 10 headers that each delivery sends. Their values are stored encrypted and not shown again. */
  headers?: Record<string, string> | undefined;
  /**
   * Of `s3_file`: may contain {date}, {time} and {exporter}, and must contain {number}. At most 150 characters.
   *
   * @example 'orders-{date}-{number}.csv'
   */
  file_name?: string | undefined;
};

/** One of `POST`, `PUT`. */
export type ExportMethod = 'POST' | 'PUT';

/** A part of `CreateOrderExporterFields`: `batch`. */
export type CreateOrderExporterBatch = {
  /** The most orders of one request or file. From 1 to 10,000. */
  max_orders?: number | undefined;
  /** How long an order waits for others, at most. From 0 to 86,400. */
  max_wait_seconds?: number | undefined;
};

/** A part of `CreateOrderExporterFields`: `retry`. */
export type CreateOrderExporterRetry = {
  /** How often an export is tried; 20 where it is left out. From 1 to 100. */
  attempts?: number | undefined;
  /** The delay after the first failure, which doubles each time; 60 where it is left out. From 1 to 86,400. */
  first_delay_seconds?: number | undefined;
  /** The longest delay; 3600 where it is left out. From 1 to 86,400. */
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
  /** The name of the partner; as a filter in any letter case. */
  partner_name: string | null;
  /** A name for people. */
  name: string;
  /** How it takes orders out. */
  kind: ExporterKind;
  /** Which orders it takes. */
  when: CreatedOrderExporterWhen;
  /**
   * The layout of requests and files, or the ID of the data descriptor that describes it. Null for kinds that write
   * nothing.
   */
  format: OrderExportFormat | string | null;
  /** Where orders go: the URL of `http`, the file name of `s3_file`. */
  target: CreatedOrderExporterTarget;
  /** Of the exporters of one flag, the lowest number goes first. */
  priority: number;
  /** The flag that an order has once all exporters of this flag succeeded; null for none. */
  next_flag: string | null;
  /** How many orders go out together. */
  batch: CreatedOrderExporterBatch;
  /** How failures are tried again. */
  retry: CreatedOrderExporterRetry;
  /** Orders wait while it is false. */
  enabled: boolean;
  /** Open: orders wait, and one attempt at a time is made. */
  circuit: 'closed' | 'open';
  /** Failures in a row. */
  failure_count: number;
  /**
   * When the first of the failures in a row was, in UTC; null where there is none. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  failing_since: string | null;
  /** The last failure since a success, as a sentence. */
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
  /** Of `http`, shown once: verifies the signatures of requests. Null for other kinds. */
  secret: string | null;
};

/** Which orders it takes. */
export type CreatedOrderExporterWhen = {
  /** The flag of the orders that it takes. */
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
  /** Currency of the amounts beside it: an ISO 4217 code, such as `USD`. */
  currency: string | null;
};

/** Where orders go: the URL of `http`, the file name of `s3_file`. */
export type CreatedOrderExporterTarget = {
  /** Where deliveries are sent. */
  url: string | null;
  /** The HTTP method. */
  method: ExportMethod | null;
  /** Further headers; the values are not shown. */
  headers: Record<string, string>;
  /** The pattern of the names of files. */
  file_name: string | null;
};

/** How many orders go out together. */
export type CreatedOrderExporterBatch = {
  /** The most orders of one request or file. */
  max_orders: number;
  /** How long an order waits for others, at most. */
  max_wait_seconds: number;
};

/** How failures are tried again. */
export type CreatedOrderExporterRetry = {
  /** How often an export is tried. */
  attempts: number;
  /** The delay after the first failure; it doubles each time. */
  first_delay_seconds: number;
  /** The longest delay. */
  max_delay_seconds: number;
};

/** The query of `GET /order-exporters`. List order exporters, newest first. */
export type ListOrderExportersFields = {
  /** The name of the partner; as a filter in any letter case. From 1 to 200 characters. */
  partner_name?: string | undefined;
  /**
   * The word by which exporters find their orders.
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
  /** The name of the partner; as a filter in any letter case. */
  partner_name: string | null;
  /** A name for people. */
  name: string;
  /** How it takes orders out. */
  kind: ExporterKind;
  /** Which orders it takes. */
  when: OrderExporterWhen;
  /**
   * The layout of requests and files, or the ID of the data descriptor that describes it. Null for kinds that write
   * nothing.
   */
  format: OrderExportFormat | string | null;
  /** Where orders go: the URL of `http`, the file name of `s3_file`. */
  target: OrderExporterTarget;
  /** Of the exporters of one flag, the lowest number goes first. */
  priority: number;
  /** The flag that an order has once all exporters of this flag succeeded; null for none. */
  next_flag: string | null;
  /** How many orders go out together. */
  batch: OrderExporterBatch;
  /** How failures are tried again. */
  retry: OrderExporterRetry;
  /** Orders wait while it is false. */
  enabled: boolean;
  /** Open: orders wait, and one attempt at a time is made. */
  circuit: 'closed' | 'open';
  /** Failures in a row. */
  failure_count: number;
  /**
   * When the first of the failures in a row was, in UTC; null where there is none. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  failing_since: string | null;
  /** The last failure since a success, as a sentence. */
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

/** Which orders it takes. */
export type OrderExporterWhen = {
  /** The flag of the orders that it takes. */
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
  /** Currency of the amounts beside it: an ISO 4217 code, such as `USD`. */
  currency: string | null;
};

/** Where orders go: the URL of `http`, the file name of `s3_file`. */
export type OrderExporterTarget = {
  /** Where deliveries are sent. */
  url: string | null;
  /** The HTTP method. */
  method: ExportMethod | null;
  /** Further headers; the values are not shown. */
  headers: Record<string, string>;
  /** The pattern of the names of files. */
  file_name: string | null;
};

/** How many orders go out together. */
export type OrderExporterBatch = {
  /** The most orders of one request or file. */
  max_orders: number;
  /** How long an order waits for others, at most. */
  max_wait_seconds: number;
};

/** How failures are tried again. */
export type OrderExporterRetry = {
  /** How often an export is tried. */
  attempts: number;
  /** The delay after the first failure; it doubles each time. */
  first_delay_seconds: number;
  /** The longest delay. */
  max_delay_seconds: number;
};

/** The body of `PATCH /order-exporters/{exporter_id}`. Change, disable or enable an order exporter. */
export type UpdateOrderExporterFields = {
  /**
   * A name for people. From 1 to 100 characters.
   *
   * @example 'Fulfilment'
   */
  name?: string | undefined;
  /** Which orders it takes; fields that are left out stay. */
  when?: UpdateOrderExporterWhen | undefined;
  /**
   * The layout of requests and files. CSV has a line for each item of an order. Or the ID of one of the partner's
   * data descriptors of the entity `order`, which describes it: by its current version, without its filter and its
   * order, since `when` says which orders go out. XLSX goes with the kind `s3_file`.
   *
   * @example 'csv'
   */
  format?: OrderExportFormat | string | undefined;
  /** Where orders go. */
  target?: UpdateOrderExporterTarget | undefined;
  /** Of the exporters of one flag, the lowest number goes first. From 0 to 10,000. */
  priority?: number | undefined;
  /**
   * The flag to set once all exporters of this flag succeeded. One exporter of a flag may.
   *
   * @example 'to_fulfilment'
   */
  next_flag?: string | null | undefined;
  /** How many orders go out together: one by `http`, 1,000 or those of a minute in a file. */
  batch?: UpdateOrderExporterBatch | undefined;
  /** How failures are tried again. */
  retry?: UpdateOrderExporterRetry | undefined;
  /** `true` also closes the circuit and forgets failures. */
  enabled?: boolean | undefined;
};

/** A part of `UpdateOrderExporterFields`: `when`. */
export type UpdateOrderExporterWhen = {
  /**
   * The word by which exporters find their orders.
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
   * Of `http`: HTTPS, to a public address. At most 2,000 characters.
   *
   * @example 'https://fulfilment.example/orders'
   */
  url?: string | undefined;
  /** Of `http`; `POST` where it is left out. */
  method?: ExportMethod | undefined;
  /** Up to 10 headers that each delivery sends. Their values are stored encrypted and not shown again. */
  headers?: Record<string, string> | undefined;
  /**
   * Of `s3_file`: may contain {date}, {time} and {exporter}, and must contain {number}. At most 150 characters.
   *
   * @example 'orders-{date}-{number}.csv'
   */
  file_name?: string | undefined;
};

/** A part of `UpdateOrderExporterFields`: `batch`. */
export type UpdateOrderExporterBatch = {
  /** The most orders of one request or file. From 1 to 10,000. */
  max_orders?: number | undefined;
  /** How long an order waits for others, at most. From 0 to 86,400. */
  max_wait_seconds?: number | undefined;
};

/** A part of `UpdateOrderExporterFields`: `retry`. */
export type UpdateOrderExporterRetry = {
  /** How often an export is tried; 20 where it is left out. From 1 to 100. */
  attempts?: number | undefined;
  /** The delay after the first failure, which doubles each time; 60 where it is left out. From 1 to 86,400. */
  first_delay_seconds?: number | undefined;
  /** The longest delay; 3600 where it is left out. From 1 to 86,400. */
  max_delay_seconds?: number | undefined;
};

/** The answer of `GET /order-export-flags`. Get the table of export flags. */
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
   * The word by which exporters find their orders.
   *
   * @example 'to_fulfilment'
   */
  flag: string;
};

/** Whether the state is that of an order or of a delivery. */
export type FlagSubject = 'order' | 'delivery';

/** The body of `PUT /order-export-flags`. Replace the table of export flags. */
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
   * The word by which exporters find their orders.
   *
   * @example 'to_fulfilment'
   */
  flag?: string | undefined;
  /** The state at the time of the answer; as a filter, the state to look for. */
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
   * Null where no exporter serves the flag.
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
  /** The name of the partner; as a filter in any letter case. */
  partner_name: string;
  /** The deliveries that it is about; those that are blocked are left out. */
  delivery_ids: string[];
  /** The flag that it is done for. */
  flag: string;
  /** The flag that its success has set; null before, and at the end of a chain. */
  next_flag: string | null;
  /** `failed` is tried again while `next_attempt_at` is set; `blocked` goes on when it is unblocked. */
  status: OrderExportStatus;
  /** How often it was tried. */
  attempt_count: number;
  /** Why the last attempt failed or it was cleared, as a sentence. */
  error: string | null;
  /** Why it was rejected, or what was said with the approval. */
  reason: string | null;
  /** ID of the API key that approved or rejected it. */
  decided_by: string | null;
  /** The file that the order stands in; null for other kinds. */
  file_name: string | null;
  /**
   * When it is tried next; null where it is not. RFC 3339.
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
   * Null where no exporter serves the flag.
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
  /** The name of the partner; as a filter in any letter case. */
  partner_name: string;
  /** The deliveries that it is about; those that are blocked are left out. */
  delivery_ids: string[];
  /** The flag that it is done for. */
  flag: string;
  /** The flag that its success has set; null before, and at the end of a chain. */
  next_flag: string | null;
  /** `failed` is tried again while `next_attempt_at` is set; `blocked` goes on when it is unblocked. */
  status: OrderExportStatus;
  /** How often it was tried. */
  attempt_count: number;
  /** Why the last attempt failed or it was cleared, as a sentence. */
  error: string | null;
  /** Why it was rejected, or what was said with the approval. */
  reason: string | null;
  /** ID of the API key that approved or rejected it. */
  decided_by: string | null;
  /** The file that the order stands in; null for other kinds. */
  file_name: string | null;
  /**
   * When it is tried next; null where it is not. RFC 3339.
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
  /** Downloads the file, for an hour; null where there is none. */
  file_url: string | null;
  /** Oldest first, the latest 100; kept for 90 days. */
  attempts: OrderExportAttempt[];
};

/** A part of `OrderExportDetail`: `attempts`. */
export type OrderExportAttempt = {
  /** Which attempt it was, from 1. */
  attempt: number;
  /**
   * When it began. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  at: string;
  /** How long the attempt took, in milliseconds. */
  duration_ms: number;
  /** The flag of the order before the attempt. */
  flag_before: string;
  /** The flag after it: the same one after a failure. */
  flag_after: string | null;
  /** Orders that went out together. */
  orders: number;
  /** SHA-256 of what was sent or written, in hexadecimal; null where nothing was. */
  request_digest: string | null;
  /** The HTTP status of the answer; null where there was none. */
  response_code: number | null;
  /** SHA-256 of the part of the answer that is kept. */
  response_digest: string | null;
  /** The first 2000 characters. */
  response_body: string | null;
  /** Why it failed; missing where it did not. */
  error: string | null;
};

/** The body of `POST /order-exports/{order_export_id}/approve`. Approve an order export that waits for a person. */
export type ApproveOrderExportFields = {
  /**
   * Why, for people; kept in the log. From 1 to 500 characters.
   *
   * @example 'The address is wrong'
   */
  reason?: string | undefined;
};

/** The body of `POST /order-exports/{order_export_id}/reject`. Reject an order export. */
export type RejectOrderExportFields = {
  /**
   * Why, for people; kept in the log. From 1 to 500 characters.
   *
   * @example 'The address is wrong'
   */
  reason: string;
};

/** The body of `POST /order-exports/replay`. Do many order exports again, as a job. */
export type ReplayOrderExportsFields = {
  /**
   * ID of an order exporter.
   *
   * @example 'OX00001'
   */
  exporter_id: string;
  /**
   * Whose orders; required where the exporter is for all partners.
   *
   * @example 'PT00001'
   */
  partner_id?: string | undefined;
  /**
   * Which exports are done again.
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

/** The query of `GET /analytics/sales-by-partner`. Sales of each partner, by currency. */
export type SalesByPartnerFields = {
  /**
   * Counts from this time on. A date begins at midnight in `timezone`. At most 40 characters.
   *
   * @example '2026-04-01'
   */
  from?: string | undefined;
  /**
   * Counts up to, and without, this time; now where it is left out. At most 40 characters.
   *
   * @example '2026-04-01'
   */
  to?: string | undefined;
  /**
   * Says where days, weeks, months and years begin.
   *
   * @default 'UTC'
   * @example 'America/New_York'
   */
  timezone?: string | undefined;
  /** The name of the partner; as a filter in any letter case. From 1 to 200 characters. */
  partner_name?: string | undefined;
  /**
   * ISO 4217 code.
   *
   * @example 'USD'
   */
  currency?: string | undefined;
};

/** The answer of `GET /analytics/sales-by-partner`. Sales of each partner, by currency. */
export type SalesByPartnerReport = {
  /**
   * The value before the change; of a report the first moment that counts, null for the beginning. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  from: string | null;
  /**
   * The value after the change; of a report the moment up to which it counts, without it. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  to: string;
  /** Where days begin: a name of the IANA database, such as `Europe/Paris`. */
  timezone: string;
  /** Number of items in this answer. At least 0. */
  count: number;
  /** The entries of this answer, in the order of the list. */
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
  /** The name of the partner; as a filter in any letter case. */
  partner_name: string;
  /** Currency of the amounts beside it: an ISO 4217 code, such as `USD`. */
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

/** The query of `GET /analytics/sales-over-time`. Sales of each period, by currency, empty periods included. */
export type SalesOverTimeFields = {
  /**
   * Counts from this time on. A date begins at midnight in `timezone`. At most 40 characters.
   *
   * @example '2026-04-01'
   */
  from?: string | undefined;
  /**
   * Counts up to, and without, this time; now where it is left out. At most 40 characters.
   *
   * @example '2026-04-01'
   */
  to?: string | undefined;
  /**
   * Says where days, weeks, months and years begin.
   *
   * @default 'UTC'
   * @example 'America/New_York'
   */
  timezone?: string | undefined;
  /** The name of the partner; as a filter in any letter case. From 1 to 200 characters. */
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

/** The answer of `GET /analytics/sales-over-time`. Sales of each period, by currency, empty periods included. */
export type SalesOverTimeReport = {
  /**
   * The value before the change; of a report the first moment that counts, null for the beginning. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  from: string | null;
  /**
   * The value after the change; of a report the moment up to which it counts, without it. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  to: string;
  /** Where days begin: a name of the IANA database, such as `Europe/Paris`. */
  timezone: string;
  /** Number of items in this answer. At least 0. */
  count: number;
  /** The entries of this answer, in the order of the list. */
  items: PeriodSales[];
};

/** A part of `SalesOverTimeReport`: `items`. */
export type PeriodSales = {
  /**
   * The first moment of the period in the time zone asked for. Only what lies in the range is counted. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  period_start: string;
  /** Currency of the amounts beside it: an ISO 4217 code, such as `USD`. */
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

/** The query of `GET /analytics/top-products`. The products that sold best, by currency. */
export type TopProductsFields = {
  /**
   * Counts from this time on. A date begins at midnight in `timezone`. At most 40 characters.
   *
   * @example '2026-04-01'
   */
  from?: string | undefined;
  /**
   * Counts up to, and without, this time; now where it is left out. At most 40 characters.
   *
   * @example '2026-04-01'
   */
  to?: string | undefined;
  /**
   * Says where days, weeks, months and years begin.
   *
   * @default 'UTC'
   * @example 'America/New_York'
   */
  timezone?: string | undefined;
  /** The name of the partner; as a filter in any letter case. From 1 to 200 characters. */
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
   * How many entries at most. From 1 to 100.
   *
   * @default 10
   */
  limit?: number | undefined;
};

/** One of `revenue`, `units`. */
export type TopProductsBy = 'revenue' | 'units';

/** The answer of `GET /analytics/top-products`. The products that sold best, by currency. */
export type TopProductsReport = {
  /**
   * The value before the change; of a report the first moment that counts, null for the beginning. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  from: string | null;
  /**
   * The value after the change; of a report the moment up to which it counts, without it. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  to: string;
  /** Where days begin: a name of the IANA database, such as `Europe/Paris`. */
  timezone: string;
  /** Number of items in this answer. At least 0. */
  count: number;
  /** The entries of this answer, in the order of the list. */
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
  /** The name of the partner; as a filter in any letter case. */
  partner_name: string;
  /** Currency of the amounts beside it: an ISO 4217 code, such as `USD`. */
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

/** The query of `GET /analytics/revenue-share`. Each partner's share of the revenue, by currency. */
export type RevenueShareFields = {
  /**
   * Counts from this time on. A date begins at midnight in `timezone`. At most 40 characters.
   *
   * @example '2026-04-01'
   */
  from?: string | undefined;
  /**
   * Counts up to, and without, this time; now where it is left out. At most 40 characters.
   *
   * @example '2026-04-01'
   */
  to?: string | undefined;
  /**
   * Says where days, weeks, months and years begin.
   *
   * @default 'UTC'
   * @example 'America/New_York'
   */
  timezone?: string | undefined;
  /** The name of the partner; as a filter in any letter case. From 1 to 200 characters. */
  partner_name?: string | undefined;
  /**
   * ISO 4217 code.
   *
   * @example 'USD'
   */
  currency?: string | undefined;
};

/** The answer of `GET /analytics/revenue-share`. Each partner's share of the revenue, by currency. */
export type RevenueShareReport = {
  /**
   * The value before the change; of a report the first moment that counts, null for the beginning. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  from: string | null;
  /**
   * The value after the change; of a report the moment up to which it counts, without it. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  to: string;
  /** Where days begin: a name of the IANA database, such as `Europe/Paris`. */
  timezone: string;
  /** Number of items in this answer. At least 0. */
  count: number;
  /** The entries of this answer, in the order of the list. */
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
  /** The name of the partner; as a filter in any letter case. */
  partner_name: string;
  /** Currency of the amounts beside it: an ISO 4217 code, such as `USD`. */
  currency: string;
  /**
   * Revenue in the currency. In major units of the currency. At least 0.
   *
   * @example 49.99
   */
  total_revenue: number;
  /** Of all revenue in the currency that the caller may see; the shares of a currency sum to 100.00. From 0 to 100. */
  revenue_pct: number;
};

/** The query of `GET /analytics/feeds`. Feeds and rows of each partner. */
export type FeedActivityFields = {
  /**
   * Counts from this time on. A date begins at midnight in `timezone`. At most 40 characters.
   *
   * @example '2026-04-01'
   */
  from?: string | undefined;
  /**
   * Counts up to, and without, this time; now where it is left out. At most 40 characters.
   *
   * @example '2026-04-01'
   */
  to?: string | undefined;
  /**
   * Says where days, weeks, months and years begin.
   *
   * @default 'UTC'
   * @example 'America/New_York'
   */
  timezone?: string | undefined;
  /** The name of the partner; as a filter in any letter case. From 1 to 200 characters. */
  partner_name?: string | undefined;
};

/** The answer of `GET /analytics/feeds`. Feeds and rows of each partner. */
export type FeedActivityReport = {
  /**
   * The value before the change; of a report the first moment that counts, null for the beginning. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  from: string | null;
  /**
   * The value after the change; of a report the moment up to which it counts, without it. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  to: string;
  /** Where days begin: a name of the IANA database, such as `Europe/Paris`. */
  timezone: string;
  /** Number of items in this answer. At least 0. */
  count: number;
  /** The entries of this answer, in the order of the list. */
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
  /** The name of the partner; as a filter in any letter case. */
  partner_name: string;
  /** Feeds uploaded. */
  feeds: number;
  /** Loads completed; a feed that is run again counts again. */
  loads: number;
  /** Loads that failed. */
  loads_failed: number;
  /** Data rows read. */
  rows_processed: number;
  /** Rows that made new products. */
  rows_inserted: number;
  /** Rows that changed products. */
  rows_updated: number;
  /** Rows that were rejected or repeated. */
  rows_skipped: number;
  /** Rows skipped of rows processed; 0 for none. From 0 to 1. */
  error_ratio: number;
  /**
   * When a load last completed, in UTC; null for never. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  last_success_at: string | null;
};

/** The body of `POST /data-descriptors`. Describe the layout of a file. */
export type CreateDataDescriptorFields = {
  /**
   * A partner's key may leave it out; the operator names it.
   *
   * @example 'PT00001'
   */
  partner_id?: string | undefined;
  /** A name for people. From 1 to 200 characters. */
  name: string;
  /**
   * Whether it describes files that are imported, or files that are exported. Cannot be changed.
   *
   * @default 'import'
   */
  direction?: DataDirection | undefined;
  /**
   * What the rows are. `product`: Products, loaded as a feed is: a column that the descriptor does not name stays as
   * it is. `delete` sets the products named to `discontinued`. `product_attribute`: One attribute of one product in
   * each row. A blank value removes it, and so does `delete`. `availability`: The availability of one product in
   * each row. `price`: One entry of a price list in each row: of the base list, or of the list of the sales channel
   * that is named by its ID or external ID. Other entries of the list stay. Without `valid_from`, from the import
   * on, unless that price is in the list as the one in force. `delete` removes the entry of that time. `category`:
   * One category of the partner's tree in each row. Its parent may stand anywhere in the file, or in a later file of
   * the import; without `parent_code` a category stays where it is, and a blank one puts it at the top. `delete`
   * takes categories out that none is below of. `customer`: One customer in each row, by `external_id`, with one
   * address: an address that the customer does not have is added, and none is changed. A new customer needs
   * `first_name`, `last_name` and `email`, and an address `address_line1`, `city`, `state` and `postal_code`. A key
   * needs `customers:write` as well. Values are in no report of errors. `delete` deletes customers with their
   * addresses, except those with orders. `order`: Orders, for exports alone, without customer data and addresses. A
   * table has a row for each item; JSON lines and XML have the items as a list in the row of their order.
   * `order_export_id`, `flag` and `delivery_ids` are what an order exporter writes, and blank in other exports.
   * `order_update`: One order update in each row, as `POST /order-updates` receives it: applied later, or parked.
   * `sku` or `order_item_id`, with `quantity`, is the item that it is about. A known `update_id` with the same
   * content is unchanged.
   */
  entity: ImportEntity;
  /** How the file is laid out. */
  format: FileFormatFields;
  /**
   * The files that it reads, by their names, without folders and `.gz`: `*` stands for any characters, `?` for one.
   * The name of an exported file has the time in place of the first `*`. From 1 to 255 characters.
   *
   * @default '*'
   */
  file_name_pattern?: string | undefined;
  /**
   * What an import does with rows: `merge` inserts and updates, `insert_only` leaves what exists as it is,
   * `update_only` leaves out what does not exist, `delete` removes.
   *
   * @default 'merge'
   */
  mode?: ImportMode | undefined;
  /** Where the values of a row stand, how they are read, and where they go. */
  columns: DataColumnFields[];
  /** Which rows an export has; all where it is left out. */
  filter?: ExportFilter | undefined;
  /** The order of the rows of an export; that of their IDs where it is left out. */
  order_by?: ExportOrder | undefined;
};

/** Whether it describes files that are imported, or files that are exported. Cannot be changed. */
export type DataDirection = 'import' | 'export';

/**
 * What the rows are. `product`: Products, loaded as a feed is: a column that the descriptor does not name stays as
 * it is. `delete` sets the products named to `discontinued`. `product_attribute`: One attribute of one product in
 * each row. A blank value removes it, and so does `delete`. `availability`: The availability of one product in each
 * row. `price`: One entry of a price list in each row: of the base list, or of the list of the sales channel that is
 * named by its ID or external ID. Other entries of the list stay. Without `valid_from`, from the import on, unless
 * that price is in the list as the one in force. `delete` removes the entry of that time. `category`: One category
 * of the partner's tree in each row. Its parent may stand anywhere in the file, or in a later file of the import;
 * without `parent_code` a category stays where it is, and a blank one puts it at the top. `delete` takes categories
 * out that none is below of. `customer`: One customer in each row, by `external_id`, with one address: an address
 * that the customer does not have is added, and none is changed. A new customer needs `first_name`, `last_name` and
 * `email`, and an address `address_line1`, `city`, `state` and `postal_code`. A key needs `customers:write` as well.
 * Values are in no report of errors. `delete` deletes customers with their addresses, except those with orders.
 * `order`: Orders, for exports alone, without customer data and addresses. A table has a row for each item; JSON
 * lines and XML have the items as a list in the row of their order. `order_export_id`, `flag` and `delivery_ids` are
 * what an order exporter writes, and blank in other exports. `order_update`: One order update in each row, as `POST
 * /order-updates` receives it: applied later, or parked. `sku` or `order_item_id`, with `quantity`, is the item that
 * it is about. A known `update_id` with the same content is unchanged.
 */
export type ImportEntity = 'product' | 'product_attribute' | 'availability' | 'price' | 'category' | 'customer' | 'order' | 'order_update';

/** How the file is laid out. */
export type FileFormatFields = {
  /** CSV, JSON lines (one object a line), XML, or a sheet of an XLSX workbook. */
  type: ImportFormat;
  /**
   * How the text is encoded. XML declares its own, which must agree; workbooks have none.
   *
   * @default 'utf-8'
   */
  encoding?: FileEncoding | undefined;
  /**
   * What separates the cells of a CSV row.
   *
   * @default ','
   */
  delimiter?: CellDelimiter | undefined;
  /**
   * What stands around a cell of a CSV file that has delimiters or line ends in it: double quotes if left out.
   * `none` where quotes are characters like others.
   */
  quote?: CellQuote | undefined;
  /**
   * Whether the first row of a CSV file or of a sheet names the columns. Without: sources are positions.
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
  /**
   * The sheet of a workbook: by its name, or by its position, such as `#2`; the first one if left out. From 1 to 31
   * characters.
   */
  sheet?: string | undefined;
  /** The path of the XML element that is a row, from the root on: `/catalog/product`. At most 300 characters. */
  row_path?: string | undefined;
};

/** CSV, JSON lines (one object a line), XML, or a sheet of an XLSX workbook. */
export type ImportFormat = 'csv' | 'jsonl' | 'xml' | 'xlsx';

/**
 * One of `utf-8`, `utf-16le`, `utf-16be`, `windows-1252`, `iso-8859-15`, `windows-1250`, `iso-8859-2`,
 * `windows-1251`, `windows-1253`, `windows-1254`, `macintosh`, `shift_jis`, `gb18030`.
 */
export type FileEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' | 'iso-8859-15' | 'windows-1250' | 'iso-8859-2' | 'windows-1251' | 'windows-1253' | 'windows-1254' | 'macintosh' | 'shift_jis' | 'gb18030';

/** One of `"`, `'`, `none`. */
export type CellQuote = '"' | '\'' | 'none';

/**
 * What an import does with rows: `merge` inserts and updates, `insert_only` leaves what exists as it is,
 * `update_only` leaves out what does not exist, `delete` removes.
 */
export type ImportMode = 'merge' | 'insert_only' | 'update_only' | 'delete';

/** A part of `CreateDataDescriptorFields`: `columns`. */
export type DataColumnFields = {
  /**
   * What the value is for: a target of the entity, such as `sku`, or `attributes.color`. `attributes.*` makes
   * attributes of all columns that no other one takes; its source is `*`. From 1 to 300 characters.
   */
  target: string;
  /**
   * Where the value stands: the name of a column, or `#3` for the third one; in JSON and XML a path below the row,
   * such as `price/amount` or `price/@currency`. From 1 to 300 characters.
   */
  source?: string | undefined;
  /**
   * Another source, such as `Handle`: a blank cell has the value of the row before it, as long as the rows have the
   * same value there. From 1 to 300 characters.
   */
  carry?: string | undefined;
  /**
   * A text made of other sources, such as `{Handle}-{Size}`, which counts where the cell is blank, or without
   * `source`. Of a blank one, the text before it is left out. At most 10,000 characters.
   */
  combine?: string | undefined;
  /** Whether rows without the value are left out and counted as skipped: they are not what the descriptor is about. */
  skip_blank?: boolean | undefined;
  /** The value of every row; it counts before `source`. At most 10,000 characters. */
  constant?: string | undefined;
  /**
   * How the text is read.
   *
   * @default 'string'
   */
  type?: ColumnType | undefined;
  /**
   * Of the types `decimal` and `integer`.
   *
   * @default '.'
   */
  decimal_separator?: DecimalSeparator | undefined;
  /** Taken out of numbers where it stands before three digits. */
  thousands_separator?: ThousandsSeparator | undefined;
  /**
   * Of the type `date`: yyyy, MM, dd, HH, mm and ss with other characters between them. ISO 8601 if left out. At
   * most 50 characters.
   *
   * @example 'dd.MM.yyyy HH:mm'
   */
  date_format?: string | undefined;
  /**
   * Of dates that name no offset: a name of the IANA database. At most 100 characters.
   *
   * @default 'UTC'
   */
  timezone?: string | undefined;
  /**
   * Whether white space around the text is taken off.
   *
   * @default true
   */
  trim?: boolean | undefined;
  /**
   * Whether a file may lack the column, or all of its rows the value, which then counts as blank. Otherwise such a
   * file is refused, because the values of all rows would be cleared.
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
  /** The value of a blank cell, in the form in which the type is read. At most 10,000 characters. */
  default?: string | undefined;
  /** Replaces whole values; `*` stands for all others, null for no value. A value that is not in it is rejected. */
  map?: Record<string, string | null> | undefined;
  /** A pattern (RE2 syntax) that the text must contain; the value is its first group. At most 1,000 characters. */
  extract?: string | undefined;
  /**
   * The value names an object of the partner, and becomes its first field: the SKU of a product, the code of a
   * category, the ID of a sales channel or customer.
   */
  lookup?: ColumnLookupFields | undefined;
  /**
   * When the value is written: `always`, which is meant where it is left out, only to what the row makes new
   * (`on_insert`), or only to what exists (`on_update`).
   */
  apply?: ColumnApply | undefined;
  /** The value made of the groups of `extract`: `$1-$2`. At most 10,000 characters. */
  template?: string | undefined;
  /**
   * Rows that stand in the value, such as `Colour:red|Size:M`, or the list `prices`. They are imported after the
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
  /** What the value names. */
  entity: LookupEntity;
  /**
   * The field that it is compared with: product by sku, product_id; category by code, name, category_id;
   * sales_channel by sales_channel_id, external_id, name; customer by customer_id. From 1 to 50 characters.
   */
  by: string;
  /**
   * What happens to a row whose value names nothing: `error` rejects it and `skip_row` leaves it out, once it was
   * tried again at the end of the import; `null` leaves the value blank.
   *
   * @default 'error'
   */
  on_unresolved?: OnUnresolved | undefined;
};

/** What the value names. */
export type LookupEntity = 'product' | 'category' | 'sales_channel' | 'customer';

/** One of `error`, `skip_row`, `null`. */
export type OnUnresolved = 'error' | 'skip_row' | 'null';

/** One of `always`, `on_insert`, `on_update`. */
export type ColumnApply = 'always' | 'on_insert' | 'on_update';

/** A part of `DataColumnFields`: `children`. */
export type ColumnChildrenFields = {
  /** What the rows are. They belong to the product of the row. */
  entity: ChildEntity;
  /**
   * What separates the rows in the cell. Without it, the source is a list of JSON, or an element of XML that is
   * repeated. From 1 to 5 characters.
   */
  row_delimiter?: string | undefined;
  /**
   * What separates the values of a row in the cell. A backslash before a delimiter makes it a character. From 1 to 5
   * characters.
   */
  value_delimiter?: string | undefined;
  /**
   * The columns of the rows, without the SKU. With delimiters, sources are positions, such as `#1`; otherwise paths
   * below an item of the list, of which `.` is the item itself.
   */
  columns: ChildColumnFields[];
};

/** What the rows are. They belong to the product of the row. */
export type ChildEntity = 'product_attribute' | 'price';

/** A part of `ColumnChildrenFields`: `columns`. */
export type ChildColumnFields = {
  /**
   * What the value is for: a target of the entity, such as `sku`, or `attributes.color`. `attributes.*` makes
   * attributes of all columns that no other one takes; its source is `*`. From 1 to 300 characters.
   */
  target: string;
  /**
   * Where the value stands: the name of a column, or `#3` for the third one; in JSON and XML a path below the row,
   * such as `price/amount` or `price/@currency`. From 1 to 300 characters.
   */
  source?: string | undefined;
  /**
   * Another source, such as `Handle`: a blank cell has the value of the row before it, as long as the rows have the
   * same value there. From 1 to 300 characters.
   */
  carry?: string | undefined;
  /**
   * A text made of other sources, such as `{Handle}-{Size}`, which counts where the cell is blank, or without
   * `source`. Of a blank one, the text before it is left out. At most 10,000 characters.
   */
  combine?: string | undefined;
  /** Whether rows without the value are left out and counted as skipped: they are not what the descriptor is about. */
  skip_blank?: boolean | undefined;
  /** The value of every row; it counts before `source`. At most 10,000 characters. */
  constant?: string | undefined;
  /**
   * How the text is read.
   *
   * @default 'string'
   */
  type?: ColumnType | undefined;
  /**
   * Of the types `decimal` and `integer`.
   *
   * @default '.'
   */
  decimal_separator?: DecimalSeparator | undefined;
  /** Taken out of numbers where it stands before three digits. */
  thousands_separator?: ThousandsSeparator | undefined;
  /**
   * Of the type `date`: yyyy, MM, dd, HH, mm and ss with other characters between them. ISO 8601 if left out. At
   * most 50 characters.
   *
   * @example 'dd.MM.yyyy HH:mm'
   */
  date_format?: string | undefined;
  /**
   * Of dates that name no offset: a name of the IANA database. At most 100 characters.
   *
   * @default 'UTC'
   */
  timezone?: string | undefined;
  /**
   * Whether white space around the text is taken off.
   *
   * @default true
   */
  trim?: boolean | undefined;
  /**
   * Whether a file may lack the column, or all of its rows the value, which then counts as blank. Otherwise such a
   * file is refused, because the values of all rows would be cleared.
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
  /** The value of a blank cell, in the form in which the type is read. At most 10,000 characters. */
  default?: string | undefined;
  /** Replaces whole values; `*` stands for all others, null for no value. A value that is not in it is rejected. */
  map?: Record<string, string | null> | undefined;
  /** A pattern (RE2 syntax) that the text must contain; the value is its first group. At most 1,000 characters. */
  extract?: string | undefined;
  /**
   * The value names an object of the partner, and becomes its first field: the SKU of a product, the code of a
   * category, the ID of a sales channel or customer.
   */
  lookup?: ColumnLookupFields | undefined;
  /**
   * When the value is written: `always`, which is meant where it is left out, only to what the row makes new
   * (`on_insert`), or only to what exists (`on_update`).
   */
  apply?: ColumnApply | undefined;
  /** The value made of the groups of `extract`: `$1-$2`. At most 10,000 characters. */
  template?: string | undefined;
};

/** Which rows an export has; all where it is left out. */
export type ExportFilter = {
  /** The partner's number for the product, unique among its products. From 1 to 255 characters. */
  sku?: string | undefined;
  /** Products whose SKU begins with it. From 1 to 255 characters. */
  sku_prefix?: string | undefined;
  /** The brand of the product, as the feed names it. From 1 to 255 characters. */
  brand?: string | undefined;
  /** The category of the product, as the feed names it. From 1 to 500 characters. */
  category?: string | undefined;
  /** Whether the product can be ordered, and how soon. */
  availability?: Availability | undefined;
  /** Price at least this. From 0 to 1,000,000,000,000. */
  price_min?: number | undefined;
  /** Price at most this. From 0 to 1,000,000,000,000. */
  price_max?: number | undefined;
  /** Words that name, brand or SKU contain; all must match. From 1 to 200 characters. */
  q?: string | undefined;
  /** The state at the time of the answer; as a filter, the state to look for. */
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
  /** Created within so many hours before the export was asked for. In hours. From 1 to 8,760. */
  created_within_hours?: number | undefined;
  /**
   * Changed at or after this time, and all that a load or batch has changed that was under way then: who asks with
   * the time of the last answer misses nothing. RFC 3339.
   *
   * @example '2026-04-08T12:00:00Z'
   */
  updated_since?: string | undefined;
  /** Changed within so many hours before the export was asked for. In hours. From 1 to 8,760. */
  updated_within_hours?: number | undefined;
};

/** The order of the rows of an export; that of their IDs where it is left out. */
export type ExportOrder = {
  /** The field of the product that would change. */
  field: 'product_id' | 'created_at' | 'updated_at' | 'price' | 'product_name' | 'brand' | 'category' | 'order_id' | 'category_id' | 'code' | 'name';
  /** `asc` where it is left out. Empty values come last in either order. */
  order?: SortOrder | undefined;
};

/** The answer of `POST /data-descriptors`. Describe the layout of a file. */
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
  /** The name of the partner; as a filter in any letter case. */
  partner_name: string;
  /** Grows with each change; jobs name the one that they used. */
  version: number;
  /** A name for people. From 1 to 200 characters. */
  name: string;
  /** Whether it describes files that are imported, or files that are exported. Cannot be changed. */
  direction: DataDirection;
  /**
   * What the rows are. `product`: Products, loaded as a feed is: a column that the descriptor does not name stays as
   * it is. `delete` sets the products named to `discontinued`. `product_attribute`: One attribute of one product in
   * each row. A blank value removes it, and so does `delete`. `availability`: The availability of one product in
   * each row. `price`: One entry of a price list in each row: of the base list, or of the list of the sales channel
   * that is named by its ID or external ID. Other entries of the list stay. Without `valid_from`, from the import
   * on, unless that price is in the list as the one in force. `delete` removes the entry of that time. `category`:
   * One category of the partner's tree in each row. Its parent may stand anywhere in the file, or in a later file of
   * the import; without `parent_code` a category stays where it is, and a blank one puts it at the top. `delete`
   * takes categories out that none is below of. `customer`: One customer in each row, by `external_id`, with one
   * address: an address that the customer does not have is added, and none is changed. A new customer needs
   * `first_name`, `last_name` and `email`, and an address `address_line1`, `city`, `state` and `postal_code`. A key
   * needs `customers:write` as well. Values are in no report of errors. `delete` deletes customers with their
   * addresses, except those with orders. `order`: Orders, for exports alone, without customer data and addresses. A
   * table has a row for each item; JSON lines and XML have the items as a list in the row of their order.
   * `order_export_id`, `flag` and `delivery_ids` are what an order exporter writes, and blank in other exports.
   * `order_update`: One order update in each row, as `POST /order-updates` receives it: applied later, or parked.
   * `sku` or `order_item_id`, with `quantity`, is the item that it is about. A known `update_id` with the same
   * content is unchanged.
   */
  entity: ImportEntity;
  /** How the file is laid out. */
  format: FileFormat;
  /**
   * The files that it reads, by their names, without folders and `.gz`: `*` stands for any characters, `?` for one.
   * The name of an exported file has the time in place of the first `*`. From 1 to 255 characters.
   */
  file_name_pattern: string;
  /**
   * What an import does with rows: `merge` inserts and updates, `insert_only` leaves what exists as it is,
   * `update_only` leaves out what does not exist, `delete` removes.
   */
  mode: ImportMode;
  /** Where the values of a row stand, how they are read, and where they go. */
  columns: DataColumn[];
  /** Which rows an export has; all where it is left out. */
  filter?: ExportFilter | undefined;
  /** The order of the rows of an export; that of their IDs where it is left out. */
  order_by?: ExportOrder | undefined;
  /**
   * When it was created, in UTC. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  created_at: string;
  /**
   * When this version was made. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  updated_at: string;
};

/** How the file is laid out. */
export type FileFormat = {
  /** CSV, JSON lines (one object a line), XML, or a sheet of an XLSX workbook. */
  type: ImportFormat;
  /** How the text is encoded. XML declares its own, which must agree; workbooks have none. */
  encoding: FileEncoding;
  /** What separates the cells of a CSV row. */
  delimiter: CellDelimiter;
  /**
   * What stands around a cell of a CSV file that has delimiters or line ends in it: double quotes if left out.
   * `none` where quotes are characters like others.
   */
  quote?: CellQuote | undefined;
  /** Whether the first row of a CSV file or of a sheet names the columns. Without: sources are positions. */
  header: boolean;
  /** Lines of a CSV file, or rows of a sheet, before its header or before its first row. From 0 to 1,000. */
  skip_lines: number;
  /**
   * The sheet of a workbook: by its name, or by its position, such as `#2`; the first one if left out. From 1 to 31
   * characters.
   */
  sheet?: string | undefined;
  /** The path of the XML element that is a row, from the root on: `/catalog/product`. At most 300 characters. */
  row_path?: string | undefined;
};

/** A part of `DataDescriptor`: `columns`. */
export type DataColumn = {
  /**
   * What the value is for: a target of the entity, such as `sku`, or `attributes.color`. `attributes.*` makes
   * attributes of all columns that no other one takes; its source is `*`. From 1 to 300 characters.
   */
  target: string;
  /**
   * Where the value stands: the name of a column, or `#3` for the third one; in JSON and XML a path below the row,
   * such as `price/amount` or `price/@currency`. From 1 to 300 characters.
   */
  source?: string | undefined;
  /**
   * Another source, such as `Handle`: a blank cell has the value of the row before it, as long as the rows have the
   * same value there. From 1 to 300 characters.
   */
  carry?: string | undefined;
  /**
   * A text made of other sources, such as `{Handle}-{Size}`, which counts where the cell is blank, or without
   * `source`. Of a blank one, the text before it is left out. At most 10,000 characters.
   */
  combine?: string | undefined;
  /** Whether rows without the value are left out and counted as skipped: they are not what the descriptor is about. */
  skip_blank?: boolean | undefined;
  /** The value of every row; it counts before `source`. At most 10,000 characters. */
  constant?: string | undefined;
  /** How the text is read. */
  type: ColumnType;
  /** Of the types `decimal` and `integer`. */
  decimal_separator: DecimalSeparator;
  /** Taken out of numbers where it stands before three digits. */
  thousands_separator?: ThousandsSeparator | undefined;
  /**
   * Of the type `date`: yyyy, MM, dd, HH, mm and ss with other characters between them. ISO 8601 if left out. At
   * most 50 characters.
   *
   * @example 'dd.MM.yyyy HH:mm'
   */
  date_format?: string | undefined;
  /** Of dates that name no offset: a name of the IANA database. At most 100 characters. */
  timezone: string;
  /** Whether white space around the text is taken off. */
  trim: boolean;
  /**
   * Whether a file may lack the column, or all of its rows the value, which then counts as blank. Otherwise such a
   * file is refused, because the values of all rows would be cleared.
   */
  optional: boolean;
  /** Whether a row without the value is rejected. */
  required: boolean;
  /** The value of a blank cell, in the form in which the type is read. At most 10,000 characters. */
  default?: string | undefined;
  /** Replaces whole values; `*` stands for all others, null for no value. A value that is not in it is rejected. */
  map?: Record<string, string | null> | undefined;
  /** A pattern (RE2 syntax) that the text must contain; the value is its first group. At most 1,000 characters. */
  extract?: string | undefined;
  /**
   * The value names an object of the partner, and becomes its first field: the SKU of a product, the code of a
   * category, the ID of a sales channel or customer.
   */
  lookup?: ColumnLookup | undefined;
  /**
   * When the value is written: `always`, which is meant where it is left out, only to what the row makes new
   * (`on_insert`), or only to what exists (`on_update`).
   */
  apply?: ColumnApply | undefined;
  /** The value made of the groups of `extract`: `$1-$2`. At most 10,000 characters. */
  template?: string | undefined;
  /**
   * Rows that stand in the value, such as `Colour:red|Size:M`, or the list `prices`. They are imported after the
   * other columns of the file, as rows of their entity. The target is `children.` and a name.
   */
  children?: ColumnChildren | undefined;
};

/** A part of `DataColumn`: `lookup`. */
export type ColumnLookup = {
  /** What the value names. */
  entity: LookupEntity;
  /**
   * The field that it is compared with: product by sku, product_id; category by code, name, category_id;
   * sales_channel by sales_channel_id, external_id, name; customer by customer_id. From 1 to 50 characters.
   */
  by: string;
  /**
   * What happens to a row whose value names nothing: `error` rejects it and `skip_row` leaves it out, once it was
   * tried again at the end of the import; `null` leaves the value blank.
   */
  on_unresolved: OnUnresolved;
};

/** A part of `DataColumn`: `children`. */
export type ColumnChildren = {
  /** What the rows are. They belong to the product of the row. */
  entity: ChildEntity;
  /**
   * What separates the rows in the cell. Without it, the source is a list of JSON, or an element of XML that is
   * repeated. From 1 to 5 characters.
   */
  row_delimiter?: string | undefined;
  /**
   * What separates the values of a row in the cell. A backslash before a delimiter makes it a character. From 1 to 5
   * characters.
   */
  value_delimiter?: string | undefined;
  /** The columns of the rows, without the SKU. */
  columns: ChildColumn[];
};

/** A part of `ColumnChildren`: `columns`. */
export type ChildColumn = {
  /**
   * What the value is for: a target of the entity, such as `sku`, or `attributes.color`. `attributes.*` makes
   * attributes of all columns that no other one takes; its source is `*`. From 1 to 300 characters.
   */
  target: string;
  /**
   * Where the value stands: the name of a column, or `#3` for the third one; in JSON and XML a path below the row,
   * such as `price/amount` or `price/@currency`. From 1 to 300 characters.
   */
  source?: string | undefined;
  /**
   * Another source, such as `Handle`: a blank cell has the value of the row before it, as long as the rows have the
   * same value there. From 1 to 300 characters.
   */
  carry?: string | undefined;
  /**
   * A text made of other sources, such as `{Handle}-{Size}`, which counts where the cell is blank, or without
   * `source`. Of a blank one, the text before it is left out. At most 10,000 characters.
   */
  combine?: string | undefined;
  /** Whether rows without the value are left out and counted as skipped: they are not what the descriptor is about. */
  skip_blank?: boolean | undefined;
  /** The value of every row; it counts before `source`. At most 10,000 characters. */
  constant?: string | undefined;
  /** How the text is read. */
  type: ColumnType;
  /** Of the types `decimal` and `integer`. */
  decimal_separator: DecimalSeparator;
  /** Taken out of numbers where it stands before three digits. */
  thousands_separator?: ThousandsSeparator | undefined;
  /**
   * Of the type `date`: yyyy, MM, dd, HH, mm and ss with other characters between them. ISO 8601 if left out. At
   * most 50 characters.
   *
   * @example 'dd.MM.yyyy HH:mm'
   */
  date_format?: string | undefined;
  /** Of dates that name no offset: a name of the IANA database. At most 100 characters. */
  timezone: string;
  /** Whether white space around the text is taken off. */
  trim: boolean;
  /**
   * Whether a file may lack the column, or all of its rows the value, which then counts as blank. Otherwise such a
   * file is refused, because the values of all rows would be cleared.
   */
  optional: boolean;
  /** Whether a row without the value is rejected. */
  required: boolean;
  /** The value of a blank cell, in the form in which the type is read. At most 10,000 characters. */
  default?: string | undefined;
  /** Replaces whole values; `*` stands for all others, null for no value. A value that is not in it is rejected. */
  map?: Record<string, string | null> | undefined;
  /** A pattern (RE2 syntax) that the text must contain; the value is its first group. At most 1,000 characters. */
  extract?: string | undefined;
  /**
   * The value names an object of the partner, and becomes its first field: the SKU of a product, the code of a
   * category, the ID of a sales channel or customer.
   */
  lookup?: ColumnLookup | undefined;
  /**
   * When the value is written: `always`, which is meant where it is left out, only to what the row makes new
   * (`on_insert`), or only to what exists (`on_update`).
   */
  apply?: ColumnApply | undefined;
  /** The value made of the groups of `extract`: `$1-$2`. At most 10,000 characters. */
  template?: string | undefined;
};

/** The query of `GET /data-descriptors`. List data descriptors, newest first. */
export type ListDataDescriptorsFields = {
  /** The name of the partner; as a filter in any letter case. From 1 to 200 characters. */
  partner_name?: string | undefined;
  /** What the rows are. */
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

/** The answer of `GET /data-descriptors/built-in`. List the data descriptors that every partner has. */
export type BuiltInDescriptor = {
  /** What `descriptors` of a data group takes. */
  name: BuiltInName;
  /** What it reads, and what happens to its rows, as sentences. */
  about: string;
  /** The fields with which a descriptor of your own can be created, to change it. */
  definition: BuiltInDefinition;
};

/** What `descriptors` of a data group takes. */
export type BuiltInName = 'builtin:feed' | 'builtin:shopify_products' | 'builtin:woocommerce_products' | 'builtin:google_merchant' | 'builtin:magento_products';

/** The fields with which a descriptor of your own can be created, to change it. */
export type BuiltInDefinition = {
  /** A name for people. From 1 to 200 characters. */
  name: string;
  /** Whether it describes files that are imported, or files that are exported. Cannot be changed. */
  direction: DataDirection;
  /**
   * What the rows are. `product`: Products, loaded as a feed is: a column that the descriptor does not name stays as
   * it is. `delete` sets the products named to `discontinued`. `product_attribute`: One attribute of one product in
   * each row. A blank value removes it, and so does `delete`. `availability`: The availability of one product in
   * each row. `price`: One entry of a price list in each row: of the base list, or of the list of the sales channel
   * that is named by its ID or external ID. Other entries of the list stay. Without `valid_from`, from the import
   * on, unless that price is in the list as the one in force. `delete` removes the entry of that time. `category`:
   * One category of the partner's tree in each row. Its parent may stand anywhere in the file, or in a later file of
   * the import; without `parent_code` a category stays where it is, and a blank one puts it at the top. `delete`
   * takes categories out that none is below of. `customer`: One customer in each row, by `external_id`, with one
   * address: an address that the customer does not have is added, and none is changed. A new customer needs
   * `first_name`, `last_name` and `email`, and an address `address_line1`, `city`, `state` and `postal_code`. A key
   * needs `customers:write` as well. Values are in no report of errors. `delete` deletes customers with their
   * addresses, except those with orders. `order`: Orders, for exports alone, without customer data and addresses. A
   * table has a row for each item; JSON lines and XML have the items as a list in the row of their order.
   * `order_export_id`, `flag` and `delivery_ids` are what an order exporter writes, and blank in other exports.
   * `order_update`: One order update in each row, as `POST /order-updates` receives it: applied later, or parked.
   * `sku` or `order_item_id`, with `quantity`, is the item that it is about. A known `update_id` with the same
   * content is unchanged.
   */
  entity: ImportEntity;
  /** How the file is laid out. */
  format: FileFormat;
  /**
   * The files that it reads, by their names, without folders and `.gz`: `*` stands for any characters, `?` for one.
   * The name of an exported file has the time in place of the first `*`. From 1 to 255 characters.
   */
  file_name_pattern: string;
  /**
   * What an import does with rows: `merge` inserts and updates, `insert_only` leaves what exists as it is,
   * `update_only` leaves out what does not exist, `delete` removes.
   */
  mode: ImportMode;
  /** Where the values of a row stand, how they are read, and where they go. */
  columns: DataColumn[];
  /** Which rows an export has; all where it is left out. */
  filter?: ExportFilter | undefined;
  /** The order of the rows of an export; that of their IDs where it is left out. */
  order_by?: ExportOrder | undefined;
};

/** The query of `GET /data-descriptors/{data_descriptor_id}`. Get a data descriptor, or a former version of it. */
export type GetDataDescriptorFields = {
  /** The version to show; the current one where it is left out. From 1 to 1,000,000,000. */
  version?: number | undefined;
};

/** The body of `PATCH /data-descriptors/{data_descriptor_id}`. Change a data descriptor. */
export type UpdateDataDescriptorFields = {
  /** A name for people. From 1 to 200 characters. */
  name?: string | undefined;
  /**
   * What the rows are. `product`: Products, loaded as a feed is: a column that the descriptor does not name stays as
   * it is. `delete` sets the products named to `discontinued`. `product_attribute`: One attribute of one product in
   * each row. A blank value removes it, and so does `delete`. `availability`: The availability of one product in
   * each row. `price`: One entry of a price list in each row: of the base list, or of the list of the sales channel
   * that is named by its ID or external ID. Other entries of the list stay. Without `valid_from`, from the import
   * on, unless that price is in the list as the one in force. `delete` removes the entry of that time. `category`:
   * One category of the partner's tree in each row. Its parent may stand anywhere in the file, or in a later file of
   * the import; without `parent_code` a category stays where it is, and a blank one puts it at the top. `delete`
   * takes categories out that none is below of. `customer`: One customer in each row, by `external_id`, with one
   * address: an address that the customer does not have is added, and none is changed. A new customer needs
   * `first_name`, `last_name` and `email`, and an address `address_line1`, `city`, `state` and `postal_code`. A key
   * needs `customers:write` as well. Values are in no report of errors. `delete` deletes customers with their
   * addresses, except those with orders. `order`: Orders, for exports alone, without customer data and addresses. A
   * table has a row for each item; JSON lines and XML have the items as a list in the row of their order.
   * `order_export_id`, `flag` and `delivery_ids` are what an order exporter writes, and blank in other exports.
   * `order_update`: One order update in each row, as `POST /order-updates` receives it: applied later, or parked.
   * `sku` or `order_item_id`, with `quantity`, is the item that it is about. A known `update_id` with the same
   * content is unchanged.
   */
  entity?: ImportEntity | undefined;
  /** How the file is laid out. */
  format?: FileFormatFields | undefined;
  /**
   * The files that it reads, by their names, without folders and `.gz`: `*` stands for any characters, `?` for one.
   * The name of an exported file has the time in place of the first `*`. From 1 to 255 characters.
   */
  file_name_pattern?: string | undefined;
  /**
   * What an import does with rows: `merge` inserts and updates, `insert_only` leaves what exists as it is,
   * `update_only` leaves out what does not exist, `delete` removes.
   */
  mode?: ImportMode | undefined;
  /** Where the values of a row stand, how they are read, and where they go. */
  columns?: DataColumnFields[] | undefined;
  /** Which rows an export has; all where it is left out. */
  filter?: ExportFilter | undefined;
  /** The order of the rows of an export; that of their IDs where it is left out. */
  order_by?: ExportOrder | undefined;
};

/** The body of `POST /data-descriptors/preview`. Show how a description reads the beginning of a file. */
export type PreviewDataDefinitionFields = {
  /**
   * Whose products are looked up. A partner's key may leave it out; the operator names it.
   *
   * @example 'PT00001'
   */
  partner_id?: string | undefined;
  /** The descriptor that is being made. */
  definition: DataDefinition;
  /**
   * The beginning of the file as text, whatever the encoding of the file. Or `sample_base64`. From 1 to 524,288
   * characters.
   */
  sample?: string | undefined;
  /** The beginning of the file as bytes, of which the encoding is a part. Or `sample`. From 1 to 524,288 characters. */
  sample_base64?: string | undefined;
  /**
   * Whether the file goes on after the sample: its last line may be incomplete then. A workbook must be sent whole.
   *
   * @default false
   */
  is_cut?: boolean | undefined;
};

/** The descriptor that is being made. */
export type DataDefinition = {
  /** A name for people. From 1 to 200 characters. */
  name: string;
  /**
   * Whether it describes files that are imported, or files that are exported. Cannot be changed.
   *
   * @default 'import'
   */
  direction?: DataDirection | undefined;
  /**
   * What the rows are. `product`: Products, loaded as a feed is: a column that the descriptor does not name stays as
   * it is. `delete` sets the products named to `discontinued`. `product_attribute`: One attribute of one product in
   * each row. A blank value removes it, and so does `delete`. `availability`: The availability of one product in
   * each row. `price`: One entry of a price list in each row: of the base list, or of the list of the sales channel
   * that is named by its ID or external ID. Other entries of the list stay. Without `valid_from`, from the import
   * on, unless that price is in the list as the one in force. `delete` removes the entry of that time. `category`:
   * One category of the partner's tree in each row. Its parent may stand anywhere in the file, or in a later file of
   * the import; without `parent_code` a category stays where it is, and a blank one puts it at the top. `delete`
   * takes categories out that none is below of. `customer`: One customer in each row, by `external_id`, with one
   * address: an address that the customer does not have is added, and none is changed. A new customer needs
   * `first_name`, `last_name` and `email`, and an address `address_line1`, `city`, `state` and `postal_code`. A key
   * needs `customers:write` as well. Values are in no report of errors. `delete` deletes customers with their
   * addresses, except those with orders. `order`: Orders, for exports alone, without customer data and addresses. A
   * table has a row for each item; JSON lines and XML have the items as a list in the row of their order.
   * `order_export_id`, `flag` and `delivery_ids` are what an order exporter writes, and blank in other exports.
   * `order_update`: One order update in each row, as `POST /order-updates` receives it: applied later, or parked.
   * `sku` or `order_item_id`, with `quantity`, is the item that it is about. A known `update_id` with the same
   * content is unchanged.
   */
  entity: ImportEntity;
  /** How the file is laid out. */
  format: FileFormatFields;
  /**
   * The files that it reads, by their names, without folders and `.gz`: `*` stands for any characters, `?` for one.
   * The name of an exported file has the time in place of the first `*`. From 1 to 255 characters.
   *
   * @default '*'
   */
  file_name_pattern?: string | undefined;
  /**
   * What an import does with rows: `merge` inserts and updates, `insert_only` leaves what exists as it is,
   * `update_only` leaves out what does not exist, `delete` removes.
   *
   * @default 'merge'
   */
  mode?: ImportMode | undefined;
  /** Where the values of a row stand, how they are read, and where they go. */
  columns: DataColumnFields[];
  /** Which rows an export has; all where it is left out. */
  filter?: ExportFilter | undefined;
  /** The order of the rows of an export; that of their IDs where it is left out. */
  order_by?: ExportOrder | undefined;
};

/** The answer of `POST /data-descriptors/preview`. Show how a description reads the beginning of a file. */
export type DataPreview = {
  /** The first rows, at most 20. */
  rows: DataPreviewRow[];
  /** Why the file cannot be imported, or not be read further, as a sentence. */
  error?: string | undefined;
};

/** A part of `DataPreview`: `rows`. */
export type DataPreviewRow = {
  /** Of a row within a row: the name after `children.` of its column. These come after the others. */
  children?: string | undefined;
  /** The line at which the row begins; of XML, the number of the row. */
  line: number;
  /** The values by their targets, as they were read; null for none. */
  values: Record<string, string | null>;
  /** What an import would do with it now. `skipped`: nothing, because of the mode. */
  outcome: PreviewOutcome;
  /** Why the row is rejected; empty for a good one. */
  problems: DataPreviewProblem[];
};

/** What an import would do with it now. `skipped`: nothing, because of the mode. */
export type PreviewOutcome = 'inserted' | 'updated' | 'unchanged' | 'skipped' | 'rejected';

/** A part of `DataPreviewRow`: `problems`. */
export type DataPreviewProblem = {
  /** The target of the column; none for the whole row. */
  column?: string | undefined;
  /** What is wrong, as a stable word: switch on it. */
  code: string;
  /** What is meant, as a sentence for people. */
  message: string;
  /** The refused value, cut to 200 characters. */
  value?: string | undefined;
};

/** The body of `POST /data-descriptors/detect`. Propose a description of the beginning of a file. */
export type DetectDataDefinitionFields = {
  /** Its ending tells the format, and the rest of it becomes the pattern of names. At most 255 characters. */
  file_name?: string | undefined;
  /**
   * The beginning of the file as text, whatever the encoding of the file. Or `sample_base64`. From 1 to 524,288
   * characters.
   */
  sample?: string | undefined;
  /** The beginning of the file as bytes, of which the encoding is a part. Or `sample`. From 1 to 524,288 characters. */
  sample_base64?: string | undefined;
  /**
   * Whether the file goes on after the sample: its last line may be incomplete then. A workbook must be sent whole.
   *
   * @default false
   */
  is_cut?: boolean | undefined;
};

/** The answer of `POST /data-descriptors/detect`. Propose a description of the beginning of a file. */
export type DataProposal = {
  /** The fields with which a descriptor can be created. */
  definition: ProposedDataDefinition;
  /** Columns of the file that no target was found for. */
  unassigned: string[];
  /** Targets that the descriptor needs, and for which no column was found: add them. */
  missing: string[];
};

/** The fields with which a descriptor can be created. */
export type ProposedDataDefinition = {
  /** A name for people. From 1 to 200 characters. */
  name: string;
  /** Whether it describes files that are imported, or files that are exported. Cannot be changed. */
  direction: DataDirection;
  /**
   * What the rows are. `product`: Products, loaded as a feed is: a column that the descriptor does not name stays as
   * it is. `delete` sets the products named to `discontinued`. `product_attribute`: One attribute of one product in
   * each row. A blank value removes it, and so does `delete`. `availability`: The availability of one product in
   * each row. `price`: One entry of a price list in each row: of the base list, or of the list of the sales channel
   * that is named by its ID or external ID. Other entries of the list stay. Without `valid_from`, from the import
   * on, unless that price is in the list as the one in force. `delete` removes the entry of that time. `category`:
   * One category of the partner's tree in each row. Its parent may stand anywhere in the file, or in a later file of
   * the import; without `parent_code` a category stays where it is, and a blank one puts it at the top. `delete`
   * takes categories out that none is below of. `customer`: One customer in each row, by `external_id`, with one
   * address: an address that the customer does not have is added, and none is changed. A new customer needs
   * `first_name`, `last_name` and `email`, and an address `address_line1`, `city`, `state` and `postal_code`. A key
   * needs `customers:write` as well. Values are in no report of errors. `delete` deletes customers with their
   * addresses, except those with orders. `order`: Orders, for exports alone, without customer data and addresses. A
   * table has a row for each item; JSON lines and XML have the items as a list in the row of their order.
   * `order_export_id`, `flag` and `delivery_ids` are what an order exporter writes, and blank in other exports.
   * `order_update`: One order update in each row, as `POST /order-updates` receives it: applied later, or parked.
   * `sku` or `order_item_id`, with `quantity`, is the item that it is about. A known `update_id` with the same
   * content is unchanged.
   */
  entity: ImportEntity;
  /** How the file is laid out. */
  format: FileFormat;
  /**
   * The files that it reads, by their names, without folders and `.gz`: `*` stands for any characters, `?` for one.
   * The name of an exported file has the time in place of the first `*`. From 1 to 255 characters.
   */
  file_name_pattern: string;
  /**
   * What an import does with rows: `merge` inserts and updates, `insert_only` leaves what exists as it is,
   * `update_only` leaves out what does not exist, `delete` removes.
   */
  mode: ImportMode;
  /** Where the values of a row stand, how they are read, and where they go. */
  columns: DataColumn[];
  /** Which rows an export has; all where it is left out. */
  filter?: ExportFilter | undefined;
  /** The order of the rows of an export; that of their IDs where it is left out. */
  order_by?: ExportOrder | undefined;
};

/**
 * The body of `POST /data-descriptors/{data_descriptor_id}/preview`. Show how a data descriptor reads the beginning
 * of a file.
 */
export type PreviewDataDescriptorFields = {
  /**
   * The beginning of the file as text, whatever the encoding of the file. Or `sample_base64`. From 1 to 524,288
   * characters.
   */
  sample?: string | undefined;
  /** The beginning of the file as bytes, of which the encoding is a part. Or `sample`. From 1 to 524,288 characters. */
  sample_base64?: string | undefined;
  /**
   * Whether the file goes on after the sample: its last line may be incomplete then. A workbook must be sent whole.
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
   * A partner's key may leave it out; the operator names it.
   *
   * @example 'PT00001'
   */
  partner_id?: string | undefined;
  /** A name for people. From 1 to 200 characters. */
  name: string;
  /**
   * Whether its files are imported or exported; that of its descriptors. Cannot be changed.
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
   * What follows a rejected row of an import: `skip_row` imports the others, `rollback_file` rolls the file back and
   * goes on with the next one, `stop_group` rolls it back and ends the import.
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
   * Whether imports only check and count, and write nothing. Each file is checked by itself: a row about a product
   * that only an earlier file of the same import would create is rejected.
   *
   * @default false
   */
  validate_only?: boolean | undefined;
};

/**
 * What follows a rejected row of an import: `skip_row` imports the others, `rollback_file` rolls the file back and
 * goes on with the next one, `stop_group` rolls it back and ends the import.
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
  /** The name of the partner; as a filter in any letter case. */
  partner_name: string;
  /** Whether its files are imported or exported; that of its descriptors. Cannot be changed. */
  direction: DataDirection;
  /** A name for people. From 1 to 200 characters. */
  name: string;
  /**
   * Data descriptors of the same partner and direction, in the order in which their files are imported, or written.
   * From 1 to 50 items.
   */
  descriptors: string[];
  /**
   * What follows a rejected row of an import: `skip_row` imports the others, `rollback_file` rolls the file back and
   * goes on with the next one, `stop_group` rolls it back and ends the import.
   */
  on_error: ImportOnError;
  /** The share of rejected rows over which a file is rolled back; null for no limit. From 0 to 1. */
  max_error_ratio: number | null;
  /**
   * Whether imports only check and count, and write nothing. Each file is checked by itself: a row about a product
   * that only an earlier file of the same import would create is rejected.
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
  /** The name of the partner; as a filter in any letter case. From 1 to 200 characters. */
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
  /** A name for people. From 1 to 200 characters. */
  name?: string | undefined;
  /**
   * Data descriptors of the same partner and direction, in the order in which their files are imported, or written.
   * A built-in one, such as `builtin:shopify_products`, that is named here becomes a descriptor of the partner,
   * which stays as it is when the built-in one changes. From 1 to 50 items.
   */
  descriptors?: (BuiltInName | string)[] | undefined;
  /**
   * What follows a rejected row of an import: `skip_row` imports the others, `rollback_file` rolls the file back and
   * goes on with the next one, `stop_group` rolls it back and ends the import.
   */
  on_error?: ImportOnError | undefined;
  /** The share of rejected rows over which a file is rolled back; null for no limit. From 0 to 1. */
  max_error_ratio?: number | null | undefined;
  /**
   * Whether imports only check and count, and write nothing. Each file is checked by itself: a row about a product
   * that only an earlier file of the same import would create is rejected.
   */
  validate_only?: boolean | undefined;
};

/** The body of `POST /data-groups/{data_group_id}/import`. Import a file, or a ZIP of files. */
export type ImportDataGroupFields = {
};

/** The body of `POST /data-groups/{data_group_id}/export`. Export the files of a data group. */
export type ExportDataGroupFields = {
  /**
   * Which rows are exported: each field takes the place of the same one of the descriptors, where their entity has
   * it.
   */
  filter?: ExportFilter | undefined;
  /** Takes the place of the type of format of all descriptors. */
  format?: ImportFormat | undefined;
  /**
   * Whether each file is packed.
   *
   * @default 'none'
   */
  compress?: ExportCompression | undefined;
  /**
   * `spreadsheet`: for people who open the files in a spreadsheet. In CSV, texts that begin with `=`, `+`, `-`, `@`,
   * a tab or a return get an apostrophe before them, so that none is taken for a formula; numbers do not. Imports
   * take it off again.
   */
  for?: ExportReader | undefined;
};

/** One of `none`, `gzip`. */
export type ExportCompression = 'none' | 'gzip';

/** One of `spreadsheet`. */
export type ExportReader = 'spreadsheet';

/** The answer of `GET /jobs/{job_id}/files`. List the files of an export, with links to download them. */
export type ExportJobFiles = {
  /** The entries of this answer, in the order of the list. */
  items: ExportJobFile[];
};

/** A part of `ExportJobFiles`: `items`. */
export type ExportJobFile = {
  /** The name of the file, for people. */
  file_name: string;
  /** The descriptor by which it was written. */
  data_descriptor_id: string;
  /** The version of the descriptor. */
  version: number;
  /** What its rows are. */
  entity: string;
  /** Rows in the file. */
  rows: number;
  /** Its size, packed where it was asked for. */
  bytes: number;
  /** Where the file can be downloaded, without a key. */
  url: string;
  /**
   * Until when `url` is good; ask again for another one. RFC 3339.
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
  /** The name of the partner; as a filter in any letter case. From 1 to 200 characters. */
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
  /** The name of the partner; as a filter in any letter case. */
  partner_name: string;
  /** When it runs, in the five fields of cron. */
  cron: string;
  /** The zone whose clocks `cron` is about: a name of the IANA database. */
  timezone: string;
  /** Where the files come from; of a group of exports, where they go. */
  source: Source;
  /**
   * Since when it rests; null where it does not. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  paused_at: string | null;
  /** The next 5 times that it runs; none while it rests. A time that has passed is that of a run which starts now. */
  next_runs: string[];
  /** The last runs, newest first. */
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
  /** Where to put files: the beginning of their keys in the bucket. */
  folder: string;
};

export type HttpsSource = {
  /** A file that is fetched from an address. */
  type: 'https';
  /** Where deliveries are sent. */
  url: string;
  /** The headers; the values are not shown. */
  headers: Record<string, string>;
};

export type ExportSource = {
  /** Files that a group of exports writes into a folder. */
  type: 'export';
  /** The folder of the partner's files. */
  prefix: string;
  /** Where the files are: the beginning of their keys in the bucket. */
  folder: string;
  /** Days after which a file is deleted from the folder, by a later run. From 1 to 3,650. */
  keep_days: number;
  /**
   * Which rows are exported: each field takes the place of the same one of the descriptors, where their entity has
   * it.
   */
  filter?: ExportFilter | undefined;
  /** Takes the place of the type of format of all descriptors. */
  format?: ImportFormat | undefined;
  /** Whether each file is packed. */
  compress: ExportCompression;
  /**
   * `spreadsheet`: for people who open the files in a spreadsheet. In CSV, texts that begin with `=`, `+`, `-`, `@`,
   * a tab or a return get an apostrophe before them, so that none is taken for a formula; numbers do not. Imports
   * take it off again.
   */
  for?: ExportReader | undefined;
};

/** Where the files come from; of a group of exports, where they go. */
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
   * The time that it belongs to; a group has one run for each. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  scheduled_at: string;
  /**
   * `schedule`: its time had come. `catch_up`: times had passed, in a pause or an outage, and this run stands for
   * all of them. `request`: it was asked for.
   */
  trigger: ScheduleRunTrigger;
  /** A run has failed where its files could not be had, or one of them failed. */
  status: ScheduleRunStatus;
  /** What came of it, as a sentence. */
  message: string;
  /** Why it failed, or is tried again; null otherwise. */
  error: string | null;
  /**
   * When a worker began it, in UTC; missing before. RFC 3339.
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
   * When the source is tried again that could not be reached; null otherwise. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  next_try_at: string | null;
  /** The files that it has taken. At least 0. */
  file_count: number;
  /** Those that failed. At least 0. */
  failed_count: number;
  /** The files, failed ones first, then in the order of import; 20 at most. */
  files: ScheduledFile[];
};

/**
 * `schedule`: its time had come. `catch_up`: times had passed, in a pause or an outage, and this run stands for all
 * of them. `request`: it was asked for.
 */
export type ScheduleRunTrigger = 'schedule' | 'catch_up' | 'request';

/** A run has failed where its files could not be had, or one of them failed. */
export type ScheduleRunStatus = 'running' | 'completed' | 'failed';

/** A part of `ScheduleRun`: `files`. */
export type ScheduledFile = {
  /** The name of the file, for people. */
  file_name: string;
  /**
   * Waits for its import, is imported, was; was exported; or failed: the import did, or not every file of an archive
   * was imported.
   */
  status: ScheduledFileStatus;
  /**
   * The job of its import or export; null where it had none.
   *
   * @example 'JV00001'
   */
  job_id: string | null;
  /** Its key in the bucket after its import or export; null for a file that was fetched from an address. */
  moved_to: string | null;
  /** Why it was not imported; null where it was. */
  error: string | null;
};

/**
 * Waits for its import, is imported, was; was exported; or failed: the import did, or not every file of an archive
 * was imported.
 */
export type ScheduledFileStatus = 'waiting' | 'importing' | 'imported' | 'exported' | 'failed';

/**
 * The body of `PUT /data-groups/{data_group_id}/schedule`. Set the schedule of a data group: when it imports, and
 * from where, or when it exports, and where to.
 */
export type SetScheduleFields = {
  /**
   * The five fields of cron: minute, hour, day of the month, month, day of the week. Where both days are restricted,
   * one of them is enough. At most 200 characters.
   *
   * @example '0 6 * * mon-fri'
   */
  cron: string;
  /**
   * The zone whose clocks `cron` is about: a name of the IANA database.
   *
   * @default 'UTC'
   * @example 'Europe/Berlin'
   */
  timezone?: string | undefined;
  /** Where the files come from; of a group of exports, where they go. */
  source: SetSource;
  /** Whether it rests; as before where it is left out. */
  paused?: boolean | undefined;
};

export type SetBucketSource = {
  /** Files that are put into a folder of the bucket. */
  type: 'bucket';
  /**
   * The folder of the partner's files to look into: letters, digits, dots, hyphens and underscores, with slashes
   * between folders. Two data groups cannot share one. At most 200 characters.
   *
   * @example 'erp'
   */
  prefix: string;
};

export type SetHttpsSource = {
  /** A file that is fetched from an address. */
  type: 'https';
  /**
   * HTTPS, to a public address. At most 2,000 characters.
   *
   * @example 'https://erp.example/export/prices.csv'
   */
  url: string;
  /**
   * Up to 10 headers to send, such as `authorization`. Their values are stored encrypted and not shown again. Left
   * out, those before stay, as long as `url` has the same host.
   */
  headers?: Record<string, string> | undefined;
};

export type SetExportSource = {
  /** Files that a group of exports writes into a folder. */
  type: 'export';
  /**
   * The folder of the partner's files to look into: letters, digits, dots, hyphens and underscores, with slashes
   * between folders. Two data groups cannot share one. At most 200 characters.
   *
   * @example 'erp'
   */
  prefix: string;
  /**
   * Days after which a file is deleted from the folder, by a later run. In days. From 1 to 3,650.
   *
   * @default 14
   */
  keep_days?: number | undefined;
  /**
   * Which rows are exported: each field takes the place of the same one of the descriptors, where their entity has
   * it.
   */
  filter?: ExportFilter | undefined;
  /** Takes the place of the type of format of all descriptors. */
  format?: ImportFormat | undefined;
  /**
   * Whether each file is packed.
   *
   * @default 'none'
   */
  compress?: ExportCompression | undefined;
  /**
   * `spreadsheet`: for people who open the files in a spreadsheet. In CSV, texts that begin with `=`, `+`, `-`, `@`,
   * a tab or a return get an apostrophe before them, so that none is taken for a formula; numbers do not. Imports
   * take it off again.
   */
  for?: ExportReader | undefined;
};

/** Where the files come from; of a group of exports, where they go. */
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
   * The ID of the object that the events are about.
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
  /** The name of the partner; as a filter in any letter case. */
  partner_name: string | null;
  /** The object that an event is about. */
  subject: EventSubject;
  /** The type of the event, such as `order.created`. */
  event_type: 'partner.updated';
  /** What happened; the type of the event determines its fields. */
  data: PartnerUpdatedEventData;
};

/** The object that an event is about. */
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
  /** The name of the partner; as a filter in any letter case. */
  partner_name: string;
  /** The state at the time of the answer; as a filter, the state to look for. */
  status: PartnerStatus;
  /** The fields that are not what they were. */
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
  /** The name of the partner; as a filter in any letter case. */
  partner_name: string | null;
  /** The object that an event is about. */
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
  /** The name of the partner; as a filter in any letter case. */
  partner_name: string | null;
  /** The object that an event is about. */
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
  /** What is meant, as a sentence for people. */
  message: string;
  /** The load wrote nothing. */
  validate_only: boolean;
  /** What the work has done. */
  result: LoadResult;
  /** Rows of the file that count. */
  valid_records: number;
  /** Rejected rows, and rows whose SKU a later row repeats. */
  invalid_records: number;
};

/** A feed could not be loaded; the catalogue is as it was. */
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
  /** The name of the partner; as a filter in any letter case. */
  partner_name: string | null;
  /** The object that an event is about. */
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
  /** What is meant, as a sentence for people. */
  message: string;
  /** The load wrote nothing. */
  validate_only: boolean;
  /** The cause. */
  error_message: string;
};

/** A job has done its work. */
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
  /** The name of the partner; as a filter in any letter case. */
  partner_name: string | null;
  /** The object that an event is about. */
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
  /** What is meant, as a sentence for people. */
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
  /** The state at the time of the answer; as a filter, the state to look for. */
  status: 'completed';
  /**
   * Of a load a `LoadResult`, of an operations batch a `BatchResult`, of a redelivery a `RedeliveryResult`, of a
   * replay of exports a `ReplayResult`, of an import a `ImportResult`, of an export a `ExportResult`, of an undo a
   * `UndoResult`.
   */
  result?: LoadResult | BatchResult | RedeliveryResult | ReplayResult | ImportResult | ExportResult | UndoResult | undefined;
};

/** A job has failed and is not tried again by itself. */
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
  /** The name of the partner; as a filter in any letter case. */
  partner_name: string | null;
  /** The object that an event is about. */
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
  /** What is meant, as a sentence for people. */
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
  /** The state at the time of the answer; as a filter, the state to look for. */
  status: 'failed';
  /** The cause. */
  error: string;
};

/** A job was cancelled: before it began, or at a safe point of its work. */
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
  /** The name of the partner; as a filter in any letter case. */
  partner_name: string | null;
  /** The object that an event is about. */
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
  /** What is meant, as a sentence for people. */
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
  /** The state at the time of the answer; as a filter, the state to look for. */
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
  /** The name of the partner; as a filter in any letter case. */
  partner_name: string | null;
  /** The object that an event is about. */
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
  /** The name of the partner; as a filter in any letter case. */
  partner_name: string | null;
  /** The object that an event is about. */
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
  /** The name of the partner; as a filter in any letter case. */
  partner_name: string | null;
  /** The object that an event is about. */
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
  /** The state at the time of the answer; as a filter, the state to look for. */
  status: OrderStatus;
  /**
   * The sum of the line totals, exact. In major units of the currency. At least 0.
   *
   * @example 49.99
   */
  total_amount: number;
  /** Currency of the amounts beside it: an ISO 4217 code, such as `USD`. */
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
  /** The name of the partner; as a filter in any letter case. */
  partner_name: string | null;
  /** The object that an event is about. */
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
  /** The value before the change; of a report the first moment that counts, null for the beginning. */
  from: OrderStatus;
  /** The value after the change; of a report the moment up to which it counts, without it. */
  to: OrderStatus;
  /** Why, for people; null where nothing was said. */
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
  /** The name of the partner; as a filter in any letter case. */
  partner_name: string | null;
  /** The object that an event is about. */
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
  /** The value before the change; of a report the first moment that counts, null for the beginning. */
  from: OrderDeliveryStatus;
  /** The value after the change; of a report the moment up to which it counts, without it. */
  to: OrderDeliveryStatus;
  /** Why, for people; null where nothing was said. */
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
  /** The name of the partner; as a filter in any letter case. */
  partner_name: string | null;
  /** The object that an event is about. */
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
  /** The name of the partner; as a filter in any letter case. */
  partner_name: string | null;
  /** The object that an event is about. */
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
  /** The entries of this answer, in the order of the list. */
  items: OrderItemsCancelledEventDataItem[];
  /**
   * Their worth at the prices of the order, exact. In major units of the currency. At least 0.
   *
   * @example 49.99
   */
  amount: number;
  /** Currency of the amounts beside it: an ISO 4217 code, such as `USD`. */
  currency: string;
  /** Why, for people; null where nothing was said. */
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

/** Parts of an order came back. */
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
  /** The name of the partner; as a filter in any letter case. */
  partner_name: string | null;
  /** The object that an event is about. */
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
  /** The entries of this answer, in the order of the list. */
  items: OrderItemsReturnedEventDataItem[];
  /**
   * Their worth at the prices of the order, exact. In major units of the currency. At least 0.
   *
   * @example 49.99
   */
  amount: number;
  /** Currency of the amounts beside it: an ISO 4217 code, such as `USD`. */
  currency: string;
  /** Why, for people; null where nothing was said. */
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
  /** The name of the partner; as a filter in any letter case. */
  partner_name: string | null;
  /** The object that an event is about. */
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
  /** How far the fulfilment is; as a filter, what to look for. */
  fulfillment_status: FulfillmentStatus;
};

/** Everything of an order that was not cancelled has been shipped. */
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
  /** The name of the partner; as a filter in any letter case. */
  partner_name: string | null;
  /** The object that an event is about. */
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
  /** How far the fulfilment is; as a filter, what to look for. */
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
  /** The name of the partner; as a filter in any letter case. */
  partner_name: string | null;
  /** The object that an event is about. */
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
  /** How far the fulfilment is; as a filter, what to look for. */
  fulfillment_status: FulfillmentStatus;
};

/** An exporter of the kind event takes an order out: whoever listens takes the order. */
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
  /** The name of the partner; as a filter in any letter case. */
  partner_name: string | null;
  /** The object that an event is about. */
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
  /** The word by which exporters find their orders, such as `to_fulfilment`. */
  flag: string;
  /** The deliveries that it is about. */
  delivery_ids: string[];
};

/** An order was exported, or its export approved. */
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
  /** The name of the partner; as a filter in any letter case. */
  partner_name: string | null;
  /** The object that an event is about. */
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
  /** The word by which exporters find their orders, such as `to_fulfilment`. */
  flag: string;
  /** The flag that the order has now; null at the end of its chain, and while others follow. */
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
  /** The name of the partner; as a filter in any letter case. */
  partner_name: string | null;
  /** The object that an event is about. */
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
  /** The word by which exporters find their orders, such as `to_fulfilment`. */
  flag: string;
  /** How often it was sent; in a delivery the attempts themselves. */
  attempts: number;
  /** Why it failed; missing where it did not. */
  error: string;
  /**
   * Null where it is not tried again by itself. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  next_attempt_at: string | null;
};

/** An order export waits until somebody approves or rejects it. */
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
  /** The name of the partner; as a filter in any letter case. */
  partner_name: string | null;
  /** The object that an event is about. */
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
  /** The word by which exporters find their orders, such as `to_fulfilment`. */
  flag: string;
};

/** An operations batch has ended: it was executed, or could not be. */
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
  /** The name of the partner; as a filter in any letter case. */
  partner_name: string | null;
  /** The object that an event is about. */
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
  /** The state at the time of the answer; as a filter, the state to look for. */
  status: 'completed' | 'failed';
  /** What is meant, as a sentence for people. */
  message: string;
  /** What the work has done. */
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
  /** The name of the partner; as a filter in any letter case. */
  partner_name: string | null;
  /** The object that an event is about. */
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
  /** The name of the partner; as a filter in any letter case. */
  partner_name: string | null;
  /** The object that an event is about. */
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

/** The files of an import have been read, and those without too many errors are imported. */
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
  /** The name of the partner; as a filter in any letter case. */
  partner_name: string | null;
  /** The object that an event is about. */
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
  /** What is meant, as a sentence for people. */
  message: string;
  /** What the work has done. */
  result: ImportResult;
};

/** An import has ended before all of its files were read. */
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
  /** The name of the partner; as a filter in any letter case. */
  partner_name: string | null;
  /** The object that an event is about. */
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
  /** What is meant, as a sentence for people. */
  message: string;
  /** The cause. */
  error: string;
};

/** The files of an export of a data group are written. */
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
  /** The name of the partner; as a filter in any letter case. */
  partner_name: string | null;
  /** The object that an event is about. */
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
  /** What is meant, as a sentence for people. */
  message: string;
  /** What the work has done. */
  result: ExportResult;
};

/** An export of a data group has failed. The files that were whole before stay: `GET /jobs/{job_id}/files`. */
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
  /** The name of the partner; as a filter in any letter case. */
  partner_name: string | null;
  /** The object that an event is about. */
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
  /** What is meant, as a sentence for people. */
  message: string;
  /** The cause. */
  error: string;
};

/** Deliveries to a subscription have failed for 50, 70 or 90 % of the time after which it is disabled. */
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
  /** The name of the partner; as a filter in any letter case. */
  partner_name: string | null;
  /** The object that an event is about. */
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
  /** Where deliveries are sent. */
  url: string;
  /** Failures in a row. */
  failure_count: number;
  /**
   * When the first of the failures in a row was, in UTC; null where there is none. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  failing_since: string | null;
  /** The last failure, as a sentence. */
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
 * A subscription was disabled: its receiver answered 410 (`gone`), failed for too long (`failing`), or by a call
 * (`request`).
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
  /** The name of the partner; as a filter in any letter case. */
  partner_name: string | null;
  /** The object that an event is about. */
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
  /** Where deliveries are sent. */
  url: string;
  /** Failures in a row. */
  failure_count: number;
  /**
   * When the first of the failures in a row was, in UTC; null where there is none. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  failing_since: string | null;
  /** The last failure, as a sentence. */
  last_error: string | null;
  /** Why it was done. */
  reason: WebhookDisabledReason;
};

/** One of `gone`, `failing`, `request`. */
export type WebhookDisabledReason = 'gone' | 'failing' | 'request';

/** A delivery has failed at its last attempt and is not tried again by itself. */
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
  /** The name of the partner; as a filter in any letter case. */
  partner_name: string | null;
  /** The object that an event is about. */
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
  /** How often it was sent; in a delivery the attempts themselves. */
  attempts: number;
  /** The last failure, as a sentence. */
  error: string;
};

export type Event = PartnerUpdatedEvent | FeedUploadedEvent | FeedValidationCompletedEvent | FeedValidationFailedEvent | JobCompletedEvent | JobFailedEvent | JobCancelledEvent | ProductPriceChangedEvent | PriceListChangedEvent | OrderCreatedEvent | OrderStatusChangedEvent | OrderDeliveryChangedEvent | OrderShippedEvent | OrderItemsCancelledEvent | OrderItemsReturnedEvent | OrderFulfillmentQueuedEvent | OrderFulfillmentCompletedEvent | OrderFulfillmentFailedEvent | OrderExportEvent | OrderExportCompletedEvent | OrderExportFailedEvent | OrderExportWaitingEvent | OperationsBatchCompletedEvent | CustomerCreatedEvent | CustomerAddressCreatedEvent | ImportCompletedEvent | ImportFailedEvent | ExportCompletedEvent | ExportFailedEvent | WebhookFailingEvent | WebhookDisabledEvent | WebhookAttemptsExhaustedEvent;

/** The query of `GET /events/stream`. Follow events as they happen. */
export type StreamEventsFields = {
  /** The type of the event, such as `order.created`. */
  event_type?: EventType | undefined;
  /**
   * The ID of the object that the events are about.
   *
   * @example 'OR00001'
   */
  subject?: string | undefined;
};

/** The body of `POST /webhooks`. Subscribe to events. */
export type CreateWebhookFields = {
  /**
   * A partner's key may leave it out; left out by the operator: events of all partners.
   *
   * @example 'PT00001'
   */
  partner_id?: string | undefined;
  /**
   * HTTPS, to a public address. At most 2,000 characters.
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
  /** A text for people. From 1 to 500 characters. */
  description?: string | null | undefined;
  /**
   * One delivery at a time, in sequence; a failure holds back the rest.
   *
   * @default false
   */
  ordered?: boolean | undefined;
  /**
   * Deliveries that may wait for an answer at once. From 1 to 20.
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
  /** The name of the partner; as a filter in any letter case. */
  partner_name: string | null;
  /** Where deliveries are sent. */
  url: string;
  /** Types of events, or `["*"]`. */
  events: string[];
  /** A text for people. */
  description: string | null;
  /** One delivery at a time, in sequence. */
  ordered: boolean;
  /** Deliveries that may wait for an answer at once. */
  max_in_flight: number;
  /** Further headers; the values are not shown. */
  headers: Record<string, string>;
  /** The state at the time of the answer; as a filter, the state to look for. */
  status: WebhookStatus;
  /** Why it was disabled; null while it is active. */
  disabled_reason: WebhookDisabledReason | null;
  /** Open: deliveries wait, and one probe at a time is sent. */
  circuit: 'closed' | 'open';
  /** Failures in a row. */
  failure_count: number;
  /**
   * When the first of the failures in a row was, in UTC; null where there is none. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  failing_since: string | null;
  /** The last failure since a success, as a sentence. */
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
  /** The name of the partner; as a filter in any letter case. From 1 to 200 characters. */
  partner_name?: string | undefined;
  /** The state at the time of the answer; as a filter, the state to look for. */
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
  /** The name of the partner; as a filter in any letter case. */
  partner_name: string | null;
  /** Where deliveries are sent. */
  url: string;
  /** Types of events, or `["*"]`. */
  events: string[];
  /** A text for people. */
  description: string | null;
  /** One delivery at a time, in sequence. */
  ordered: boolean;
  /** Deliveries that may wait for an answer at once. */
  max_in_flight: number;
  /** Further headers; the values are not shown. */
  headers: Record<string, string>;
  /** The state at the time of the answer; as a filter, the state to look for. */
  status: WebhookStatus;
  /** Why it was disabled; null while it is active. */
  disabled_reason: WebhookDisabledReason | null;
  /** Open: deliveries wait, and one probe at a time is sent. */
  circuit: 'closed' | 'open';
  /** Failures in a row. */
  failure_count: number;
  /**
   * When the first of the failures in a row was, in UTC; null where there is none. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  failing_since: string | null;
  /** The last failure since a success, as a sentence. */
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
   * HTTPS, to a public address. At most 2,000 characters.
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
  /** A text for people. From 1 to 500 characters. */
  description?: string | null | undefined;
  /** One delivery at a time, in sequence; a failure holds back the rest. */
  ordered?: boolean | undefined;
  /** Deliveries that may wait for an answer at once. From 1 to 20. */
  max_in_flight?: number | undefined;
  /** Up to 10 headers that each delivery sends. Their values are stored encrypted and not shown again. */
  headers?: Record<string, string> | undefined;
  /** `active` closes the circuit and forgets failures. */
  status?: WebhookStatus | undefined;
};

/** The body of `POST /webhooks/{webhook_id}/rotate-secret`. Replace the secret. */
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
  /** The name of the partner; as a filter in any letter case. */
  partner_name: string | null;
  /**
   * ID of an event.
   *
   * @example 'EV00001'
   */
  event_id: string;
  /** The type of the event, such as `order.created`. */
  event_type: string;
  /** Of the subscription; null before the first attempt. */
  sequence: number | null;
  /** The state at the time of the answer; as a filter, the state to look for. */
  status: DeliveryStatus;
  /** How often it was sent. */
  attempt_count: number;
  /** The last attempt's; null where there was no answer. */
  response_code: number | null;
  /** Why the last attempt failed, as a sentence. */
  error: string | null;
  /**
   * When it is sent next; null where it has ended. RFC 3339.
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

/** The body of `POST /webhooks/{webhook_id}/recover`. Deliver again what was missed since a time. */
export type RecoverWebhookFields = {
  /**
   * The time from which on events are delivered again. RFC 3339.
   *
   * @example '2026-04-08T12:00:00Z'
   */
  since: string;
  /** Deliveries that failed, or events that no delivery was made of. Both where it is left out. */
  only?: 'failed' | 'never_delivered' | undefined;
};

/** The answer of `POST /webhooks/{webhook_id}/recover`. Deliver again what was missed since a time. */
export type Redeliveries = {
  /** Deliveries that are sent again. */
  deliveries: number;
  /** Whether more are left: call again. */
  has_more: boolean;
};

/** The body of `POST /webhooks/{webhook_id}/replay`. Deliver certain events again. */
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
  /** The state at the time of the answer; as a filter, the state to look for. */
  status?: DeliveryStatus | undefined;
  /** The HTTP status of the answer; null where there was none. From 100 to 599. */
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
  /** The name of the partner; as a filter in any letter case. */
  partner_name: string | null;
  /**
   * ID of an event.
   *
   * @example 'EV00001'
   */
  event_id: string;
  /** The type of the event, such as `order.created`. */
  event_type: string;
  /** Of the subscription; null before the first attempt. */
  sequence: number | null;
  /** The state at the time of the answer; as a filter, the state to look for. */
  status: DeliveryStatus;
  /** How often it was sent. */
  attempt_count: number;
  /** The last attempt's; null where there was no answer. */
  response_code: number | null;
  /** Why the last attempt failed, as a sentence. */
  error: string | null;
  /**
   * When it is sent next; null where it has ended. RFC 3339.
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
  /** The last attempt's. */
  response_body: string | null;
  /** Oldest first, the latest 100; kept for 7 days. */
  attempts: WebhookDeliveryAttempt[];
};

/** A part of `WebhookDeliveryDetail`: `attempts`. */
export type WebhookDeliveryAttempt = {
  /** Which attempt it was, from 1. */
  attempt: number;
  /**
   * The time that was asked for; now where none was. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  at: string;
  /** How long the attempt took, in milliseconds. */
  duration_ms: number;
  /** Signatures and values of your own headers are masked. */
  request_headers: Record<string, string>;
  /** The HTTP status of the answer; null where there was none. */
  response_code: number | null;
  /** The headers of the answer; null where there was none. */
  response_headers: Record<string, string> | null;
  /** The first 2000 characters. */
  response_body: string | null;
  /** Why it failed; missing where it did not. */
  error: string | null;
};

/** The body of `POST /webhook-deliveries/redeliver`. Send many deliveries again, as a job. */
export type RedeliverWebhookDeliveriesFields = {
  /**
   * ID of a webhook.
   *
   * @example 'WH00001'
   */
  webhook_id: string;
  /**
   * Whose events; required where the subscription is for all partners.
   *
   * @example 'PT00001'
   */
  partner_id?: string | undefined;
  /** The type of the event, such as `order.created`. */
  event_type?: EventType | undefined;
  /** `failed` where it is left out. */
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
  /** The key that the session stands for. It is neither stored nor logged. From 1 to 200 characters. */
  api_key?: string | undefined;
  /** Instead of a key: the demo key of a server with embedded services (`demo` of `GET /`). */
  demo?: true | undefined;
};

/** The answer of `POST /console/session`. Sign in: exchange an API key for a session. */
export type ConsoleSession = {
  /** Whose key the session stands for, as `GET /me` has it. */
  caller: Me;
  /** Sent as `x-csrf-token` with every call of the session but GET and HEAD. */
  csrf_token: string;
  /**
   * When the session ends at the latest; earlier where nobody uses it. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  expires_at: string;
};

/** Whose key the session stands for, as `GET /me` has it. */
export type Me = {
  /** Whose key it is. */
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
  /** A name for people. */
  name: string;
  /** The secret's last four characters. */
  secret_hint: string;
  /**
   * Until when it can be used, in UTC; null for no end. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  expires_at: string | null;
};

/** A part of `Me`: `limits`. */
export type Limit = {
  /** A name for people. */
  name: string;
  /** The number. */
  value: number;
  /** What the value counts. */
  unit: string;
  /** A text for people. */
  description: string;
};

/** The query of `GET /search`. Find anything by its ID, or by the beginning of its name. */
export type SearchFields = {
  /**
   * An ID, or the beginning of a name, SKU, reference, file name or URL. Letter case does not matter; of SKUs and
   * names of products, mixed ones such as `iPhone` are found as they are written. From 1 to 200 characters.
   *
   * @example 'PR00001'
   */
  q: string;
  /**
   * Types to look for, with commas between; all that the key may read where it is left out.
   *
   * @example 'product,order'
   */
  types?: string | undefined;
  /**
   * Results at most, 1 to 50, of all types together.
   *
   * @default 20
   */
  limit?: number | undefined;
};

/** The answer of `GET /search`. Find anything by its ID, or by the beginning of its name. */
export type SearchResults = {
  /** Number of items in this answer. At least 0. */
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
  /** What it is called: its name, its reference or its ID. */
  title: string;
  /** What tells it from others of that title; null for nothing. */
  subtitle: string | null;
  /** Its state; null where the type has none. */
  status: string | null;
  /** The ID of the object that shows it, such as the order of a shipment; null for one that is shown by itself. */
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

/** The query of `GET /overview`. How is everything: what waits, what fails, what needs attention. */
export type GetOverviewFields = {
  /**
   * Counts of a range begin here; a day before `to` where left out, at most 31 days. RFC 3339.
   *
   * @example '2026-04-08T12:00:00Z'
   */
  from?: string | undefined;
  /**
   * Counts of a range end before this time; now where left out. RFC 3339.
   *
   * @example '2026-04-08T12:00:00Z'
   */
  to?: string | undefined;
};

/** The answer of `GET /overview`. How is everything: what waits, what fails, what needs attention. */
export type Overview = {
  /**
   * Where the counts of a range begin. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  from: string;
  /**
   * Where they end, without it. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  to: string;
  /** What somebody should look at, failures first. */
  needs_attention: Attention[];
  /** The stages of which the key may read something. */
  stages: OverviewStage[];
  /** The parts of the server. */
  components: ComponentHealth[];
  /** The last events; empty without the scope `events:read`. */
  recent_activity: Event[];
};

/** A part of `Overview`: `needs_attention`. */
export type Attention = {
  /**
   * A stable word for what has happened.
   *
   * @example 'load_failed'
   */
  kind: string;
  /** What has happened, as a sentence. */
  title: string;
  /** Why, where it is known. */
  detail: string | null;
  /** Whether it waits for somebody, or has failed. */
  level: 'waiting' | 'failing';
  /** What it has happened to. */
  subject: EventSubject;
  /**
   * Null for the operator's own.
   *
   * @example 'PT00001'
   */
  partner_id: string | null;
  /** The name of the partner; as a filter in any letter case. */
  partner_name: string | null;
  /**
   * Since when it is so. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  since: string;
  /**
   * What helps: `run_job` runs the job again, `retry_failed_operations` a batch, `enable_webhook` sets the
   * subscription active; `view`: look at it.
   */
  action: AttentionAction;
  /**
   * The action for people.
   *
   * @example 'Load again'
   */
  action_label: string;
};

/**
 * What helps: `run_job` runs the job again, `retry_failed_operations` a batch, `enable_webhook` sets the
 * subscription active; `view`: look at it.
 */
export type AttentionAction = 'view' | 'run_job' | 'retry_failed_operations' | 'enable_webhook';

/** A part of `Overview`: `stages`. */
export type OverviewStage = {
  /** The stage. */
  stage: StageName;
  /** What is there, waits and fails. */
  counts: OverviewCount[];
};

/** The stage. */
export type StageName = 'partners' | 'uploads' | 'processing' | 'products' | 'orders' | 'fulfilment' | 'webhooks';

/** A part of `OverviewStage`: `counts`. */
export type OverviewCount = {
  /**
   * A stable word, unique in its stage.
   *
   * @example 'failed'
   */
  name: string;
  /**
   * The same for people.
   *
   * @example 'Failed loads'
   */
  label: string;
  /** The number. At least 0. */
  value: number;
  /** Counted; counted up to this bound; or estimated, where there are too many to count. */
  precision: CountPrecision;
  /** Whether it is well, waits, or has failed. */
  level: CountLevel;
  /** Whether it counts between `from` and `to`, and not what is there now. */
  is_in_range: boolean;
  /**
   * When the oldest of what waits or fails began; null otherwise. RFC 3339.
   *
   * @example '2026-04-08T12:00:00.000Z'
   */
  since: string | null;
};

/** Counted; counted up to this bound; or estimated, where there are too many to count. */
export type CountPrecision = 'exact' | 'at_least' | 'estimate';

/** Whether it is well, waits, or has failed. */
export type CountLevel = 'ok' | 'waiting' | 'failing';

/** A part of `Overview`: `components`. */
export type ComponentHealth = {
  /**
   * A part of the server, such as `database`.
   *
   * @example 'database'
   */
  component: string;
  /** The state at the time of the answer; as a filter, the state to look for. */
  status: 'ok' | 'warning' | 'error';
  /** What is wrong with it, or how it does; null for nothing. */
  detail: string | null;
};

/** The answer of `GET /`. Where things are. */
export type Index = {
  /** A name for people. */
  name: string;
  /** The newest version of the API that is served. */
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
   * Every endpoint to read and to try, for a browser.
   *
   * @example '/docs'
   */
  api_explorer: string;
  /**
   * What each error code means, for a browser.
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
   * Whether the server and its database are well.
   *
   * @example '/health'
   */
  health: string;
  /**
   * Whether database, storage and queue can take work.
   *
   * @example '/ready'
   */
  ready: string;
};

/** The answer of `GET /health`. Is the process alive and its database reachable?. */
export type Health = {
  /** The state at the time of the answer; as a filter, the state to look for. */
  status: 'ok' | 'error';
  /** Whether the database can be reached. */
  database: 'connected' | 'unreachable';
};

/** The answer of `GET /ready`. Can it take traffic: database, storage and queue?. */
export type Readiness = {
  /** The state at the time of the answer; as a filter, the state to look for. */
  status: 'ok' | 'error';
  /** Whether the database can be reached. */
  database: 'ok' | 'error';
  /** Whether the file storage can be reached. */
  storage: 'ok' | 'error';
  /** Whether the queue of jobs can be reached. */
  queue: 'ok' | 'error';
  /**
   * The replica of the database, where one is set. Its `error` does not count for `status`: the primary answers in
   * its place.
   */
  replica?: 'ok' | 'error' | undefined;
};

/** The answer of `GET /limits`. Every limit, as data. */
export type LimitList = {
  /** Every limit of the API. */
  limits: Limit[];
};

/** An error (RFC 9457). */
export type Problem = {
  /** A URI that names the kind of problem; opens its documentation. */
  type: string;
  /** What kind of thing is wrong, in a few words. */
  title: string;
  /** The state at the time of the answer; as a filter, the state to look for. */
  status: number;
  /** What happened, as a sentence a person can act on. */
  detail: string;
  /** Stable; switch on this. */
  code: ProblemCode;
  /** ID under which the API logs the call. */
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
  /** Set as a whole, not merged; an empty list removes it. At most 1,000 items. */
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
  /** Set as a whole, not merged; an empty list removes it. At most 1,000 items. */
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
