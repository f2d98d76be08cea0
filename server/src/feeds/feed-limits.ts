import type { Config } from '../config/config.ts';
import type { FeedUploadOptions } from './create-upload-url.ts';
import type { FeedFileLimits } from './inspect-feed-file.ts';

/** Limits of a direct upload, and of one through a presigned URL. */
export interface FeedLimits {
  direct: FeedFileLimits;
  presigned: FeedFileLimits;
  uploadUrl: FeedUploadOptions;
}

/** The configured limits of a feed's file, and the problems for one that is too large. */
export function feedLimits(config: Config): FeedLimits {
  const tooLargeAtAll = `The file is over the limit of ${config.MAX_FEED_BYTES} bytes: send it as several feeds.`;
  const common = { maxTextBytes: config.MAX_FEED_BYTES, maxGzipRatio: config.MAX_GZIP_RATIO };
  return {
    direct: {
      ...common,
      maxBytes: config.MAX_UPLOAD_BYTES,
      tooLarge: `The file is over the direct limit of ${config.MAX_UPLOAD_BYTES} bytes: use POST /feeds/upload-url.`,
    },
    presigned: { ...common, maxBytes: config.MAX_FEED_BYTES, tooLarge: tooLargeAtAll },
    uploadUrl: {
      validMinutes: config.UPLOAD_URL_MINUTES,
      maxPutBytes: config.MAX_PUT_BYTES,
      maxBytes: config.MAX_FEED_BYTES,
      tooLarge: tooLargeAtAll,
    },
  };
}
