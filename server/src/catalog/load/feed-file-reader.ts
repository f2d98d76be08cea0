import { isUtf8 } from 'node:buffer';
import { type FeedDelimiter, type FeedRecordHandler, readFeedRecords } from '@commerce-integration/contract/feed-file';
import { parseText } from './feed-header-reader.ts';

/** Reads a feed file piece by piece, in constant memory. @throws FeedFileError as `readFeedRecords` does */
export function readFeedFile(
  source: AsyncIterable<Buffer>,
  delimiter: FeedDelimiter,
  handler: FeedRecordHandler,
): AsyncGenerator<void> {
  return readFeedRecords(source, delimiter, handler, { isUtf8, parseText });
}
