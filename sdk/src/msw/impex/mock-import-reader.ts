import type { DataColumn, DataDefinition, ImportProblem } from '@commerce-integration/contract';
import type { FeedDelimiter } from '@commerce-integration/contract/feed-file';
import {
  type ColumnSources,
  caselessKey,
  childItems,
  childrenProblem,
  columnSources,
  createCellReader,
  createColumnCells,
  hasRest,
  missingSourcesProblem,
  otherFileProblem,
  placeInHeader,
  plainText,
  type ReadDefinition,
  readJsonRow,
  withoutNul,
  withRestColumns,
} from '@commerce-integration/contract/rules';
import { feedTextTools } from '../../validate-feed/csv-reader.ts';
import { compilePattern } from './mock-extract-pattern.ts';

/** A row as a descriptor understands it. */
export interface MappedRow {
  line: number;
  /** Of a row within a row: its place there. */
  item?: number;
  values: (string | null)[];
  problems: ImportProblem[];
  /** Whether it is left out as a row that the descriptor is not about. */
  isLeftOut?: boolean;
}

interface SourceRow {
  line: number;
  cells: (string | undefined)[];
  problem?: ImportProblem;
}

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
export function mapRows(bytes: Uint8Array, { format, columns, within }: ReadDefinition): MappedRow[] {
  if (format.type === 'xml' || format.type === 'xlsx') {
    throw new UnreadableFile('The mock reads CSV and JSON lines: try XML and XLSX against a server.');
  }
  const text = decoded(bytes, format);
  const rowsOf = (wanted: ColumnSources) =>
    format.type === 'csv' ? csvRows(text, format, wanted) : jsonRows(text, wanted);
  if (!within) {
    const wanted = columnSources(columns);
    const read = createRowReader(columns, wanted.sources);
    return rowsOf(wanted).map(({ line, cells, problem }) =>
      problem ? { line, values: [], problems: [problem] } : { line, ...read(cells) },
    );
  }
  const [outer, inner] = [columnSources(columns.slice(0, 1)), columnSources(columns.slice(1))];
  const readAround = createRowReader(columns.slice(0, 1), outer.sources);
  const readOwn = createRowReader(columns.slice(1), inner.sources);
  const sources = [...new Set([...outer.sources, within.source])];
  const optional = new Set([...outer.optional, ...(within.optional ? [within.source] : [])]);
  return rowsOf({ sources, optional }).flatMap(({ line, cells, problem }): MappedRow[] => {
    if (problem) return [];
    const key = readAround(cells);
    const found = childItems(cells[sources.indexOf(within.source)] ?? '', within, inner.sources, format.type);
    if ('problem' in found) {
      return [{ line, values: key.values, problems: [childrenProblem(within.source, found.problem)] }];
    }
    return found.items.map((item, index) => {
      const own = readOwn(item);
      const isLeftOut = key.isLeftOut === true || own.isLeftOut === true;
      const problems = isLeftOut ? [] : [...key.problems, ...own.problems];
      return {
        line,
        item: index,
        values: [...key.values, ...own.values],
        problems,
        ...(isLeftOut ? { isLeftOut } : {}),
      };
    });
  });
}

type Values = Pick<MappedRow, 'values' | 'problems' | 'isLeftOut'>;

function createRowReader(columns: readonly DataColumn[], sources: readonly string[]) {
  const readers = columns.map((column) => {
    return createCellReader(column, column.extract === undefined ? undefined : compilePattern(column.extract));
  });
  const cellsOf = createColumnCells<string>(columns, sources, (cell) => cell);
  return (cells: readonly (string | undefined)[]): Values => {
    const own = cellsOf(cells);
    const found = readers.map((read, index) => read(own[index]));
    if (found.some((one, index) => 'value' in one && one.value === null && columns[index]?.skip_blank)) {
      return { values: [], problems: [], isLeftOut: true };
    }
    return {
      values: found.map((one) => ('value' in one ? one.value : null)),
      problems: found.flatMap((one) => ('problem' in one ? [one.problem] : [])),
    };
  };
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

function csvRows(text: string, format: DataDefinition['format'], { sources, optional }: ColumnSources): SourceRow[] {
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
  const textOf = (cell: string | undefined) => (cell === undefined ? cell : plainText(cell));
  return filled.map((row) => ({ line: row.line, cells: places.map((place) => textOf(row.cells[Number(place)])) }));
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

function jsonRows(text: string, { sources, optional }: ColumnSources): SourceRow[] {
  const paths = sources.map((source) => source.split('/'));
  const rows = text.split('\n').flatMap((content, index): SourceRow[] => {
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
