import { FEED_COLUMNS } from './header.ts';

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

/** RFC 4180. */
function csvCell(text: string): string {
  return /[",\r\n]/.test(text) ? quoted(text) : text;
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
