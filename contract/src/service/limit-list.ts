import { LIMITS } from '../shared/limits.ts';
import { DEFAULT_LIMIT } from '../shared/pagination.ts';
import type { Limit } from './service.ts';

/** The limits that an operator may set, by their names in `GET /limits`. */
export interface SettableLimits {
  requests_per_minute: number;
  /** Bytes, as all below without another unit. */
  json_body: number;
  direct_upload: number;
  single_put: number;
  feed_unpacked: number;
  /** Unpacked bytes for each packed byte. */
  gzip_ratio: number;
  /** Minutes, as below. */
  upload_url: number;
  /** Days. */
  job_report_days: number;
  export_file_days: number;
  console_idle: number;
}

/** All limits, as `GET /limits` returns them. */
export function listLimits(set: SettableLimits): Limit[] {
  return [
    ...settableLimits(set),
    ...FEED_LIMITS,
    ...ORDER_LIMITS,
    ...EXPORT_LIMITS,
    ...SCHEDULE_LIMITS,
    ...BATCH_LIMITS,
    ...WEBHOOK_LIMITS,
    ...JOB_LIMITS,
    ...CALL_LIMITS,
  ];
}

function limit(name: string, value: number, unit: string, description: string): Limit {
  return { name, value, unit, description };
}

function settableLimits(set: SettableLimits): Limit[] {
  return [
    limit('requests_per_minute', set.requests_per_minute, 'requests', 'Calls of one API key in a minute.'),
    limit('json_body', set.json_body, 'bytes', 'A JSON request body.'),
    limit(
      'direct_upload',
      set.direct_upload,
      'bytes',
      'A file sent to POST /feeds/upload; use POST /feeds/upload-url for larger ones.',
    ),
    limit(
      'single_put',
      set.single_put,
      'bytes',
      'A single PUT to a presigned URL; larger files are uploaded in parts.',
    ),
    limit('feed_unpacked', set.feed_unpacked, 'bytes', 'An uncompressed feed.'),
    limit('gzip_ratio', set.gzip_ratio, 'times', 'Ratio of uncompressed to compressed size.'),
    limit('upload_url', set.upload_url, 'minutes', 'How long a presigned upload URL is valid.'),
    limit(
      'job_report_days',
      set.job_report_days,
      'days',
      'How long the errors and changes of a job are kept after it ends.',
    ),
    limit('export_file_days', set.export_file_days, 'days', 'How long exported files of data groups are kept.'),
    limit(
      'console_idle',
      set.console_idle,
      'minutes',
      'How long an idle console session lasts; console_session limits every session.',
    ),
  ];
}

const FEED_LIMITS = [
  limit(
    'open_uploads',
    LIMITS.openUploads,
    'uploads',
    'Open presigned uploads of a partner, for feeds and for batches each.',
  ),
  limit('feed_columns', LIMITS.feedColumns, 'columns', 'Columns of a feed file.'),
  limit(
    'catalogue_attributes',
    LIMITS.catalogueAttributes,
    'attributes',
    'Different attributes of all products of a partner.',
  ),
  limit('feed_record', LIMITS.feedRecordLength, 'bytes', 'One row of a feed file.'),
  limit('undo_days', LIMITS.undoDays, 'days', 'How long a load can be undone.'),
  limit('sku', LIMITS.skuLength, 'characters', 'A SKU.'),
  limit('product_name', LIMITS.productNameLength, 'characters', 'A product name.'),
  limit('description', LIMITS.descriptionLength, 'characters', 'A description.'),
  limit('brand', LIMITS.brandLength, 'characters', 'A brand.'),
  limit('category', LIMITS.categoryLength, 'characters', 'A category.'),
  limit('attribute', LIMITS.attributeLength, 'characters', 'The value of an attribute.'),
  limit(
    'removal_unchecked',
    LIMITS.removalUnchecked,
    'products',
    'Up to this number of products, max_removed_ratio is not checked.',
  ),
  limit('external_id', LIMITS.externalIdLength, 'characters', 'An external_id.'),
  limit('price', LIMITS.priceLength, 'characters', 'A price in a feed, including zeros.'),
  limit('price_digits', LIMITS.priceIntegerDigits, 'digits', 'Digits of a price before the decimal point.'),
];

const ORDER_LIMITS = [
  limit('order_updates', LIMITS.orderUpdates, 'updates', 'Order updates of one call.'),
  limit('order_update_days', LIMITS.orderUpdateDays, 'days', 'How long order updates are kept.'),
  limit('import_days', LIMITS.importDays, 'days', 'How long the files of an import are kept after its end.'),
  limit('export_days', LIMITS.exportDays, 'days', 'How long records of data group exports are kept.'),
  limit('order_update_feeds', LIMITS.orderUpdateFeeds, 'feeds', 'Order update feeds of a partner.'),
  limit('order_update_push', LIMITS.pushBytes, 'bytes', 'One push to an order update feed.'),
  limit('order_update_push_updates', LIMITS.pushedUpdates, 'updates', 'Order updates in one push.'),
  limit('order_update_push_days', LIMITS.pushDays, 'days', 'How long pushed payloads are kept.'),
  limit('order_items', LIMITS.orderItems, 'items', 'Items of an order.'),
  limit('order_item_quantity', LIMITS.orderItemQuantity, 'pieces', 'The quantity of one item.'),
  limit(
    'order_total_digits',
    LIMITS.orderTotalIntegerDigits,
    'digits',
    "Digits of an order's total before the decimal point.",
  ),
  limit('customer_reference', LIMITS.customerReferenceLength, 'characters', 'A customer_reference.'),
  limit('customers_per_deletion', LIMITS.customersPerDeletion, 'customers', 'Customers of one DELETE /customers.'),
  limit('report_periods', LIMITS.reportPeriods, 'periods', 'Periods of GET /analytics/sales-over-time.'),
  limit('top_products', LIMITS.topProducts, 'products', 'Products of each currency in GET /analytics/top-products.'),
];

