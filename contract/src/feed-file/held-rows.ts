import type { FeedDelimiter, FeedLayout } from './header.ts';
import type { FeedRow, RowProblem } from './row.ts';

/** Turns cells into a row, or says what is wrong with them. */
type Normalize = (cells: readonly string[]) => FeedRow | RowProblem[];

/**
 * Whether there are rows of the file among the lines over which a record extends: a lost quote may have swallowed them.
 * A line is taken for one where it has the cells of a row, nothing is wrong with them, and its SKU looks like that of
 * the record: with digits or not, with letters or not, with spaces or not. So a description of several lines is none.
 */
export function holdsRows(
  lines: readonly string[],
  delimiter: FeedDelimiter,
  { width, columns }: FeedLayout,
  normalize: Normalize,
): boolean {
  const cellsOf = (line: string) => line.replaceAll('"', '').split(delimiter);
  const own = cellsOf(lines[0] ?? '')[columns.sku ?? 0]?.trim() ?? '';
  return lines.slice(1).some((line) => {
    const cells = cellsOf(line);
    if (cells.length !== width) return false;
    const row = normalize(cells);
    return !Array.isArray(row) && (own === '' || looksLike(row.sku, own));
  });
}

function looksLike(sku: string, own: string): boolean {
  return [/\d/, /\p{L}/u, /\s/].every((pattern) => pattern.test(sku) === pattern.test(own));
}
