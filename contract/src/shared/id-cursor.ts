import { z } from 'zod';
import { type IdKind, idNumber, idPattern } from './ids.ts';
import type { Page } from './pagination.ts';
import { Problem } from './problem.ts';

/**
 * Makes a page from rows of a list.
 *
 * @param rows the rows after the cursor, one more than fits into the page if there are that many: it shows that there
 *   is a next page, and is dropped
 * @param cursorOf makes the cursor that continues after a row
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

/** The number in a cursor that is an ID, as used by the default sort. @throws Problem `invalid_cursor` */
export function cursorNumber(cursor: string | undefined, kind: IdKind): number | undefined {
  if (cursor === undefined) return undefined;
  if (!idPattern(kind).test(cursor)) throw wrongCursor();
  return idNumber(cursor);
}

const whole = z.int().min(0);

/**
 * The contents of opaque cursors, by the order of their lists: keys or positions of rows, or a line of a file and the
 * position of a report within it.
 */
export const CURSOR_POSITIONS = {
  row: z.tuple([whole]),
  line: z.tuple([whole, whole]),
  fileLine: z.tuple([whole, whole, whole]),
};

/**
 * The position in a decoded opaque cursor. Anybody can forge a cursor, so everything in it is checked.
 *
 * @param parts the cursor's content: what it is bound to, and the position
 * @param boundTo what it must be bound to
 * @throws Problem `invalid_cursor` where it belongs to another query, or the API did not make it
 */
export function cursorPosition<T>(parts: unknown, boundTo: string, position: z.ZodType<T>): T {
  const [bound, ...rest] = Array.isArray(parts) ? (parts as unknown[]) : [];
  const parsed = position.safeParse(rest);
  if (bound !== boundTo || !parsed.success) throw wrongCursor();
  return parsed.data;
}
