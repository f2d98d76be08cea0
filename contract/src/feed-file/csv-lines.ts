import { FEED_COLUMNS, RESERVED_FEED_COLUMNS } from './header.ts';

/**
 * The header of a product export, which is a feed file. Names that contain a possible feed delimiter are quoted, so that
 * readers detect the right delimiter.
 */
export function productCsvHeader(attributes: readonly string[]): string {
  const cells = [...FEED_COLUMNS, ...attributes].map((name) => (/[;|\t]/.test(name) ? quoted(name) : csvCell(name)));
  return `${cells.join(',')}\r\n`;
}

/** A row of a product export. */
export function productCsvLine(cells: readonly (string | number | null | undefined)[]): string {
  return `${cells.map((cell) => csvCell(String(cell ?? ''))).join(',')}\r\n`;
}

/** A reported problem of a row. */
interface RejectedValue {
  readonly column?: string | null | undefined;
  readonly code: string;
  readonly message: string;
}

/** The header of rejected rows. @param text the header as it was sent */
export function rejectedHeader(delimiter: string, text: string): string {
  return lineOf(RESERVED_FEED_COLUMNS, delimiter, text);
}

/** A rejected row after its problems, which are joined by `; ` within each cell. @param text the row as it was sent */
export function rejectedLine(
  delimiter: string,
  line: number,
  problems: readonly RejectedValue[],
  text: string,
): string {
  const joined = (['column', 'code', 'message'] as const).map((name) =>
    problems.map((problem) => problem[name] ?? '').join('; '),
  );
  return lineOf([String(line), ...joined], delimiter, text);
}

function lineOf(cells: readonly string[], delimiter: string, text: string): string {
  const own = cells.map((cell) => (/["\r\n]/.test(cell) || cell.includes(delimiter) ? quoted(cell) : cell));
  return `${own.join(delimiter)}${delimiter}${text}\n`;
}

/** A cell of a CSV file with commas (RFC 4180). */
export function csvCell(text: string): string {
  return /[",\r\n]/.test(text) ? quoted(text) : text;
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