const EXPORT_LIMITS = [
  limit('order_exporters', LIMITS.orderExporters, 'exporters', 'Order exporters of a partner.'),
  limit('export_file_orders', LIMITS.exportFileOrders, 'orders', 'Orders of one file of an exporter.'),
  limit('export_request_orders', LIMITS.exportRequestOrders, 'orders', 'Orders of one request of an exporter.'),
  limit('order_export_days', LIMITS.orderExportDays, 'days', 'How long ended order exports and attempts are kept.'),
];

const SCHEDULE_LIMITS = [
  limit('schedule_files', LIMITS.scheduledFiles, 'files', 'Files per run of a schedule.'),
  limit('schedule_run_days', LIMITS.scheduleRunDays, 'days', 'How long ended runs of schedules are kept.'),
];

const BATCH_LIMITS = [
  limit('price_list_entries', LIMITS.priceListEntries, 'entries', 'Entries of a price list.'),
  limit('batch_operations', LIMITS.batchOperations, 'operations', 'Operations of a batch.'),
  limit('batch_operation', LIMITS.batchOperationBytes, 'bytes', 'The uncompressed file of one operation.'),
  limit('batch_unpacked', LIMITS.batchBytes, 'bytes', 'All operations of a batch, uncompressed.'),
  limit(
    'batch_ratio',
    LIMITS.batchRatio,
    'times',
    'Ratio of uncompressed to compressed size of a file in the ZIP of a batch.',
  ),
  limit('operation_id', LIMITS.operationIdLength, 'characters', 'An operation_id.'),
  limit('operation_number', LIMITS.numberLength, 'characters', 'A number in the file of an operation.'),
  limit('operation_attributes', LIMITS.operationAttributes, 'attributes', 'Attributes per operation.'),
];

const WEBHOOK_LIMITS = [
  limit('webhooks', LIMITS.webhooks, 'subscriptions', 'Subscriptions of a partner.'),
  limit('webhook_url', LIMITS.webhookUrlLength, 'characters', 'The URL of a subscription.'),
  limit('webhook_headers', LIMITS.webhookHeaders, 'headers', 'Custom headers of a subscription.'),
  limit('webhook_in_flight', LIMITS.webhookMaxInFlight, 'deliveries', 'The maximum of max_in_flight.'),
  limit('webhook_timeout', LIMITS.webhookTimeoutSeconds, 'seconds', 'The time within which a receiver must respond.'),
  limit('replayed_events', LIMITS.replayedEvents, 'events', 'Events per replay call.'),
  limit('recovered_deliveries', LIMITS.recoveredDeliveries, 'deliveries', 'Deliveries per recover call.'),
  limit('event_streams', LIMITS.eventStreams, 'streams', 'Concurrent event streams per API key.'),
  limit('event_days', LIMITS.eventDays, 'days', 'How long events and deliveries are kept.'),
  limit('attempt_days', LIMITS.attemptDays, 'days', 'How long the attempts of deliveries are kept.'),
];

const JOB_LIMITS = [
  limit(
    'small_job_rows',
    LIMITS.smallJobRows,
    'rows',
    'Rows up to which a job counts as small and does not wait for larger ones.',
  ),
  limit(
    'small_job_file',
    LIMITS.smallJobBytes,
    'bytes',
    'File size up to which a job counts as small; a tenth of it for compressed files.',
  ),
  limit('job_weight', LIMITS.jobWeight, 'jobs', 'The maximum job_weight of a partner.'),
];

const CALL_LIMITS = [
  limit('json_depth', LIMITS.jsonDepth, 'levels', 'Levels of objects and lists in a JSON body.'),
  limit('page_size', LIMITS.pageSize, 'items', `Items of a page; ${DEFAULT_LIMIT} where nothing is asked.`),
  limit('console_session', LIMITS.consoleSessionHours, 'hours', 'The maximum duration of a console session.'),
  limit(
    'wrong_keys',
    LIMITS.wrongKeys,
    'keys',
    `Wrong keys that one address may try at POST /console/session in ${LIMITS.wrongKeyMinutes} minutes.`,
  ),
  limit('overview_range', LIMITS.overviewDays, 'days', 'The maximum range of GET /overview.'),
  limit('search_results', LIMITS.searchResults, 'results', 'The maximum limit of GET /search.'),
  limit('search', LIMITS.searchLength, 'characters', 'The text of q.'),
  limit('search_words', LIMITS.searchWords, 'words', 'Words of q that are searched.'),
  limit(
    'downloads_at_once',
    LIMITS.concurrentDownloads,
    'downloads',
    'Concurrent downloads per API key: exports, errors.csv and errors.zip.',
  ),
  limit(
    'long_poll',
    LIMITS.longPollSeconds,
    'seconds',
    'The maximum wait of GET /jobs/{job_id} and POST /jobs/{job_id}/run.',
  ),
  limit(
    'long_polls_at_once',
    LIMITS.concurrentLongPolls,
    'calls',
    'Concurrent calls per API key that wait for a job; further calls return without waiting.',
  ),
  limit('live_keys', LIMITS.liveKeysPerPartner, 'keys', 'Live API keys of a partner.'),
  limit('idempotency_key', LIMITS.idempotencyKeyLength, 'characters', 'An Idempotency-Key.'),
  limit('idempotency', LIMITS.idempotencyHours, 'hours', 'How long an Idempotency-Key keeps the first outcome.'),
];
