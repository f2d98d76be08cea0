import { detectDelimiter, type FeedDelimiter, readFeedHeader } from '@commerce-integration/contract/feed-file';
import { CsvError } from 'csv-parse';
import { parse } from 'csv-parse/sync';

/**
 * Reads the header record of a feed file.
 *
 * @param text the header record as it stands, with whatever blank lines and byte order mark stand before it
 * @returns the file's delimiter, or why the file cannot be used, as a sentence
 */
export function readHeaderRecord(text: string): { delimiter: FeedDelimiter } | { error: string } {
  const delimiter = detectDelimiter(text.replace(/^\uFEFF/, ''));
  const names = headerNames(text, delimiter);
  if (names === undefined) return { error: 'Invalid CSV file: The quotes of the CSV header are misplaced.' };
  const header = readFeedHeader(names);
  return 'error' in header ? header : { delimiter };
}

function headerNames(text: string, delimiter: string): string[] | undefined {
  try {
    const records = parse(text, { bom: true, delimiter, relax_column_count: true });
    return records.find((cells) => cells.some((cell) => cell.trim() !== '')) ?? [];
  } catch (error) {
    if (error instanceof CsvError) return undefined;
    throw error;
  }
}
