import { type ID_PREFIXES, Problem } from '@commerce-integration/contract';
import { nameKey } from '@commerce-integration/contract/rules';
import type { FeedFile } from './feeds/mock-feed-file.ts';
import type {
  AddressRow,
  ApiKeyRow,
  BatchRow,
  BatchUploadRow,
  Caller,
  CustomerRow,
  FeedActivityRow,
  FeedRow,
  JobRow,
  OrderRow,
  Owned,
  PartnerRow,
  PriceListRow,
  ProductChangeRow,
  ProductRow,
  SalesChannelRow,
} from './mock-rows.ts';

type Counter = keyof typeof ID_PREFIXES | 'job' | 'productChange' | 'priceList';

/** Everything a mock knows. Rows refer to each other by number, as on the server. */
export class MockTables {
  readonly partners = new Map<number, PartnerRow>();
  readonly apiKeys = new Map<number, ApiKeyRow>();
  readonly feeds = new Map<number, FeedRow>();
  /** What accepted files hold, by the feed's number. */
  readonly feedFiles = new Map<number, FeedFile>();
  readonly jobs = new Map<number, JobRow>();
  readonly products = new Map<number, ProductRow>();
  readonly productChanges: ProductChangeRow[] = [];
  readonly salesChannels = new Map<number, SalesChannelRow>();
  /** In the order in which they were set. */
  readonly priceLists: PriceListRow[] = [];
  readonly batchUploads = new Map<number, BatchUploadRow>();
  readonly batches = new Map<number, BatchRow>();
  readonly customers = new Map<number, CustomerRow>();
  readonly addresses = new Map<number, AddressRow>();
  readonly orders = new Map<number, OrderRow>();
  readonly feedActivity: FeedActivityRow[] = [];
  readonly #last = new Map<Counter, number>();

  /** The next number of a kind of thing. */
  next(counter: Counter): number {
    const number = (this.#last.get(counter) ?? 0) + 1;
    this.#last.set(counter, number);
    return number;
  }

  partnerName(id: number): string {
    return this.partners.get(id)?.name ?? '';
  }
}

/** The rows that the caller may see, in the order of their numbers: the one place that keeps partners apart. */
export function visibleRows<T extends Owned>(table: ReadonlyMap<number, T>, { partner }: Caller): T[] {
  const rows = [...table.values()].sort((a, b) => a.id - b.id);
  return partner === null ? rows : rows.filter((row) => row.partnerId === partner.id);
}

/** The row of a number, where the caller may see it. */
export function visibleRow<T extends Owned>(
  table: ReadonlyMap<number, T>,
  { partner }: Caller,
  id: number,
): T | undefined {
  const row = table.get(id);
  return partner === null || row?.partnerId === partner.id ? row : undefined;
}

export function partnerByName(tables: MockTables, name: string): PartnerRow | undefined {
  const key = nameKey(name);
  return [...tables.partners.values()].find((partner) => nameKey(partner.name) === key);
}

/** @throws Problem `partner_not_active` unless the partner may upload and order */
export function assertActive(partner: PartnerRow): void {
  if (partner.status === 'active') return;
  throw new Problem('partner_not_active', `Partner ${partner.name} is ${partner.status}: it cannot upload or order.`);
}

export function notFound(what: string, id: string): Problem {
  return new Problem('not_found', `${what} ${id} not found.`);
}
