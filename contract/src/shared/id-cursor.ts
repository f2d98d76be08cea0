import { z } from 'zod';
import type { Page } from './pagination.ts';
import { Problem } from './problem.ts';

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
  const digits = cursor.startsWith(prefix) ? cursor.slice(prefix.length) : '';
  if (!/^(?:\d{5}|[1-9]\d{5,14})$/.test(digits)) throw wrongCursor();
  return Number(digits);
}

const whole = z.int().min(0);

/**
 * What stands in an opaque cursor, by what its list is ordered by: the keys of its rows or their places, or the lines of
 * a file and the places of what was found in one.
 */
export const CURSOR_POSITIONS = { row: z.tuple([whole]), line: z.tuple([whole, whole]) };

/**
 * The position in an opaque cursor that has been decoded. Whoever has seen one can make others: nothing in it counts
 * before it has been checked.
 *
 * @param parts the cursor's content: what it is bound to, and the position
 * @param boundTo what it has to be bound to
 * @throws Problem `invalid_cursor` where it belongs to another query, or is none that the API has given
 */
export function cursorPosition<T>(parts: unknown, boundTo: string, position: z.ZodType<T>): T {
  const [bound, ...rest] = Array.isArray(parts) ? (parts as unknown[]) : [];
  const parsed = position.safeParse(rest);
  if (bound !== boundTo || !parsed.success) throw wrongCursor();
  return parsed.data;
}
