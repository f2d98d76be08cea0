import type { Page } from '../pagination.ts';
import { Problem } from '../problem.ts';

/**
 * Cuts a list to a page.
 *
 * @param rows those after the cursor, one more than the page holds where there are as many: it says that there is a next
 *   page, and is not shown
 * @param cursorOf the cursor that continues after a row
 */
export function toPage<Row, Item>(
  rows: readonly Row[],
  limit: number,
  present: (row: Row) => Item,
  cursorOf: (row: Row) => string,
): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const page: Page<Item> = { count: shown.length, items: shown.map(present) };
  if (rows.length > limit && last !== undefined) page.next_cursor = cursorOf(last);
  return page;
}

export function wrongCursor(): Problem {
  return new Problem(
    'invalid_cursor',
    "The cursor does not belong to this query: take the previous page's next_cursor.",
  );
}

/** The number in a cursor that is itself an ID, as the default sort's cursors are. @throws Problem `invalid_cursor` */
export function cursorNumber(cursor: string | undefined, prefix: string): number | undefined {
  if (cursor === undefined) return undefined;
  if (!cursor.startsWith(prefix) || !/^\d{5,15}$/.test(cursor.slice(prefix.length))) throw wrongCursor();
  return Number(cursor.slice(prefix.length));
}
