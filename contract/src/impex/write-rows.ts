import type { DataColumn } from './columns.ts';
import type { DataDefinition } from './descriptors.ts';
import { columnSources } from './sources.ts';
import { createCellWriter } from './write-cell.ts';
import { createFileWriter } from './writers/file-writer.ts';

/** The values of a row that is written, by their targets. */
export type WrittenRow = Readonly<Record<string, string | null>>;

/** Writes rows in the layout of a definition. */
export interface RowsWriter {
  readonly begin: string;
  /** Rows whose values differ from a constant of the definition are left out: the file could not say so. */
  rows(rows: readonly WrittenRow[]): string;
  readonly end: string;
}

/** Makes the writer of a definition. @param definition one without problems by `writeProblems` */
export function createRowsWriter({ format, columns }: Pick<DataDefinition, 'format' | 'columns'>): RowsWriter {
  const { sources } = columnSources(columns);
  const written = sources.map((source) => columns.find((one) => one.source === source && one.constant === undefined));
  const { begin, row: write, end } = createFileWriter(format, sources, written.map(decimalSeparator));
  const cells = written.map((column) => ({
    target: column?.target ?? '',
    write: column && createCellWriter(column),
  }));
  const constants = columns.flatMap(({ target, constant }) => (constant === undefined ? [] : [{ target, constant }]));
  const isTold = (row: WrittenRow) =>
    constants.every(({ target, constant }) => (row[target] ?? '').toLowerCase() === constant.toLowerCase());
  const rows = (many: readonly WrittenRow[]) =>
    many
      .filter(isTold)
      .map((row) => write(cells.map((cell) => cell.write?.(row[cell.target] ?? null) ?? '')))
      .join('');
  return { begin, rows, end };
}

/** Undefined for a column of texts. */
function decimalSeparator(column: DataColumn | undefined): string | undefined {
  return column?.type === 'decimal' || column?.type === 'integer' ? column.decimal_separator : undefined;
}
