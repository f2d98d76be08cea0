import { createHash } from 'node:crypto';
import { type Page, Problem } from '@commerce-integration/contract';

/**
 * Cuts a list to a page. Ask the database for one row more than the page holds: the extra row says that there is a
 * next page, and is not shown.
 *
 * @param cursorOf the cursor that continues after an item
 */
export function toPage<Row, Item>(
  rows: Row[],
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

/** A half-open range of creation times, as a query names it. */
export interface CreatedRange {
  created_from?: string | undefined;
  created_to?: string | undefined;
}

/** The range as a condition of any entity that knows when it was created. */
export function createdWithin({ created_from: from, created_to: to }: CreatedRange) {
  if (!from && !to) return {};
  return { createdAt: { ...(from ? { $gte: new Date(from) } : {}), ...(to ? { $lt: new Date(to) } : {}) } };
}

export function wrongCursor(): Problem {
  return new Problem(
    'invalid_cursor',
    "The cursor does not belong to this query: take the previous page's next_cursor.",
  );
}

/** The number in a cursor that is itself an ID, as the default sort's cursors are. */
export function cursorNumber(cursor: string | undefined, prefix: string): number | undefined {
  if (cursor === undefined) return undefined;
  if (!cursor.startsWith(prefix) || !/^\d{5,15}$/.test(cursor.slice(prefix.length))) throw wrongCursor();
  return Number(cursor.slice(prefix.length));
}

/** An opaque cursor: where a page ended, bound to the query it belongs to. */
export function sealCursor(query: unknown, position: readonly unknown[]): string {
  return Buffer.from(JSON.stringify([digest(query), ...position])).toString('base64url');
}

/**
 * Opens an opaque cursor.
 *
 * @throws Problem `invalid_cursor` where it is not one of ours or belongs to another query.
 */
export function openCursor(query: unknown, cursor: string): unknown[] {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw wrongCursor();
  }
  if (!Array.isArray(parts) || parts[0] !== digest(query)) throw wrongCursor();
  return parts.slice(1);
}

function digest(query: unknown): string {
  return createHash('sha256').update(JSON.stringify(query)).digest('base64url').slice(0, 12);
}
