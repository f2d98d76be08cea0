import type { PriceSource } from './price-source.ts';

/** An entry of a price list. The price is in major units; it is compared, but never added. */
export interface TimedPrice {
  validFrom: Date;
  price: number;
  currency: string;
}

/** A version of a price list, in use from `setAt` until the next one is set. */
export interface ListVersion {
  setAt: Date;
  /** By `validFrom`, ascending. */
  entries: readonly TimedPrice[];
}

/** The feed's price from a moment on; null for no price. */
export interface FeedPrice {
  from: Date;
  price: { price: number; currency: string } | null;
}

/** The sources of prices, each in ascending order of time. */
export interface PriceHistory {
  /** Begins with the creation of the product, before which there is no price. */
  feed: readonly FeedPrice[];
  baseList: readonly ListVersion[];
  channelList: readonly ListVersion[];
}

interface InForce {
  price: number;
  currency: string;
  source: PriceSource;
}

/** The price in force from a moment on, until the next piece of the timeline. */
export interface TimelinePiece {
  from: Date;
  inForce: InForce | null;
}

/** A moment at which a source changes; undefined where it has no price from then on. */
interface Step {
  at: number;
  says: InForce | undefined;
}

/**
 * The prices in force, in order of time. At any time this is the price of the channel's list if it has one, else of the
 * base list, else of the feed; within a list, it is the entry with the latest `validFrom` that is not in the future. A
 * version of a list takes effect when it is set: entries with an earlier `validFrom` do not change the past.
 *
 * @returns pieces of which each differs from the next, ascending; none before the creation of the product
 */
export function priceTimeline({ feed, baseList, channelList }: PriceHistory): TimelinePiece[] {
  const beginning = feed[0]?.from.getTime();
  if (beginning === undefined) return [];
  const sources = [
    listSteps(channelList, 'channel_list'),
    listSteps(baseList, 'base_list'),
    feed.map(({ from, price }) => ({
      at: from.getTime(),
      says: price ? { ...price, source: 'feed' as const } : undefined,
    })),
  ];
  const moments = new Set(sources.flatMap((steps) => steps.map(({ at }) => Math.max(at, beginning))));
  const readers = sources.map(readAhead);
  const pieces: TimelinePiece[] = [];
  for (const moment of [...moments].sort((one, other) => one - other)) {
    const [channel, base, fed] = readers.map((read) => read(moment));
    const inForce = channel ?? base ?? fed ?? null;
    if (pieces.length === 0 || !isSame(pieces.at(-1)?.inForce ?? null, inForce)) {
      pieces.push({ from: new Date(moment), inForce });
    }
  }
  return pieces;
}

/** The changes of a list's price, over all its versions. */
function listSteps(versions: readonly ListVersion[], source: PriceSource): Step[] {
  return versions.flatMap(({ setAt, entries }, index) => {
    const begin = setAt.getTime();
    const end = versions[index + 1]?.setAt.getTime() ?? Number.POSITIVE_INFINITY;
    const steps: Step[] = [{ at: begin, says: undefined }];
    for (const { validFrom, price, currency } of entries) {
      const at = validFrom.getTime();
      if (at < end) steps.push({ at: Math.max(at, begin), says: { price, currency, source } });
    }
    return steps;
  });
}

/** Looks up ascending steps at ascending moments. Of several steps at one moment the last counts. */
function readAhead(steps: readonly Step[]): (moment: number) => InForce | undefined {
  let next = 0;
  let says: InForce | undefined;
  return (moment) => {
    for (let step = steps[next]; step && step.at <= moment; step = steps[next]) {
      says = step.says;
      next += 1;
    }
    return says;
  };
}

function isSame(one: InForce | null, other: InForce | null): boolean {
  return isSamePrice(one, other) && one?.source === other?.source;
}

/** Whether two prices are the same for a buyer. */
function isSamePrice(one: InForce | null, other: InForce | null): boolean {
  return one?.price === other?.price && one?.currency === other?.currency;
}

/** A price in force, and the prices before and after it. */
export interface TimelineReading {
  inForce: InForce | null;
  /** The time since when this price has been in force, whatever its source; null where there is no price. */
  since: Date | null;
  /** For a reduced price: the lowest price of the 30 days before the reduction. */
  lowestBefore: number | null;
  /** The next piece with a different price. */
  next: { from: Date; inForce: InForce } | null;
}

/** Reads a timeline at a time. */
export function readTimeline(timeline: readonly TimelinePiece[], at: Date): TimelineReading {
  const place = timeline.findLastIndex(({ from }) => from <= at);
  const inForce = timeline[place]?.inForce ?? null;
  const next = timeline.slice(place + 1).find((piece) => !isSamePrice(piece.inForce, inForce));
  const coming = next?.inForce ? { from: next.from, inForce: next.inForce } : null;
  if (!inForce) return { inForce: null, since: null, lowestBefore: null, next: coming };
  let first = place;
  while (isSamePrice(timeline[first - 1]?.inForce ?? null, inForce)) first -= 1;
  return {
    inForce,
    since: timeline[first]?.from ?? null,
    lowestBefore: lowestBeforeReduction(timeline, first),
    next: coming,
  };
}

/**
 * How much further back a timeline has to go that begins later than the product, before {@link readTimeline} says the
 * same of it as of the whole one: to the price before the one in force and, where that was reduced, to the beginning of
 * the 30 days before.
 *
 * @returns `enough`, the time to which it has to go back, or `further` where it does not tell yet
 */
export function timelineLacks(timeline: readonly TimelinePiece[], at: Date): Date | 'further' | 'enough' {
  const [beginning] = timeline;
  if (!beginning || beginning.from > at) return 'further';
  const { inForce, since, lowestBefore } = readTimeline(timeline, at);
  if (!inForce || !since) return 'enough';
  if (since <= beginning.from) return 'further';
  const start = new Date(since.getTime() - THIRTY_DAYS);
  return lowestBefore === null || beginning.from <= start ? 'enough' : start;
}

const THIRTY_DAYS = 30 * 24 * 60 * 60 * 1_000;

/**
 * The prior price of Directive 98/6/EC, Article 6a(1) and (2): where a piece is cheaper than its predecessor, the
 * lowest price in force during the 30 days (of 24 hours each) before it began, or since the creation of the product.
 * Each step of a progressive reduction counts as a separate reduction; the exception that Article 6a(5) allows
 * countries is not applied. Prices in other currencies are ignored.
 *
 * @param first the index in the timeline at which the price began
 * @returns null where the price is not reduced
 */
function lowestBeforeReduction(timeline: readonly TimelinePiece[], first: number): number | null {
  const [before, reduced] = [timeline[first - 1]?.inForce, timeline[first]];
  if (!before || !reduced?.inForce) return null;
  const { price, currency } = reduced.inForce;
  if (before.currency !== currency || before.price <= price) return null;
  const start = reduced.from.getTime() - THIRTY_DAYS;
  let lowest = before.price;
  for (let place = first - 1; place >= 0; place -= 1) {
    const earlier = timeline[place]?.inForce;
    if (earlier?.currency === currency) lowest = Math.min(lowest, earlier.price);
    // A piece that began before the 30 days was still in force at their beginning.
    if ((timeline[place]?.from.getTime() ?? 0) <= start) break;
  }
  return lowest;
}
