import { cursorNumber, cursorPosition, wrongCursor } from '@commerce-integration/contract/rules';
import type { ZodType } from 'zod';

/** The rows before the one that a cursor names, newest first. */
export function newestFirst<Row extends { id: number }>(
  rows: readonly Row[],
  cursor: string | undefined,
  prefix: string,
): Row[] {
  const before = cursorNumber(cursor, prefix) ?? Number.POSITIVE_INFINITY;
  return rows.filter((row) => row.id < before).sort((a, b) => b.id - a.id);
}

/** Whether a row was made in the half-open range that a query names. */
export function createdWithin(
  { created_from: from, created_to: to }: { created_from?: string | undefined; created_to?: string | undefined },
  createdAt: Date,
): boolean {
  const time = createdAt.getTime();
  return (from === undefined || time >= Date.parse(from)) && (to === undefined || time < Date.parse(to));
}

/** An opaque cursor: where a page ended, bound to the query it belongs to. */
export function sealCursor(query: unknown, position: readonly unknown[]): string {
  const bytes = new TextEncoder().encode(JSON.stringify([JSON.stringify(query), ...position]));
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** Opens an opaque cursor. @throws Problem `invalid_cursor` where it is not one of ours or of another query */
export function openCursor<T>(query: unknown, cursor: string, position: ZodType<T>): T {
  let parts: unknown;
  try {
    const binary = atob(cursor.replaceAll('-', '+').replaceAll('_', '/'));
    parts = JSON.parse(new TextDecoder().decode(Uint8Array.from(binary, (character) => character.charCodeAt(0))));
  } catch {
    throw wrongCursor();
  }
  return cursorPosition(parts, JSON.stringify(query), position);
}

/** Orders text as PostgreSQL does under C.UTF-8: by code points, not by UTF-16 units. */
export function compareText(a: string, b: string): number {
  const [left, right] = [[...a], [...b]];
  for (let at = 0; at < left.length && at < right.length; at += 1) {
    const difference = (left[at]?.codePointAt(0) ?? 0) - (right[at]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}
