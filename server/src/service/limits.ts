import { DEFAULT_LIMIT, LIMITS, type Limit, MAX_LIMIT } from '@commerce-integration/contract';

/** The limits that an operator may set. */
export interface SetLimits {
  MAX_UPLOAD_BYTES: number;
  MAX_PUT_BYTES: number;
  MAX_FEED_BYTES: number;
  MAX_GZIP_RATIO: number;
  MAX_JSON_BYTES: number;
  RATE_LIMIT_PER_MINUTE: number;
  UPLOAD_URL_MINUTES: number;
}

/** Every limit, as data. */
export function limitsAsData(set: SetLimits): Limit[] {
  return [...limitsAsSet(set), ...FEED_LIMITS, ...CALL_LIMITS];
}

function limit(name: string, value: number, unit: string, description: string): Limit {
  return { name, value, unit, description };
}

function limitsAsSet(set: SetLimits): Limit[] {
  return [
    limit('requests_per_minute', set.RATE_LIMIT_PER_MINUTE, 'requests', 'Calls of one API key in a minute.'),
    limit('json_body', set.MAX_JSON_BYTES, 'bytes', 'A JSON request body.'),
    limit(
      'direct_upload',
      set.MAX_UPLOAD_BYTES,
      'bytes',
      'A file sent to POST /feeds/upload; larger ones take POST /feeds/upload-url.',
    ),
    limit(
      'single_put',
      set.MAX_PUT_BYTES,
      'bytes',
      'A file put to a presigned URL in one piece; larger ones are put in parts.',
    ),
    limit('feed_unpacked', set.MAX_FEED_BYTES, 'bytes', 'A feed after unpacking.'),
    limit('gzip_ratio', set.MAX_GZIP_RATIO, 'times', 'Unpacked size for each packed byte.'),
    limit('upload_url', set.UPLOAD_URL_MINUTES, 'minutes', 'How long a presigned upload URL is good for.'),
  ];
}

const FEED_LIMITS = [
  limit('feed_columns', LIMITS.feedColumns, 'columns', 'Columns of a feed file.'),
  limit('feed_record', LIMITS.feedRecordLength, 'characters', 'One row of a feed file.'),
  limit('sku', LIMITS.skuLength, 'characters', 'A SKU.'),
  limit('product_name', LIMITS.productNameLength, 'characters', 'A product name.'),
  limit('description', LIMITS.descriptionLength, 'characters', 'A description.'),
  limit('brand', LIMITS.brandLength, 'characters', 'A brand.'),
  limit('category', LIMITS.categoryLength, 'characters', 'A category.'),
  limit('attribute', LIMITS.attributeLength, 'characters', 'The value of an attribute.'),
  limit('price_digits', LIMITS.priceIntegerDigits, 'digits', 'Digits of a price before the point.'),
];

const CALL_LIMITS = [
  limit('page_size', MAX_LIMIT, 'items', `Items of a page; ${DEFAULT_LIMIT} where nothing is asked.`),
  limit('search_words', LIMITS.searchWords, 'words', 'Words of q that are looked for.'),
  limit(
    'long_poll',
    LIMITS.longPollSeconds,
    'seconds',
    'The longest wait of GET /jobs/{job_id} and POST /jobs/{job_id}/run.',
  ),
  limit('live_keys', LIMITS.liveKeysPerPartner, 'keys', 'Live API keys of a partner.'),
  limit('idempotency_key', LIMITS.idempotencyKeyLength, 'characters', 'An Idempotency-Key.'),
  limit('idempotency', LIMITS.idempotencyHours, 'hours', 'How long an Idempotency-Key holds the first outcome.'),
];
