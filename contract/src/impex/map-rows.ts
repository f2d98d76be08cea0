import type { ReadDefinition } from './child-definitions.ts';
import { childItems, childrenProblem, isDelimited } from './children.ts';
import { createColumnCells } from './column-cells.ts';
import type { DataColumn } from './columns.ts';
import type { ImportProblem } from './import-problems.ts';
import type { CellValue } from './read-cell.ts';
import { type ColumnSources, columnSources } from './sources.ts';
import { plainText } from './spreadsheet-text.ts';
import { isTableFormat } from './write-rows.ts';

/** The requested values of a row of a file. */
export interface RowCells<C> {
  /** The line at which it begins; for XML, whose rows may share a line, the row's number; for XLSX, its row. */
  readonly line: number;
  /** The value of each source, in order; undefined if the row has none. */
  readonly cells: readonly (C | undefined)[];
  /** Set if the row cannot be read; it then has no cells. */
  readonly problem?: ImportProblem;
}

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

/** The sources to read from each row. */
export interface RowSources extends ColumnSources {
  /** For XML: the repeated element, and the paths of its values, which become the JSON of a list of objects. */
  readonly list?: { readonly source: string; readonly sources: readonly string[] };
}

/** Maps the rows of a file, or those nested in them. Rows must be passed in order. */
export interface RowMapper<C> {
  readonly request: RowSources;
  map(row: RowCells<C>): MappedRow[];
}

/** The cells of files: their text, and how a column reads them. */
export interface CellTools<C> {
  textOf(cell: C): string;
  readerOf(column: DataColumn): (cell: C | string | undefined) => CellValue;
}

type Values = Pick<MappedRow, 'values' | 'problems' | 'isLeftOut'>;

const NONE: readonly ImportProblem[] = [];

/** Makes the function that maps the rows of a file by a descriptor. */
export function createRowMapper<C>(definition: ReadDefinition, tools: CellTools<C>): RowMapper<C> {
  return definition.within ? childMapper(definition, definition.within, tools) : plainMapper(definition, tools);
}

function plainMapper<C>({ columns, format }: ReadDefinition, tools: CellTools<C>): RowMapper<C> {
  const request = columnSources(columns);
  const read = createRowReader(columns, request.sources, tools, isTableFormat(format.type));
  return {
    request,
    map: ({ line, cells, problem }) =>
      problem ? [{ line, values: [], problems: [problem] }] : [{ line, ...read(cells) }],
  };
}

/** Maps nested rows: the values of the enclosing row, and their own. */
function childMapper<C>(
  { columns, format }: ReadDefinition,
  within: NonNullable<ReadDefinition['within']>,
  tools: CellTools<C>,
): RowMapper<C> {
  const [around, own] = [columns.slice(0, 1), columns.slice(1)];
  const isTable = isTableFormat(format.type);
  const outer = columnSources(around);
  const inner = columnSources(own);
  const readAround = createRowReader(around, outer.sources, tools, isTable);
  const readOwn = createRowReader(own, inner.sources, tools, false);
  const { source } = within;
  const sources = [...new Set([...outer.sources, source])];
  const place = sources.indexOf(source);
  const request = {
    sources,
    optional: new Set([...outer.optional, ...(within.optional ? [source] : [])]),
    ...(format.type === 'xml' && !isDelimited(within) ? { list: { source, sources: inner.sources } } : {}),
  };
  const map = ({ line, cells, problem }: RowCells<C>): MappedRow[] => {
    // Reported with the enclosing row.
    if (problem) return [];
    const key = readAround(cells);
    const cell = cells[place];
    const text = cell === undefined ? '' : tools.textOf(cell);
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

/** Makes the function that reads the cells of a row. @param sources of the cells, in their order */
function createRowReader<C>(
  columns: readonly DataColumn[],
  sources: readonly string[],
  { textOf, readerOf }: CellTools<C>,
  isTable: boolean,
): (cells: readonly (C | string | undefined)[]) => Values {
  const readers = columns.map(readerOf);
  const cellsOf = createColumnCells<C | string>(columns, sources, (cell) =>
    typeof cell === 'string' ? cell : textOf(cell),
  );
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
