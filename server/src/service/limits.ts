import { type Limit, listLimits } from '@commerce-integration/contract';

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
  return listLimits({
    requests_per_minute: set.RATE_LIMIT_PER_MINUTE,
    json_body: set.MAX_JSON_BYTES,
    direct_upload: set.MAX_UPLOAD_BYTES,
    single_put: set.MAX_PUT_BYTES,
    feed_unpacked: set.MAX_FEED_BYTES,
    gzip_ratio: set.MAX_GZIP_RATIO,
    upload_url: set.UPLOAD_URL_MINUTES,
  });
}
