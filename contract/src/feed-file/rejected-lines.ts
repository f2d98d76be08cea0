import { RESERVED_FEED_COLUMNS } from './header.ts';

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
  const quoted = (cell: string) =>
    /["\r\n]/.test(cell) || cell.includes(delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell;
  return `${cells.map(quoted).join(delimiter)}${delimiter}${text}\n`;
}
