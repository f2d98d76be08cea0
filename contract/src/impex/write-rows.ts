import { writtenColumns } from './children.ts';
import type { DataColumn } from './columns.ts';
import type { DataDefinition } from './descriptors.ts';
import { columnSources } from './sources.ts';
import { tableText } from './spreadsheet-text.ts';
import { createCellWriter } from './write-cell.ts';
import { createFileWriter } from './writers/file-writer.ts';
import type { WrittenCell } from './writers/text-parts.ts';

/** The values of a row to write, in column order: single values, or those of a list's items. */
export type WrittenRow = readonly (string | null | readonly (string | null)[])[];

/** Writes rows in the layout of a definition. */
export interface RowsWriter {
  readonly begin: string;
  /** Whether to write a row: not if a value differs from a constant of the definition, which is not in the file. */
  has(row: WrittenRow): boolean;
  row(row: WrittenRow): string;
  readonly end: string;
}

/**
 * Makes the writer of a definition.
 *
 * @param definition one without problems by `writeProblems`
 * @param isForPeople whether people open the file in a spreadsheet
 */
export function createRowsWriter(
  { format, columns: described }: Pick<DataDefinition, 'format' | 'columns'>,
  isForPeople = false,
): RowsWriter {
  const columns = writtenColumns(described);
  const { sources } = columnSources(columns);
  const cells = sources.map((source) => {
    const index = columns.findIndex((one) => one.source === source && one.constant === undefined);
    const column = columns[index];
    return { index, write: column ? createCellWriter(column) : () => '', separator: decimalSeparator(column) };
  });
  const separators = cells.map(({ separator }) => separator);
  const { begin, row: write, end } = createFileWriter(format, sources, separators);
  const constants = columns.flatMap(({ constant }, index) =>
    constant === undefined ? [] : [{ index, constant: constant.toLowerCase() }],
  );
  const isTable = isTableFormat(format.type);
  const cellOf = (value: string | null, { write: toCell }: (typeof cells)[number]) => {
    const cell = toCell(value);
    return isTable ? tableText(cell, isForPeople) : cell;
  };
  // Without a byte order mark, spreadsheets assume the machine's encoding.
  const mark = isForPeople && format.type === 'csv' && format.encoding.startsWith('utf-') ? '\uFEFF' : '';
  return {
    begin: mark + begin,
    has: (row) => constants.every(({ index, constant }) => String(row[index] ?? '').toLowerCase() === constant),
    row: (row) =>
      write(
        cells.map((cell): WrittenCell => {
          const value = row[cell.index] ?? null;
          if (typeof value !== 'object' || value === null) return cellOf(value, cell);
          return value.map((one) => cellOf(one, cell));
        }),
      ),
    end,
  };
}

/** Whether a format is a table, which spreadsheets open. */
export function isTableFormat(type: DataDefinition['format']['type']): boolean {
  return type === 'csv' || type === 'xlsx';
}

/** Undefined for a text column. */
function decimalSeparator(column: DataColumn | undefined): string | undefined {
  return column?.type === 'decimal' || column?.type === 'integer' ? column.decimal_separator : undefined;
}
