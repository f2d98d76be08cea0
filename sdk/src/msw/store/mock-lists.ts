import { formatId, type IdKind, type Page } from '@commerce-integration/contract';
import {
  CURSOR_POSITIONS,
  cursorNumber,
  cursorPosition,
  toPage,
  wrongCursor,
} from '@commerce-integration/contract/rules';
import type { ZodType } from 'zod';
import type { Caller, Owned } from './mock-rows.ts';
import { type MockTables, partnerByName, visibleRows } from './mock-tables.ts';

interface Paging {
  limit: number;
  cursor?: string | undefined;
}

interface Range {
  created_from?: string | undefined;
  created_to?: string | undefined;
}

export interface Listing {
  tables: MockTables;
  caller: Caller;
  query: Paging & Range & { partner_name?: string | undefined; customer_id?: string | undefined };
}

/**
 * A page of a list, newest first: the rows that the caller may see and that match the query's filters. A filter is
 * compared with the field of the same name.
 *
 * @param kind the kind of the rows' IDs, which are the cursors
 * @param where a filter by what is not a field
 */
export function listRows<Row extends Owned, T extends { created_at: string }>(
  { tables, caller, query }: Listing,
  table: ReadonlyMap<number, Row>,
  kind: IdKind,
  present: (row: Row) => T,
  where: (row: Row) => boolean = () => true,
): Page<T> {
  const { limit, cursor, partner_name, created_from, created_to, ...filters } = query;
  const before = cursorNumber(cursor, kind) ?? Number.POSITIVE_INFINITY;
  const ofPartner = partnerFilter(tables, partner_name);
  const found = visibleRows(table, caller)
    .filter((row) => row.id < before && ofPartner(row) && where(row))
    .map((row) => ({ id: row.id, shown: present(row) }))
    .filter(({ shown }) => matches(shown, filters) && createdWithin(query, new Date(shown.created_at)))
    .reverse();
  return toPage(
    found,
    limit,
    ({ shown }) => shown,
    ({ id }) => formatId(kind, id),
  );
}

/** Whether an object has the requested values. */
export function matches(shown: object, wanted: object): boolean {
  return Object.entries(wanted).every(
    ([name, value]) => value === undefined || (shown as Record<string, unknown>)[name] === value,
  );
}

/**
 * A page of rows without IDs: its cursors are positions in the stored list, which only grows.
 *
 * @param boundTo the query that a cursor belongs to
 */
export function listPlaces<Row, T>(
  boundTo: readonly unknown[],
  { limit, cursor }: Paging,
  rows: readonly Row[],
  present: (row: Row) => T,
  { newestFirst = false, where = () => true }: { newestFirst?: boolean; where?: (item: T) => boolean } = {},
): Page<T> {
  const [place] =
    cursor === undefined ? [newestFirst ? rows.length + 1 : 0] : openCursor(boundTo, cursor, CURSOR_POSITIONS.row);
  const placed = rows.map((row, index) => ({ item: present(row), place: index + 1 })).filter(({ item }) => where(item));
  const rest = placed.filter((one) => (newestFirst ? one.place < place : one.place > place));
  return toPage(
    newestFirst ? rest.reverse() : rest,
    limit,
    ({ item }) => item,
    (one) => sealCursor(boundTo, [one.place]),
  );
}

/** Whether a row belongs to the partner of a list's `partner_name`. */
export function partnerFilter(
  tables: MockTables,
  name: string | undefined,
): (row: { partnerId: number | null }) => boolean {
  if (name === undefined) return () => true;
  const id = partnerByName(tables, name)?.id;
  return (row) => id !== undefined && row.partnerId === id;
}

/** Whether a row was created in the half-open range of a query. */
export function createdWithin({ created_from: from, created_to: to }: Range, createdAt: Date): boolean {
  const time = createdAt.getTime();
  return (from === undefined || time >= Date.parse(from)) && (to === undefined || time < Date.parse(to));
}

/** Makes an opaque cursor: the position at which a page ended, bound to its query. */
export function sealCursor(query: unknown, position: readonly unknown[]): string {
  const bytes = new TextEncoder().encode(JSON.stringify([JSON.stringify(query), ...position]));
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/**
 * Reads an opaque cursor. @throws Problem `invalid_cursor` where the mock did not make it, or made it for another query
 */
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

/** Compares text as PostgreSQL does under C.UTF-8: by code points, not by UTF-16 units. */
export function compareText(a: string, b: string): number {
  const [left, right] = [[...a], [...b]];
  for (let at = 0; at < left.length && at < right.length; at += 1) {
    const difference = (left[at]?.codePointAt(0) ?? 0) - (right[at]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}
