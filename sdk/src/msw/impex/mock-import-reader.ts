import type { DataDefinition } from '@commerce-integration/contract';
import type { FeedDelimiter } from '@commerce-integration/contract/feed-file';
import {
  type ColumnSources,
  caselessKey,
  createCellReader,
  createRowMapper,
  hasRest,
  type MappedRow,
  missingSourcesProblem,
  otherFileProblem,
  placeInHeader,
  type ReadDefinition,
  type RowCells,
  readJsonRow,
  withoutNul,
  withRestColumns,
} from '@commerce-integration/contract/rules';
import { feedTextTools } from '../../validate-feed/csv-reader.ts';
import { compilePattern } from './mock-extract-pattern.ts';

/** Why a file cannot be read, as a sentence. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
}

/** The definition for a file: with the columns that its header names. @throws UnreadableFile */
export function concreteDefinition<D extends DataDefinition>(bytes: Uint8Array, definition: D): D {
  const { format, columns } = definition;
  if (format.type !== 'csv' || !hasRest(columns)) return definition;
  const [header] = csvRecords(decoded(bytes, format), format);
  const own = withRestColumns(columns, header?.cells ?? []);
  if (typeof own === 'string') throw new UnreadableFile(own);
  return { ...definition, columns: own };
}

/**
 * Reads a whole file, or the rows within its rows: CSV or JSON lines. Patterns run on the engine of JavaScript.
 *
 * @throws UnreadableFile
 */
export function mapRows(bytes: Uint8Array, definition: ReadDefinition): MappedRow[] {
  const { format } = definition;
  if (format.type === 'xml' || format.type === 'xlsx') {
    throw new UnreadableFile('The mock reads CSV and JSON lines: try XML and XLSX against a server.');
  }
  const text = decoded(bytes, format);
  const { request, map } = createRowMapper<string>(definition, {
    textOf: (cell) => cell,
    readerOf: (column) =>
      createCellReader(column, column.extract === undefined ? undefined : compilePattern(column.extract)),
  });
  return (format.type === 'csv' ? csvRows(text, format, request) : jsonRows(text, request)).flatMap(map);
}

/** @throws UnreadableFile */
export function decoded(
  bytes: Uint8Array,
  { type, encoding }: Pick<DataDefinition['format'], 'type' | 'encoding'>,
): string {
  const problem = otherFileProblem(bytes, type);
  if (problem !== undefined) throw new UnreadableFile(problem);
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new UnreadableFile(`The file is not encoded as ${encoding}, after line 1: name its encoding in the format.`);
  }
}

function csvRows(
  text: string,
  format: DataDefinition['format'],
  { sources, optional }: ColumnSources,
): RowCells<string>[] {
  const filled = csvRecords(text, format);
  const names = format.header ? filled.shift()?.cells : [];
  if (!names) throw new UnreadableFile('The file has no header: its first row must name the columns.');
  const keys = names.map(caselessKey);
  const places = sources.map((source) => placeInHeader(source, keys));
  const missing = sources.filter((source, index) => places[index] === -1 && !optional.has(source));
  if (missing.length > 0) {
    throw new UnreadableFile(withoutNul(missingSourcesProblem(missing, names).problem));
  }
  const repeated = places.find((place) => typeof place === 'string');
  if (repeated !== undefined) throw new UnreadableFile(repeated);
  return filled.map(({ line, cells }) => ({ line, cells: places.map((place) => cells[Number(place)]) }));
}

/** The records of a CSV file that are not blank, its header among them. @throws UnreadableFile */
export function csvRecords(
  text: string,
  { delimiter, quote = '"', skip_lines }: DataDefinition['format'],
): { line: number; cells: string[] }[] {
  if (quote !== '"') throw new UnreadableFile('The mock reads double quotes: try others against a server.');
  const body = text.split('\n').slice(skip_lines).join('\n');
  const records = feedTextTools.parseText(body, delimiter as FeedDelimiter);
  if (!records) throw new UnreadableFile('The quotes of the file are misplaced.');
  let line = 1 + skip_lines;
  const placed = records.map((cells) => {
    const begin = line;
    line += 1 + cells.join('').split('\n').length - 1;
    return { line: begin, cells };
  });
  return placed.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
}

function jsonRows(text: string, { sources, optional }: ColumnSources): RowCells<string>[] {
  const paths = sources.map((source) => source.split('/'));
  const rows = text.split('\n').flatMap((content, index): RowCells<string>[] => {
    if (content.trim() === '') return [];
    const line = index + 1;
    const row = readJsonRow(content, paths);
    if ('cells' in row) return [{ line, cells: [...row.cells] }];
    return [{ line, cells: [], problem: { code: 'broken_row', message: row.problem } }];
  });
  const read = rows.filter(({ problem }) => problem === undefined);
  const isMissing = (place: number) => read.every(({ cells }) => cells[place] === undefined);
  const missing = sources.filter((source, place) => !optional.has(source) && isMissing(place));
  if (read.length === 0 || missing.length === 0) return rows;
  throw new UnreadableFile(
    `No row of the file has: ${missing.join(', ')}. Correct the sources of these columns; a column that a file may lack is optional.`,
  );
}
