import type { Grain } from './grains.ts';

/** A half-open range of time, in milliseconds since 1970. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** A range that is added to a sum (sign 1) or taken off it (-1). */
export interface SignedRange extends Range {
  readonly sign: 1 | -1;
}

/** A signed range of whole buckets of one grain. */
export interface Segment extends SignedRange {
  readonly grain: Grain;
}

/** What reading costs, so that the cheapest way to a sum is taken. It never changes the sum. */
export interface ReadingCost {
  /** The first and the last moment that anything happened at; buckets outside hold no rows, and cost nothing. */
  readonly first: number;
  readonly last: number;
  /** What it costs to find a segment's first bucket, measured in buckets. */
  readonly segment: number;
}

/**
 * Takes a range apart into segments: long buckets inside, shorter ones towards its edges. An edge late in a long bucket
 * is not made of all the short ones before it: the long one is added and the few short ones behind the edge are taken
 * off. The segments' signs add up to 1 at every moment of the range and to 0 at every other.
 *
 * @param range its bounds lie on buckets of the finest grain
 * @param grains finest first; each one's buckets are made of whole buckets of the one before
 */
export function segmentsOf({ from, to }: Range, grains: readonly Grain[], cost: ReadingCost): Segment[] {
  const [finest, coarsest] = [grains[0], grains.at(-1)];
  if (!finest || !coarsest || from >= to) return [];
  // Before the first sale and after the last, the longest buckets are as good as any: what they have too much is nothing,
  // which the finest buckets tell in one look.
  const begin = from <= cost.first ? coarsest.floor(from) : from;
  const end = to >= cost.last ? startFrom(to, coarsest) : to;
  return [
    ...inGrain(finest, rangesBetween(from, begin)),
    ...splitUp({ from: begin, to: end }, finest, grains.slice(1), cost),
    ...inGrain(finest, rangesBetween(end, to)),
  ];
}

/** Takes a range that is not empty apart: into buckets of one grain, or of coarser ones too where that costs less. */
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
 * Of the starts of the bucket that a moment lies in and of the next one, the one with less between it and the moment.
 * It never comes before that of an earlier moment.
 */
export function nearestStart(moment: number, grain: Grain, cost: Pick<ReadingCost, 'first' | 'last'>): number {
  const start = grain.floor(moment);
  if (start === moment) return moment;
  const end = grain.next(start);
  return filled(start, moment, cost) <= filled(moment, end, cost) ? start : end;
}

/** The start of the bucket that begins at a moment, or, where it lies in one, of the next. */
function startFrom(moment: number, grain: Grain): number {
  const start = grain.floor(moment);
  return start === moment ? moment : grain.next(start);
}

/** The way from one moment to another: forward it counts, backward it is taken off. Empty where they are the same. */
export function rangesBetween(from: number, to: number): SignedRange {
  return from <= to ? { from, to, sign: 1 } : { from: to, to: from, sign: -1 };
}

function inGrain(grain: Grain, range: SignedRange): Segment[] {
  return range.from < range.to ? [{ ...range, grain }] : [];
}

function costOf(segments: readonly Segment[], cost: ReadingCost): number {
  return segments.reduce((sum, { grain, from, to }) => sum + cost.segment + filled(from, to, cost) / grain.length, 0);
}

/** How much of a range can have rows, in milliseconds. */
function filled(from: number, to: number, { first, last }: Pick<ReadingCost, 'first' | 'last'>): number {
  return Math.max(0, Math.min(to, last) - Math.max(from, first));
}
