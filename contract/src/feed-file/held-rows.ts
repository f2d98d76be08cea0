import type { FeedDelimiter, FeedLayout } from './header.ts';
import type { FeedRow, RowProblem } from './row.ts';

/** Turns cells into a row, or returns their problems. */
type Normalize = (cells: readonly string[]) => FeedRow | RowProblem[];

/**
 * Whether a record of several lines contains rows of the file, which a missing quote may have swallowed. A line counts
 * as a row if it has a row's number of cells, has no problems, and its SKU looks like the record's: both or neither
 * contain digits, letters, spaces. So lines of a description do not count.
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
