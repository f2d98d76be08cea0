import { isUtf8 } from 'node:buffer';
import type { FeedDelimiter } from '@commerce-integration/contract/feed-file';
import {
  type CsvListener,
  type CsvOptions,
  type CsvParser,
  type FeedRecordHandler,
  readFeedRecords,
} from '@commerce-integration/contract/feed-file';
import { Parser } from 'csv-parse';
import { parseText } from './feed-header-reader.ts';

/** Reads a feed file piece by piece, in constant memory. @throws FeedFileError as `readFeedRecords` does */
export function readFeedFile(
  source: AsyncIterable<Buffer>,
  delimiter: FeedDelimiter,
  handler: FeedRecordHandler,
): AsyncGenerator<void> {
  return readFeedRecords(source, delimiter, handler, { isUtf8, parseText, openParser });
}

function openParser(options: CsvOptions, { record, error }: CsvListener): CsvParser {
  const parser = new Parser({
    ...options,
    // Records are handled here and do not enter the stream's own queue, which halves the cost of reading.
    on_record: (cells: string[], place) => {
      record(cells, place);
      return null;
    },
  });
  parser.on('error', error);
  parser.resume();
  return {
    info: parser.info,
    write: (piece) => new Promise((resolve) => parser.write(piece, () => resolve())),
    end: () => new Promise((resolve) => parser.end(() => resolve())),
  };
}
