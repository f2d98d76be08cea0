import type { Scope, SearchResult } from '@commerce-integration/contract';
import type { Caller, Owned } from '../store/mock-rows.ts';
import { type MockTables, visibleRows } from '../store/mock-tables.ts';

type Shown = Pick<SearchResult, 'title' | 'subtitle' | 'status'>;

/** What can be found of one type. */
export interface Found {
  id: string;
  shown: Shown;
  /** The ID of the object that shows it, where it is no object of its own. */
  leadsTo?: string;
  /** The IDs that lead to it, and the texts by whose beginning it is found, by the names of their fields. */
  ids: Record<string, string>;
  texts?: Record<string, string | null>;
}

export interface Finder {
  /** Undefined for what every key may read. */
  scope: Scope | undefined;
  all(parts: { tables: MockTables; caller: Caller }): Found[];
}

/** Finds what a table has of a type. */
export function finder<Row extends Owned>(
  scope: Scope,
  table: (tables: MockTables) => ReadonlyMap<number, Row>,
  find: (row: Row, partner: string | null, tables: MockTables) => Found,
): Finder {
  const partnerOf = (tables: MockTables, { partnerId }: Row) =>
    partnerId === null ? null : tables.partnerName(partnerId);
  return {
    scope,
    all: ({ tables, caller }) =>
      visibleRows(table(tables), caller).map((row) => find(row, partnerOf(tables, row), tables)),
  };
}

/** Several IDs under one name. */
export function numbered(field: string, ids: readonly string[]): Record<string, string> {
  return Object.fromEntries(ids.map((id, at) => [`${field} ${at}`, id]));
}
