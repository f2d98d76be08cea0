import type { Grain } from './grains.ts';

/** A half-open range of time, in milliseconds since 1970. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** A range that is added to a sum (sign 1) or subtracted from it (-1). */
export interface SignedRange extends Range {
  readonly sign: 1 | -1;
}

/** A signed range of whole buckets of one grain. */
export interface Segment extends SignedRange {
  readonly grain: Grain;
}

/** Costs of reading, used to choose the cheapest way to a sum. They never change the sum. */
export interface ReadingCost {
  /** The times of the first and last sale; buckets outside contain no rows, and cost nothing. */
  readonly first: number;
  readonly last: number;
  /** The cost of finding a segment's first bucket, measured in buckets. */
  readonly segment: number;
}

/**
 * Splits a range into segments: long buckets inside, shorter ones towards its bounds. If a bound is late in a long
 * bucket, it is cheaper to add the whole bucket and subtract the few short ones after the bound. At every moment, the
 * signs of the segments add up to 1 inside the range and to 0 outside.
 *
 * @param range its bounds are bounds of buckets of the finest grain
 * @param grains finest first; each one's buckets consist of whole buckets of the previous grain
 */
export function segmentsOf({ from, to }: Range, grains: readonly Grain[], cost: ReadingCost): Segment[] {
  const [finest, coarsest] = [grains[0], grains.at(-1)];
  if (!finest || !coarsest || from >= to) return [];
  // Before the first sale and after the last, the range is rounded outwards to the longest buckets. The difference
  // contains no sales, which one lookup of the finest buckets confirms.
  const begin = from <= cost.first ? coarsest.floor(from) : from;
  const end = to >= cost.last ? startFrom(to, coarsest) : to;
  return [
    ...inGrain(finest, rangesBetween(from, begin)),
    ...splitUp({ from: begin, to: end }, finest, grains.slice(1), cost),
    ...inGrain(finest, rangesBetween(end, to)),
  ];
}

/** Splits a non-empty range: into buckets of one grain, or with coarser ones too where that is cheaper. */
function splitUp(
  { from, to }: Range,
  grain: Grain,
  [coarser, ...coarsest]: readonly Grain[],
  cost: ReadingCost,
): Segment[] {
  const plain: Segment[] = [{ grain, from, to, sign: 1 }];
  if (coarser === undefined) return plain;
  const inner = { from: nearestStart(from, coarser, cost), to: nearestStart(to, coarser, cost) };
  if (inner.from >= inner.to) return plain;
  const split = [
    ...inGrain(grain, rangesBetween(from, inner.from)),
    ...splitUp(inner, coarser, coarsest, cost),
    ...inGrain(grain, rangesBetween(inner.to, to)),
  ];
  return costOf(split, cost) < costOf(plain, cost) ? split : plain;
}

/**
 * The start of the bucket that contains a moment, or of the next one, whichever has less filled time in between. The
 * result never decreases as the moment increases.
 */
export function nearestStart(moment: number, grain: Grain, cost: Pick<ReadingCost, 'first' | 'last'>): number {
  const start = grain.floor(moment);
  if (start === moment) return moment;
  const end = grain.next(start);
  return filled(start, moment, cost) <= filled(moment, end, cost) ? start : end;
}

/** The start of the bucket that begins at a moment; otherwise the start of the next bucket. */
function startFrom(moment: number, grain: Grain): number {
  const start = grain.floor(moment);
  return start === moment ? moment : grain.next(start);
}

/**
 * The range between two moments: added if `to` is later than `from`, subtracted if it is earlier, empty if they are
 * equal.
 */
export function rangesBetween(from: number, to: number): SignedRange {
  return from <= to ? { from, to, sign: 1 } : { from: to, to: from, sign: -1 };
}

function inGrain(grain: Grain, range: SignedRange): Segment[] {
  return range.from < range.to ? [{ ...range, grain }] : [];
}

function costOf(segments: readonly Segment[], cost: ReadingCost): number {
  return segments.reduce((sum, { grain, from, to }) => sum + cost.segment + filled(from, to, cost) / grain.length, 0);
}

/** The part of a range that can contain rows, in milliseconds. */
function filled(from: number, to: number, { first, last }: Pick<ReadingCost, 'first' | 'last'>): number {
  return Math.max(0, Math.min(to, last) - Math.max(from, first));
}
