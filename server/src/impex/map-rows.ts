import type { DataColumn, ImportProblem } from '@commerce-integration/contract';
import {
  type CellValue,
  childItems,
  childrenProblem,
  columnSources,
  createCellReader,
  createColumnCells,
  isDelimited,
  isTableFormat,
  plainText,
  type ReadDefinition,
} from '@commerce-integration/contract/rules';
import { compilePattern } from './extract-pattern.ts';
import { readRows } from './readers/read-file.ts';
import { type SourceCell, type SourceRow, textOf } from './readers/source-row.ts';
import type { RowPlaces } from './unresolved-rows.ts';

/** A row of a file, mapped by a descriptor. */
export interface MappedRow {
  readonly line: number;
  /** For a row within a row: its index there. */
  readonly item?: number;
  /** The values, in the order of the descriptor's columns. */
  readonly values: readonly (string | null)[];
  /** Why the row is rejected; empty for a valid one. */
  readonly problems: readonly ImportProblem[];
  /** Missing objects that the row refers to, if it is left out for that instead of rejected. */
  readonly unresolved?: readonly ImportProblem[];
  /** Whether the row is outside the descriptor's scope and left out. */
  readonly isLeftOut?: boolean;
}

const NONE: readonly ImportProblem[] = [];

interface MapOptions {
  /** Whether the input is only the beginning of a file. */
  readonly isCut?: boolean;
  /** The wanted rows; all by default. */
  readonly only?: RowPlaces | undefined;
}

/**
 * The rows of a file, or those nested in them, in batches. @throws ImportRefused where the file cannot be read further
 */
export async function* mapRows(
  source: AsyncIterable<Uint8Array>,
  definition: ReadDefinition,
  { isCut = false, only }: MapOptions = {},
): AsyncGenerator<MappedRow[]> {
  const { format } = definition;
  const { request, map } = definition.within ? childMapper(definition, definition.within) : plainMapper(definition);
  for await (const rows of readRows(source, { format, ...request, isCut })) {
    const mapped = rows.flatMap(map);
    // Filtered only after mapping: a column may carry the value of an earlier row.
    yield only ? mapped.filter(({ line, item = 0 }) => only.get(line)?.has(item)) : mapped;
  }
}

type Values = Pick<MappedRow, 'values' | 'problems' | 'isLeftOut'>;

/** Makes the function that reads the cells of a row. @param sources of the cells, in their order */
function createRowReader(
  columns: readonly DataColumn[],
  sources: readonly string[],
  isTable: boolean,
): (cells: SourceRow['cells']) => Values {
  const readers = columns.map(createSourceReader);
  const cellsOf = createColumnCells(columns, sources, textOf);
  return (cells) => {
    const own = cellsOf(cells);
    let problems: ImportProblem[] | undefined;
    let isLeftOut = false;
    const values = readers.map((read, index) => {
      const cell = own[index];
      const found = read(isTable && typeof cell === 'string' ? plainText(cell) : cell);
      if ('value' in found) {
        isLeftOut ||= found.value === null && columns[index]?.skip_blank === true;
        return found.value;
      }
      problems = [...(problems ?? []), found.problem];
      return null;
    });
    if (isLeftOut) return { values, problems: NONE, isLeftOut };
    return { values, problems: problems ?? NONE };
  };
}

function plainMapper({ columns, format }: ReadDefinition) {
  const request = columnSources(columns);
  const read = createRowReader(columns, request.sources, isTableFormat(format.type));
  const map = ({ line, cells, problem }: SourceRow): MappedRow[] => {
    if (problem) return [{ line, values: [], problems: [problem] }];
    return [{ line, ...read(cells) }];
  };
  return { request, map };
}

/** Reads nested rows: the values of the enclosing row, and their own. */
function childMapper({ columns, format }: ReadDefinition, within: NonNullable<ReadDefinition['within']>) {
  const [around, own] = [columns.slice(0, 1), columns.slice(1)];
  const isTable = isTableFormat(format.type);
  const outer = columnSources(around);
  const inner = columnSources(own);
  const readAround = createRowReader(around, outer.sources, isTable);
  const readOwn = createRowReader(own, inner.sources, false);
  const { source } = within;
  const sources = [...new Set([...outer.sources, source])];
  const place = sources.indexOf(source);
  const request = {
    sources,
    optional: new Set([...outer.optional, ...(within.optional ? [source] : [])]),
    ...(format.type === 'xml' && !isDelimited(within) ? { list: { source, sources: inner.sources } } : {}),
  };
  const map = ({ line, cells, problem }: SourceRow): MappedRow[] => {
    // Reported with the enclosing row.
    if (problem) return [];
    const key = readAround(cells);
    const cell = cells[place];
    const text = cell === undefined ? '' : textOf(cell);
    const found = childItems(isTable ? plainText(text) : text, within, inner.sources, format.type);
    if ('problem' in found) {
      return [{ line, item: 0, values: key.values, problems: [childrenProblem(source, found.problem)] }];
    }
    return found.items.map((item, index) => joined(line, index, key, readOwn(item)));
  };
  return { request, map };
}

function joined(line: number, item: number, key: Values, own: Values): MappedRow {
  const isLeftOut = key.isLeftOut === true || own.isLeftOut === true;
  return {
    line,
    item,
    values: [...key.values, ...own.values],
    problems: isLeftOut ? NONE : [...key.problems, ...own.problems],
    ...(isLeftOut ? { isLeftOut } : {}),
  };
}

/** Makes the function that reads a column's values, from text and from the numbers and dates of spreadsheets. */
function createSourceReader(column: DataColumn): (cell: SourceCell | undefined) => CellValue {
  const match = column.extract === undefined ? undefined : compilePattern(column.extract);
  const readText = createCellReader(column, match);
  const { thousands_separator: _, date_format: __, ...rest } = column;
  const readNeutral = createCellReader({ ...rest, decimal_separator: '.' }, match);
  return (cell) => {
    if (typeof cell !== 'object') return readText(cell);
    if ('neutral' in cell) return readNeutral(cell.neutral);
    const message = `${column.target} is the error ${cell.error} of a formula.`;
    return { problem: { column: column.target, code: 'invalid_value', message, value: cell.error } };
  };
}
