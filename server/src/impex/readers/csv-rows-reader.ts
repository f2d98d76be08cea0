import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type FileFormat, LIMITS } from '@commerce-integration/contract';
import { caselessKey } from '@commerce-integration/contract/rules';
import { CsvError, parse } from 'csv-parse';
import { ImportRefused } from '../import-refused.ts';
import { ROWS_TOGETHER, type RowRequest, type SourceRow } from './source-row.ts';

/** A record, and the number of lines up to its end. */
interface CsvRecord {
  record: string[];
  info: { lines: number };
}

/**
 * Reads a CSV file by its header, or by positions. Rows without values are passed over; cells that a short row lacks
 * count as blank.
 *
 * @throws ImportRefused where columns are missing or named twice, quotes do not end, or a row is too long
 */
export async function* readCsvRows(
  text: AsyncIterable<string>,
  { format, sources }: RowRequest,
): AsyncGenerator<SourceRow[]> {
  let places = format.header ? undefined : sources.map(positionOf);
  let rows: SourceRow[] = [];
  for await (const { record, info } of recordsOf(text, format)) {
    if (record.every((cell) => cell.trim() === '')) continue;
    if (!places) {
      places = placesOf(record, sources);
      continue;
    }
    rows.push({ line: lineOf(record, info.lines), cells: places.map((place) => record[place]) });
    if (rows.length < ROWS_TOGETHER) continue;
    yield rows;
    rows = [];
  }
  if (!places) throw new ImportRefused('The file has no header: its first row must name the columns.');
  yield rows;
}

async function* recordsOf(text: AsyncIterable<string>, format: FileFormat): AsyncGenerator<CsvRecord> {
  const parser = parse({
    delimiter: format.delimiter,
    from_line: format.skip_lines + 1,
    info: true,
    max_record_size: LIMITS.importRowLength,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
  });
  // An error of the text reaches the reader of the records through the parser.
  const feeding = pipeline(Readable.from(text), parser).catch((error: Error) => void parser.destroy(error));
  try {
    yield* parser as AsyncIterable<CsvRecord>;
  } catch (error) {
    throw error instanceof CsvError ? new ImportRefused(explain(error)) : error;
  } finally {
    parser.destroy();
    await feeding;
  }
}

function explain(error: CsvError): string {
  const line = Number(error.lines ?? 0);
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') return `A quote that is opened at line ${line} or before is never closed.`;
  if (error.code === 'CSV_MAX_RECORD_SIZE') {
    return `The row at line ${line} is over ${LIMITS.importRowLength} bytes long: is a quote missing?`;
  }
  return `The file is not CSV at line ${line}: ${error.message}.`;
}

/** The line at which a record begins. @param lines up to its end */
function lineOf(record: readonly string[], lines: number): number {
  let line = lines;
  for (const cell of record) {
    for (let at = cell.indexOf('\n'); at >= 0; at = cell.indexOf('\n', at + 1)) line -= 1;
  }
  return line;
}

/** `#3` is the third column. */
function positionOf(source: string): number {
  return Number(source.slice(1)) - 1;
}

/** The columns of the sources. Case and invisible characters of the names do not matter. */
function placesOf(header: readonly string[], sources: readonly string[]): number[] {
  const keys = header.map((name) => caselessKey(name));
  const missing = sources.filter((source) => !isPosition(source) && !keys.includes(caselessKey(source)));
  if (missing.length > 0) {
    const found = header.map((name) => name.trim()).filter((name) => name !== '');
    throw new ImportRefused(
      `Missing columns: ${missing.join(', ')}. The header has: ${found.slice(0, 50).join(', ')}.`,
    );
  }
  return sources.map((source) => {
    if (isPosition(source)) return positionOf(source);
    const key = caselessKey(source);
    if (keys.indexOf(key) === keys.lastIndexOf(key)) return keys.indexOf(key);
    throw new ImportRefused(`The header names ${source} twice: take positions, such as #${keys.indexOf(key) + 1}.`);
  });
}

function isPosition(source: string): boolean {
  return /^#[1-9]\d{0,2}$/.test(source);
}
