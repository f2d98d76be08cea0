import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearestStart, rangesBetween, type Segment, segmentsOf } from './calendar-segments.ts';
import { FEED_GRAINS, type Grain, PARTNER_GRAINS, PRODUCT_GRAINS, QUARTER } from './grains.ts';

const at = (time: string) => Date.parse(time);
const NOW = at('2026-11-21T13:37:44Z');
const FIRST = at('2024-11-21T00:00:00Z');
const free = { first: FIRST, last: NOW, segment: 0 };

function shown(segments: Segment[]): string[] {
  const time = (moment: number) => new Date(moment).toISOString().slice(0, 16);
  return segments.map(
    ({ grain, from, to, sign }) => `${sign === 1 ? '+' : '-'} ${grain.name} ${time(from)} ${time(to)}`,
  );
}

function split(from: string, to: string, grains: readonly Grain[] = PARTNER_GRAINS, cost = free): string[] {
  return shown(segmentsOf({ from: at(from), to: at(to) }, grains, cost));
}

describe('a range', () => {
  it('of whole months of a year is split into those months', () => {
    expect(split('2025-03-01T00:00Z', '2025-06-01T00:00Z')).toEqual(['+ month 2025-03-01T00:00 2025-06-01T00:00']);
  });

  it('subtracts days from a month if fewer are missing than included', () => {
    expect(split('2025-03-05T00:00Z', '2025-04-29T00:00Z')).toEqual([
      '- day 2025-03-01T00:00 2025-03-05T00:00',
      '+ month 2025-03-01T00:00 2025-05-01T00:00',
      '- day 2025-04-29T00:00 2025-05-01T00:00',
    ]);
  });

  it('of a day in New York is a day in UTC, shifted by its hours', () => {
    expect(split('2025-03-05T05:00Z', '2025-03-06T05:00Z')).toEqual([
      '- hour 2025-03-05T00:00 2025-03-05T05:00',
      '+ day 2025-03-05T00:00 2025-03-06T00:00',
      '+ hour 2025-03-06T00:00 2025-03-06T05:00',
    ]);
  });

  it('has quarters of an hour at its edges in India', () => {
    expect(split('2025-03-04T18:30Z', '2025-03-06T18:30Z')[0]).toBe('- quarter hour 2025-03-04T18:00 2025-03-04T18:30');
  });

  it('is split into few segments if each segment is expensive', () => {
    expect(split('2025-03-05T05:00Z', '2025-03-05T08:00Z', PARTNER_GRAINS, { ...free, segment: 3 })).toHaveLength(1);
  });

  it('that ends now, or has no start, is whole years minus ranges without data', () => {
    expect(split('2024-01-05T00:00Z', '2026-11-21T13:45Z')).toEqual([
      '- quarter hour 2024-01-01T00:00 2024-01-05T00:00',
      '+ year 2024-01-01T00:00 2027-01-01T00:00',
      '- quarter hour 2026-11-21T13:45 2027-01-01T00:00',
    ]);
  });

  it('that begins with the first sale, or ends with the last, is whole years minus ranges without data', () => {
    const [from, to] = ['2024-11-21T00:00Z', '2025-03-01T00:00Z'];
    expect(split(from, to, PARTNER_GRAINS, { first: at(from), last: at(to), segment: 0 })).toEqual([
      '- quarter hour 2024-01-01T00:00 2024-11-21T00:00',
      '+ year 2024-01-01T00:00 2026-01-01T00:00',
      '- quarter hour 2025-03-01T00:00 2026-01-01T00:00',
    ]);
  });

  it('of whole years subtracts nothing, though nothing was sold at its ends', () => {
    const cost = { first: at('2024-06-01T00:00Z'), last: at('2025-06-01T00:00Z'), segment: 0 };
    expect(split('2024-01-01T00:00Z', '2026-01-01T00:00Z', PARTNER_GRAINS, cost)).toEqual([
      '+ year 2024-01-01T00:00 2026-01-01T00:00',
    ]);
  });

  it('is not split where segments cost more than buckets, or nothing is saved', () => {
    const dear = { ...free, segment: 10_000 };
    expect(split('2025-03-05T05:15Z', '2025-03-09T05:15Z', PARTNER_GRAINS, dear)).toEqual([
      '+ quarter hour 2025-03-05T05:15 2025-03-09T05:15',
    ]);
    const nothingSold = { first: FIRST, last: FIRST, segment: 0 };
    expect(split('2025-03-05T05:00Z', '2025-03-09T05:00Z', PARTNER_GRAINS, nothingSold)).toEqual([
      '+ quarter hour 2025-03-05T05:00 2026-01-01T00:00',
      '- quarter hour 2025-03-09T05:00 2026-01-01T00:00',
    ]);
  });

  it('of moments is split into days and the moments at its edges', () => {
    expect(split('2025-03-05T00:00:00.007Z', '2025-03-07T00:00:00.009Z', FEED_GRAINS)).toEqual([
      '- moment 2025-03-05T00:00 2025-03-05T00:00',
      '+ day 2025-03-05T00:00 2025-03-07T00:00',
      '+ moment 2025-03-07T00:00 2025-03-07T00:00',
    ]);
  });

  it('that is empty or reversed has no segments; nor has one without grains', () => {
    expect(split('2025-03-05T00:00Z', '2025-03-05T00:00Z')).toEqual([]);
    expect(split('2025-03-05T00:00Z', '2025-03-04T00:00Z')).toEqual([]);
    expect(split('2024-01-05T00:00Z', '2024-01-05T00:00Z')).toEqual([]);
    expect(split('2027-01-05T00:00Z', '2027-01-05T00:00Z')).toEqual([]);
    expect(split('2025-03-05T00:00Z', '2025-03-06T00:00Z', [])).toEqual([]);
  });
});

