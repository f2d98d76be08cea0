import { isUtf8 } from 'node:buffer';
import { type FeedDelimiter, type FeedRecordHandler, readFeedRecords } from '@commerce-integration/contract/feed-file';
import { CsvError } from 'csv-parse';
import { parse } from 'csv-parse/sync';

/** Reads a feed file piece by piece, in constant memory. @throws FeedFileError as `readFeedRecords` does */
export function readFeedFile(
  source: AsyncIterable<Buffer>,
  delimiter: FeedDelimiter,
  handler: FeedRecordHandler,
): AsyncGenerator<void> {
  return readFeedRecords(source, delimiter, handler, { isUtf8, parseText });
}

/** The records of a CSV text; undefined where its quotes are invalid. */
export function parseText(text: string, delimiter: FeedDelimiter): string[][] | undefined {
  try {
    return parse(text, {
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
    });
  } catch (error) {
    if (error instanceof CsvError) return undefined;
    throw error;
  }
}
