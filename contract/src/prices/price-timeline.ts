import type { PriceSource } from './price-source.ts';

/** An entry of a price list. The price is in major units; it is compared and never added. */
export interface TimedPrice {
  validFrom: Date;
  price: number;
  currency: string;
}

/** A price list as it was set: it holds from `setAt` until the next one is set. */
export interface ListVersion {
  setAt: Date;
  /** By `validFrom`, ascending. */
  entries: readonly TimedPrice[];
}

/** What the feeds say from a moment on; null for no price. */
export interface FeedPrice {
  from: Date;
  price: { price: number; currency: string } | null;
}

/** Where prices come from. Each part is ascending in time. */
export interface PriceHistory {
  /** The first from the moment at which the product came to be: before it there is no price. */
  feed: readonly FeedPrice[];
  baseList: readonly ListVersion[];
  channelList: readonly ListVersion[];
}

interface InForce {
  price: number;
  currency: string;
  source: PriceSource;
}

/** What is in force from a moment on, until the next piece of the timeline. */
export interface TimelinePiece {
  from: Date;
  inForce: InForce | null;
}

/** A moment at which a source begins to say something else; undefined where it says nothing from there on. */
interface Step {
  at: number;
  says: InForce | undefined;
}

/**
 * The prices in force, one after the other. At any time it is the price of the channel's list where that has one, else
 * of the base list, else of the feed; of a list it is the entry that is valid from the latest time not after it. A list
 * counts from the moment at which it was set: entries that were valid from an earlier time do not change the past.
 *
 * @returns pieces that differ from one to the next, ascending; none before the product came to be
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

/** What a list said, over all its versions. */
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

/** Reads ascending steps at ascending moments. Of several steps at one moment the last counts. */
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

/** Whether a buyer would see no difference. */
function isSamePrice(one: InForce | null, other: InForce | null): boolean {
  return one?.price === other?.price && one?.currency === other?.currency;
}

/** A price in force, and what stands around it. */
export interface TimelineReading {
  inForce: InForce | null;
  /** Since when it has been this price, whatever its source; null where there is none. */
  since: Date | null;
  /** Of a reduction: the lowest price of the 30 days before it. */
  lowestBefore: number | null;
  /** The next piece whose price is another one. */
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

const THIRTY_DAYS = 30 * 24 * 60 * 60 * 1_000;

/**
 * The prior price of Directive 98/6/EC, Article 6a(1) and (2): where a piece is cheaper than the one before it, the
 * lowest price in force during the 30 days (of 24 hours each) before it began, or since the product came to be. Each
 * step of a progressive reduction is a reduction of its own here; the exception that Article 6a(5) lets countries make
 * is not applied. Prices in another currency say nothing.
 *
 * @param first the place in the timeline where the price began
 * @returns null where the price is no reduction
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
    // A piece that began before the 30 days was in force when they did.
    if ((timeline[place]?.from.getTime() ?? 0) <= start) break;
  }
  return lowest;
}
