import type { FeedDelimiter } from '@commerce-integration/contract/feed-file';
import { CsvError } from 'csv-parse';
import { parse } from 'csv-parse/sync';

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
