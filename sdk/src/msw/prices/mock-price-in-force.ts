import type { PriceSource } from '@commerce-integration/contract';
import type { PriceListRow, ProductRow } from '../mock-rows.ts';
import type { MockTables } from '../mock-tables.ts';
import { listAt, timeToRead } from './mock-price-lists.ts';

/** A price, in major units, and where it comes from. */
export interface InForce {
  price: string;
  currency: string;
  source: PriceSource;
}

/** All that decides about the prices of a product, and was known at a time. */
interface Known {
  product: ProductRow;
  channelLists: readonly PriceListRow[];
  baseLists: readonly PriceListRow[];
  changes: MockTables['productChanges'];
}

/** The price of a product at a time, as things are known then; null before there was one. */
export function priceInForce(
  tables: MockTables,
  product: ProductRow,
  salesChannelId: number | null,
  at = timeToRead(tables, product.id),
): InForce | null {
  return priceAt(knownAt(tables, product, salesChannelId, at), at);
}

/** A range of time with one price. */
interface Piece {
  from: number;
  inForce: InForce | null;
}

/** The prices of a product one after the other, as far as they are known at a time, and the one that is in force then. */
export function priceTimeline(
  tables: MockTables,
  product: ProductRow,
  salesChannelId: number | null,
  at: number,
): { pieces: Piece[]; place: number; inForce: InForce | null } {
  const known = knownAt(tables, product, salesChannelId, at);
  const beginning = product.createdAt.getTime();
  if (at < beginning) return { pieces: [], place: -1, inForce: null };
  const moments = [
    beginning,
    ...known.changes.map(({ changedAt }) => changedAt.getTime()),
    ...[...known.channelLists, ...known.baseLists].flatMap(({ setAt, entries }) => [
      setAt,
      ...entries.map(({ validFrom }) => validFrom).filter((from) => from > setAt),
    ]),
  ];
  const pieces: Piece[] = [];
  for (const from of [...new Set(moments)].filter((moment) => moment >= beginning).sort((a, b) => a - b)) {
    const inForce = priceAt(known, from);
    const before = pieces.at(-1);
    if (!before || !isSamePrice(before.inForce, inForce)) pieces.push({ from, inForce });
  }
  return { pieces, place: pieces.findLastIndex(({ from }) => from <= at), inForce: priceAt(known, at) };
}

const THIRTY_DAYS = 30 * 24 * 60 * 60 * 1_000;

/** Of a piece that is cheaper than the one before it: the lowest price of the 30 days before; null for all others. */
export function lowestBeforeReduction(pieces: readonly Piece[], place: number): number | null {
  const [before, reduced] = [pieces[place - 1]?.inForce, pieces[place]];
  if (!before || !reduced?.inForce || before.currency !== reduced.inForce.currency) return null;
  if (Number(before.price) <= Number(reduced.inForce.price)) return null;
  const start = reduced.from - THIRTY_DAYS;
  const looked = pieces.slice(0, place).filter((_, index) => (pieces[index + 1]?.from ?? 0) > start);
  const same = looked.filter(({ inForce }) => inForce?.currency === before.currency);
  return Math.min(...same.map(({ inForce }) => Number(inForce?.price)));
}

function knownAt(tables: MockTables, product: ProductRow, salesChannelId: number | null, at: number): Known {
  const lists = tables.priceLists.filter((row) => row.productId === product.id && row.setAt <= at);
  return {
    product,
    channelLists: lists.filter((row) => row.salesChannelId !== null && row.salesChannelId === salesChannelId),
    baseLists: lists.filter((row) => row.salesChannelId === null),
    changes: tables.productChanges.filter((row) => row.productId === product.id),
  };
}

/** The channel's list before the base list before the feed; of a list the entry that came last. */
function priceAt({ product, channelLists, baseLists, changes }: Known, at: number): InForce | null {
  if (at < product.createdAt.getTime()) return null;
  const inList = (lists: readonly PriceListRow[], source: PriceSource) => {
    const list = lists.findLast(({ setAt }) => setAt <= at);
    const entry = list?.entries.findLast(({ validFrom }) => validFrom <= at);
    return entry && { price: String(entry.price), currency: entry.currency, source };
  };
  const { price, currency } = changes.find(({ changedAt }) => changedAt.getTime() > at)?.from ?? product;
  const fed = price === null || currency === null ? null : { price, currency, source: 'feed' as const };
  return inList(channelLists, 'channel_list') ?? inList(baseLists, 'base_list') ?? fed;
}

/** Whether a buyer would see no difference. */
function isSamePrice(one: InForce | null, other: InForce | null): boolean {
  return one?.currency === other?.currency && (one && Number(one.price)) === (other && Number(other.price));
}

/** What a list holds at a time, as the API shows it. */
export function shownList(tables: MockTables, productId: number, salesChannelId: number | null, at: number) {
  return presentEntries(listAt(tables, productId, salesChannelId, at)?.entries ?? []);
}

export function presentEntries(entries: PriceListRow['entries']) {
  return entries.map(({ validFrom, price, currency }) => ({
    valid_from: new Date(validFrom).toISOString(),
    price,
    currency,
  }));
}