describe('the range between two moments', () => {
  it('is added forward and subtracted backward', () => {
    expect(rangesBetween(1, 2)).toEqual({ from: 1, to: 2, sign: 1 });
    expect(rangesBetween(2, 1)).toEqual({ from: 1, to: 2, sign: -1 });
    expect(rangesBetween(1, 1)).toEqual({ from: 1, to: 1, sign: 1 });
  });
});

const quarter = fc
  .integer({ min: at('2023-06-01T00:00Z') / QUARTER.length, max: at('2028-01-01T00:00Z') / QUARTER.length })
  .map((n) => n * QUARTER.length);
const cost = fc.record({ first: quarter, last: quarter, segment: fc.constantFrom(0, 3, 20) });
const grains = fc.constantFrom(PARTNER_GRAINS, PRODUCT_GRAINS, PARTNER_GRAINS.slice(0, 2));

describe('the segments of any range', () => {
  it('add up to 1 inside it and to 0 outside, for any filled range', () => {
    fc.assert(
      fc.property(quarter, quarter, grains, cost, (a, b, grains, cost) => {
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        const segments = segmentsOf({ from, to }, grains, cost);
        // The sum of the signs changes only at the beginning or end of a segment.
        const places = new Set([from, to, ...segments.flatMap((segment) => [segment.from, segment.to])]);
        for (const place of [...places].flatMap((moment) => [moment - 1, moment])) {
          const inside = segments.filter((segment) => segment.from <= place && place < segment.to);
          const sum = inside.reduce((total, { sign }) => total + sign, 0);
          expect(sum).toBe(from <= place && place < to ? 1 : 0);
        }
      }),
    );
  });

  it('are made of whole buckets', () => {
    fc.assert(
      fc.property(quarter, quarter, grains, cost, (a, b, grains, cost) => {
        for (const { grain, from, to } of segmentsOf({ from: Math.min(a, b), to: Math.max(a, b) }, grains, cost)) {
          expect([grain.floor(from), grain.floor(to)]).toEqual([from, to]);
          expect(from).toBeLessThan(to);
        }
      }),
    );
  });

  it('never begin earlier for a later bound', () => {
    const moment = fc.integer({ min: at('2024-01-01T00:00Z'), max: at('2026-01-01T00:00Z') });
    fc.assert(
      fc.property(moment, moment, cost, fc.constantFrom(...PARTNER_GRAINS), (a, b, cost, grain) => {
        const starts = [Math.min(a, b), Math.max(a, b)].map((bound) => nearestStart(bound, grain, cost));
        expect(starts[0]).toBeLessThanOrEqual(starts[1] ?? 0);
      }),
    );
  });
});
