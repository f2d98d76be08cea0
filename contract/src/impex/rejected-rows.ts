import type { DataDefinition } from './descriptors.ts';
import { columnPosition, columnSources } from './sources.ts';

/** The name of the column, field or attribute with the reason for a rejection; avoids names that a descriptor reads. */
export function errorFieldName(sources: readonly string[]): string {
  const taken = new Set(sources.map((source) => source.replace(/^@/, '').toLowerCase()));
  return taken.has('error') ? 'import_error' : 'error';
}

/** Writes rejected rows of a CSV file, with the reasons in a last column. */
export interface RejectedCsv {
  /** The header row. */
  header(cells: readonly string[]): string;
  row(cells: readonly string[], error: string): string;
}

/**
 * Makes the writer of a CSV file's rejected rows: the original columns and cells, in order. Replaces a last column with
 * errors of an earlier import.
 */
export function createRejectedCsv({ format, columns }: Pick<DataDefinition, 'format' | 'columns'>): RejectedCsv {
  const { delimiter, quote = '"' } = format;
  const { sources } = columnSources(columns);
  const name = errorFieldName(sources);
  // Without a header, the error follows the last column that is read.
  let width = Math.max(0, ...sources.map((source) => (columnPosition(source) ?? -1) + 1));
  let isRepeated = false;
  const line = (cells: readonly string[], last: string) => {
    const own = isRepeated ? cells.slice(0, width) : cells;
    const missing = new Array<string>(Math.max(0, width - own.length)).fill('');
    return `${[...own, ...missing, last].map((cell) => written(cell, delimiter, quote)).join(delimiter)}\n`;
  };
  return {
    header: (cells) => {
      isRepeated = cells.at(-1)?.trim().toLowerCase() === name;
      width = isRepeated ? cells.length - 1 : cells.length;
      return line(cells, name);
    },
    row: line,
  };
}

function written(cell: string, delimiter: string, quote: string): string {
  const isPlain = quote === 'none' || (!cell.includes(delimiter) && !cell.includes(quote) && !/[\r\n]/.test(cell));
  return isPlain ? cell : `${quote}${cell.replaceAll(quote, quote + quote)}${quote}`;
}

/** A rejected line of JSON lines with the reason as its last field; unchanged if it is not an object. */
export function rejectedJsonLine(content: string, name: string, error: string): string {
  const text = content.trim();
  if (!text.startsWith('{') || !text.endsWith('}')) return `${text}\n`;
  const body = withoutLastField(text.slice(1, -1), name);
  const separator = body.trim() === '' ? '' : ',';
  return `{${body}${separator}${JSON.stringify(name)}:${JSON.stringify(error)}}\n`;
}

/** Removes the error of an earlier import: the last field, if it has that name. */
function withoutLastField(body: string, name: string): string {
  const at = body.lastIndexOf(`${JSON.stringify(name)}:"`);
  if (at < 0 || !/^"(?:[^"\\]|\\.)*"\s*$/.test(body.slice(at + name.length + 3))) return body;
  return body.slice(0, at).replace(/,\s*$/, '');
}
