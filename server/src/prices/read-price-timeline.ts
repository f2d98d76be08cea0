import type { ListVersion, TimelinePiece } from '@commerce-integration/contract/rules';
import { priceTimeline, timelineLacks } from '@commerce-integration/contract/rules';
import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';
import { rowsOf } from '../database/sql.ts';
import { earlierPieces, knownPrices, type PricesOf, type WantedPieces } from './price-timeline-sql.ts';

// Tenancy of this file: the caller has found the product in its own unit of work.

/** The prices of a product around a time, as they were known then. */
export interface KnownPrices {
  /** The requested time; for the present, not before the latest change. */
  at: Date;
  /** Goes back to the start of the price in force at that time. Empty if the product did not exist. */
  timeline: TimelinePiece[];
  /** The latest version; empty if there was no list. */
  baseList: ListVersion[];
  channelList: ListVersion[];
}

/** The number of pieces to read first; multiplied each time that they do not suffice. */
const FIRST_PIECES = 8;
const GROWTH = 4;

/**
 * Reads the prices of a product in force until a time, and those that its lists announced for later.
 *
 * @param productId the number of a product that the unit of work may see
 * @param asked defaults to the present
 */
export async function readPriceTimeline(
  em: UnitOfWork,
  productId: number,
  salesChannelId: number | null,
  asked: Date | undefined,
): Promise<KnownPrices> {
  const of = { productId, salesChannelId, until: asked?.toISOString() ?? 'infinity' };
  const known = await readKnown(em, of, asked ?? new Date());
  let past = known.pieces;
  for (let count = FIRST_PIECES * GROWTH; ; count *= GROWTH) {
    const [first] = past;
    const lacking = first && first.from > known.createdAt ? timelineLacks(past, known.at) : 'enough';
    if (!first || lacking === 'enough') break;
    const wanted = { before: first.from, backTo: lacking === 'further' ? null : lacking, count };
    past = [...(await readPieces(em, of, wanted)), ...past];
  }
  const { at, feedPrice, baseList, channelList } = known;
  const coming = priceTimeline({ feed: [{ from: at, price: feedPrice }], baseList, channelList }).slice(1);
  return { at, timeline: past.length === 0 ? [] : [...past, ...coming], baseList, channelList };
}

interface Known extends Omit<KnownPrices, 'timeline'> {
  createdAt: Date;
  feedPrice: { price: number; currency: string } | null;
  /** The latest pieces, ascending. */
  pieces: TimelinePiece[];
}

async function readKnown(em: UnitOfWork, of: PricesOf, now: Date): Promise<Known> {
  const [row] = await rowsOf<KnownRow>(sqlOf(em), knownPrices(of, now, FIRST_PIECES), { keep: true });
  if (!row) throw new Error(`Product ${of.productId} is gone`);
  return {
    at: new Date(row.at),
    createdAt: new Date(row.created_at ?? row.at),
    feedPrice: amountOf(row.price, row.currency),
    baseList: versionsOf(row.base_set_at, row.base_entries),
    channelList: versionsOf(row.channel_set_at, row.channel_entries),
    pieces: (row.pieces ?? []).map(asPiece).reverse(),
  };
}

/** Reads the pieces before a time. @returns ascending */
async function readPieces(em: UnitOfWork, of: PricesOf, wanted: WantedPieces): Promise<TimelinePiece[]> {
  const statement = earlierPieces(of, wanted);
  return (await rowsOf<PieceRow>(sqlOf(em), statement, { keep: true })).map(asPiece).reverse();
}

interface KnownRow {
  at: string;
  created_at: string | null;
  price: string | null;
  currency: string | null;
  base_set_at: string | null;
  base_entries: Entry[] | null;
  channel_set_at: string | null;
  channel_entries: Entry[] | null;
  pieces: PieceRow[] | null;
}

interface Entry {
  valid_from: string;
  price: number;
  currency: string;
}

function versionsOf(setAt: string | null, entries: readonly Entry[] | null): ListVersion[] {
  if (setAt === null || entries === null) return [];
  const timed = entries.map(({ valid_from, price, currency }) => ({
    validFrom: new Date(valid_from),
    price,
    currency,
  }));
  return [{ setAt: new Date(setAt), entries: timed }];
}

interface PieceRow {
  began: string;
  price: string | number | null;
  currency: string | null;
  source: 'channel_list' | 'base_list' | 'feed';
}

function asPiece({ began, price, currency, source }: PieceRow): TimelinePiece {
  const amount = amountOf(price, currency);
  return { from: new Date(began), inForce: amount && { ...amount, source } };
}

function amountOf(price: string | number | null, currency: string | null) {
  return price === null || currency === null ? null : { price: Number(price), currency };
}
