import type { DataColumn, DataDefinition, ImportProblem } from '@commerce-integration/contract';
import {
  type CellValue,
  columnSources,
  createCellReader,
  createColumnCells,
  isTableFormat,
  plainText,
} from '@commerce-integration/contract/rules';
import { compilePattern } from './extract-pattern.ts';
import { readRows } from './readers/read-rows.ts';
import { type SourceCell, textOf } from './readers/source-row.ts';

/** A row of a file as a descriptor understands it. */
export interface MappedRow {
  readonly line: number;
  /** The values, in the order of the descriptor's columns. */
  readonly values: readonly (string | null)[];
  /** Why the row is rejected; none for a good one. */
  readonly problems: readonly ImportProblem[];
  /** What the row refers to and does not exist, where it is left out for that and not rejected. */
  readonly unresolved?: readonly ImportProblem[];
  /** Whether it is left out as a row that the descriptor is not about. */
  readonly isLeftOut?: boolean;
}

const NONE: readonly ImportProblem[] = [];

interface MapOptions {
  /** Whether it is the beginning of a file only. */
  readonly isCut?: boolean;
  /** The lines of the rows that are wanted; all where it is left out. */
  readonly only?: ReadonlySet<number> | undefined;
}

/** The rows of a file, some at a time. @throws ImportRefused where the file cannot be read on */
export async function* mapRows(
  source: AsyncIterable<Uint8Array>,
  { format, columns }: DataDefinition,
  { isCut = false, only }: MapOptions = {},
): AsyncGenerator<MappedRow[]> {
  const wanted = columnSources(columns);
  const readers = columns.map(createSourceReader);
  const cellsOf = createColumnCells(columns, wanted.sources, textOf);
  const isTable = isTableFormat(format.type);
  for await (const rows of readRows(source, { format, ...wanted, isCut })) {
    const mapped = rows.map(({ line, cells, problem }): MappedRow => {
      if (problem) return { line, values: [], problems: [problem] };
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
      if (isLeftOut) return { line, values, problems: NONE, isLeftOut };
      return { line, values, problems: problems ?? NONE };
    });
    // Not before: a column may carry the value of an earlier row.
    yield only ? mapped.filter(({ line }) => only.has(line)) : mapped;
  }
}

/** Makes the function that reads a column's values, of text and of what a spreadsheet has as numbers and dates. */
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
