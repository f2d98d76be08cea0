import {
  DEFAULT_EXPORT_FLAGS,
  type ExportFlagRule,
  type ID_PREFIXES,
  idNumber,
  Problem,
} from '@commerce-integration/contract';
import { nameKey } from '@commerce-integration/contract/rules';
import type * as rows from './mock-rows.ts';

type Table<Row> = Map<number, Row>;

/** The state of a mock. Rows refer to each other by number, as on the server. */
export class MockTables {
  readonly partners: Table<rows.PartnerRow> = new Map();
  readonly apiKeys: Table<rows.ApiKeyRow> = new Map();
  readonly feeds: Table<rows.FeedRow> = new Map();
  /** The contents of accepted files, by the feed's number. */
  readonly feedFiles: Table<rows.FeedFile> = new Map();
  readonly jobs: Table<rows.JobRow> = new Map();
  readonly products: Table<rows.ProductRow> = new Map();
  readonly productChanges: rows.ProductChangeRow[] = [];
  /** The attributes that a partner's products have or have had, by the partner's number: spellings by key. */
  readonly attributeNames = new Map<number, Map<string, string>>();
  readonly salesChannels: Table<rows.SalesChannelRow> = new Map();
  /** In the order in which they were set. */
  readonly priceLists: rows.PriceListRow[] = [];
  readonly batches: Table<rows.BatchRow> = new Map();
  readonly customers: Table<rows.CustomerRow> = new Map();
  readonly addresses: Table<rows.AddressRow> = new Map();
  readonly orders: Table<rows.OrderRow> = new Map();
  readonly deliveries: Table<rows.DeliveryRow> = new Map();
  /** Which state of an order or a delivery sets which flag. */
  exportFlags: ExportFlagRule[] = [...DEFAULT_EXPORT_FLAGS];
  readonly feedActivity: rows.FeedActivityRow[] = [];
  /** Who hears of each event, once it is recorded. */
  readonly eventListeners = new Set<rows.EventListener>();
  /** Records the events of work that may still be taken back; undefined where there is none. */
  heldEvents: (() => void)[] | undefined;
  readonly #own = new Map<string, Table<never>>();
  readonly #last = new Map<string, number>();
  #lastChange = 0;

  /**
   * The table of rows that the mock of one feature alone knows, which declares them.
   *
   * @param kind what their IDs are of
   */
  own<Row extends rows.Owned>(kind: keyof typeof ID_PREFIXES): Table<Row> {
    const table: Table<Row> = this.#own.get(kind) ?? new Map();
    this.#own.set(kind, table as Table<never>);
    return table;
  }

  /** The next number of a kind of object. */
  next(counter: keyof typeof ID_PREFIXES | 'job'): number {
    const number = (this.#last.get(counter) ?? 0) + 1;
    this.#last.set(counter, number);
    return number;
  }

  /** The current time, but later than every change before, so that changes in one millisecond keep their order. */
  timeOfChange(): number {
    this.#lastChange = Math.max(Date.now(), this.#lastChange + 1);
    return this.#lastChange;
  }

  /** The current time, but not before the last change. */
  now(): number {
    return Math.max(Date.now(), this.#lastChange);
  }

  partnerName(id: number): string {
    return this.partners.get(id)?.shown.partner_name ?? '';
  }
}

/** Stores a row in its table. */
export function keep<Row extends rows.Owned>(table: Map<number, Row>, row: Row): Row {
  table.set(row.id, row);
  return row;
}

/** The rows that the caller may see, in the order of their numbers: the one place that separates partners. */
export function visibleRows<Row extends rows.Owned>(table: ReadonlyMap<number, Row>, { partner }: rows.Caller): Row[] {
  const all = [...table.values()].sort((a, b) => a.id - b.id);
  return partner === null ? all : all.filter((row) => row.partnerId === partner.id);
}

/** The row with a number, if the caller may see it. */
export function visibleRow<Row extends rows.Owned>(
  table: ReadonlyMap<number, Row>,
  { partner }: rows.Caller,
  id: number,
): Row | undefined {
  const row = table.get(id);
  return partner === null || row?.partnerId === partner.id ? row : undefined;
}

/** The row with an ID. @throws Problem `not_found` where it does not exist or the caller may not see it */
export function getRow<Row extends rows.Owned>(
  table: ReadonlyMap<number, Row>,
  caller: rows.Caller,
  id: string,
  missing: string,
): Row {
  const row = visibleRow(table, caller, idNumber(id));
  if (!row) throw new Problem('not_found', missing);
  return row;
}

export function notFound(what: string, id: string): Problem {
  return new Problem('not_found', `${what} ${id} not found.`);
}

export function partnerByName(tables: MockTables, name: string): rows.PartnerRow | undefined {
  const key = nameKey(name);
  return [...tables.partners.values()].find(({ shown }) => nameKey(shown.partner_name) === key);
}

/** Optional fields, which may also be undefined. */
export type Loose<T> = { [Name in keyof T]?: T[Name] | undefined };

/** Changes the given fields and the time of the change; equal values are not a change. */
export function changeShown<T extends object>(row: { shown: T & { updated_at: string } }, changes: Loose<T>): void {
  const named = Object.entries(changes).filter(([, value]) => value !== undefined) as [keyof T, unknown][];
  if (named.every(([name, value]) => row.shown[name] === value)) return;
  row.shown = { ...row.shown, ...Object.fromEntries(named), updated_at: new Date().toISOString() };
}

export function keyStatus({ shown: { revoked_at, expires_at } }: rows.ApiKeyRow): 'live' | 'expired' | 'revoked' {
  if (revoked_at !== null) return 'revoked';
  return expires_at !== null && Date.parse(expires_at) <= Date.now() ? 'expired' : 'live';
}

/** @throws Problem `not_found` */
export function getProduct(
  { tables, caller }: { tables: MockTables; caller: rows.Caller },
  productId: string,
): rows.ProductRow {
  return getRow(tables.products, caller, productId, `Product ${productId} not found.`);
}

/** @returns a function that undoes all later changes to the catalogue, its categories, and customers */
export function checkpoint(tables: MockTables): () => void {
  const { products, attributeNames, customers, addresses } = tables;
  const restores = [
    restoreOf(products),
    restoreOf(attributeNames),
    restoreOf(tables.own('category')),
    restoreOf(customers),
    restoreOf(addresses),
  ];
  const [changes, lists] = [tables.productChanges.length, tables.priceLists.length];
  return () => {
    for (const restore of restores) restore();
    tables.productChanges.splice(changes);
    tables.priceLists.splice(lists);
  };
}

/** Rows are replaced when they change, so that the former ones are enough. */
function restoreOf<Row>(table: Map<number, Row>): () => void {
  const rows = [...table];
  return () => {
    table.clear();
    for (const [id, row] of rows) table.set(id, row);
  };
}

/**
 * Does work that may be taken back. Its events are recorded when it has ended and is kept.
 *
 * @param isKept looks at what came of it
 */
export function tryOut<T>(tables: MockTables, work: () => T, isKept: (result: T) => boolean): T {
  const takeBack = checkpoint(tables);
  const held: (() => void)[] = [];
  tables.heldEvents = held;
  let kept = false;
  try {
    const result = work();
    kept = isKept(result);
    return result;
  } finally {
    tables.heldEvents = undefined;
    if (kept) for (const record of held) record();
    else takeBack();
  }
}
