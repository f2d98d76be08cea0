import type { DataColumn } from '@commerce-integration/contract';
import {
  type CellValue,
  createCellReader,
  createRowMapper,
  type MappedRow,
  type ReadDefinition,
} from '@commerce-integration/contract/rules';
import { compilePattern } from './extract-pattern.ts';
import { readRows } from './readers/read-file.ts';
import { type SourceCell, textOf } from './readers/source-row.ts';
import type { RowPlaces } from './unresolved-rows.ts';

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
  const { request, map } = createRowMapper<SourceCell>(definition, { textOf, readerOf: createSourceReader });
  for await (const rows of readRows(source, { format, ...request, isCut })) {
    const mapped = rows.flatMap(map);
    // Filtered only after mapping: a column may carry the value of an earlier row.
    yield only ? mapped.filter(({ line, item = 0 }) => only.get(line)?.has(item)) : mapped;
  }
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
