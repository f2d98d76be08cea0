import { describe, expect, it } from 'vitest';
import { type ListVersion, type PriceHistory, priceTimeline, readTimeline, type TimedPrice } from './price-timeline.ts';

const DAY = 24 * 60 * 60 * 1_000;
const BEGINNING = Date.parse('2026-01-01T00:00:00Z');
const day = (count: number) => new Date(BEGINNING + count * DAY);
const eur = (price: number) => ({ price, currency: 'EUR' });
const entry = (from: number, price: number): TimedPrice => ({ validFrom: day(from), ...eur(price) });
const list = (setOn: number, ...entries: TimedPrice[]): ListVersion => ({ setAt: day(setOn), entries });
/** A product created on day 0 with a price of 100 from its feed. */
const history = (more: Partial<PriceHistory> = {}): PriceHistory => ({
  feed: [{ from: day(0), price: eur(100) }],
  baseList: [],
  channelList: [],
  ...more,
});
const read = (of: PriceHistory, at: number) => readTimeline(priceTimeline(of), day(at));
const priceAt = (of: PriceHistory, at: number) => {
  const { inForce } = read(of, at);
  return inForce && `${inForce.price} ${inForce.source}`;
};

describe('the price in force', () => {
  it("is the feed's if there is no list, and none before the product was created", () => {
    expect(priceAt(history(), -1)).toBeNull();
    expect(priceAt(history(), 0)).toBe('100 feed');
    expect(priceAt(history({ feed: [{ from: day(0), price: null }] }), 5)).toBeNull();
  });

  it('is none for a missing product, and begins with the creation of an existing one', () => {
    expect(priceTimeline(history({ feed: [], baseList: [list(1, entry(1, 90))] }))).toEqual([]);
    const unpriced = history({ feed: [{ from: day(0), price: null }], baseList: [list(1, entry(2, 90))] });
    expect(priceTimeline(unpriced)).toEqual([
      { from: day(0), inForce: null },
      { from: day(2), inForce: { ...eur(90), source: 'base_list' } },
    ]);
  });

  it("is the base list's from its first entry, and the channel's before that", () => {
    const both = history({ baseList: [list(1, entry(5, 90))], channelList: [list(2, entry(7, 80), entry(9, 70))] });
    expect([4, 5, 7, 8, 9, 400].map((at) => priceAt(both, at))).toEqual([
      '100 feed',
      '90 base_list',
      '80 channel_list',
      '80 channel_list',
      '70 channel_list',
      '70 channel_list',
    ]);
  });

  it('uses a list from the time it was set, however long its entries had been valid', () => {
    const late = history({ baseList: [list(10, entry(-50, 10), entry(3, 90))] });
    expect([9, 10].map((at) => priceAt(late, at))).toEqual(['100 feed', '90 base_list']);
  });

  it('replaces a list completely: entries missing in the next one are removed', () => {
    const replaced = history({ baseList: [list(1, entry(2, 90), entry(20, 50)), list(10, entry(30, 40))] });
    expect([2, 9, 10, 20, 30].map((at) => priceAt(replaced, at))).toEqual([
      '90 base_list',
      '90 base_list',
      '100 feed',
      '100 feed',
      '40 base_list',
    ]);
  });

  it('falls back to the base list immediately when the channel list is removed', () => {
    const removed = history({ baseList: [list(1, entry(1, 90))], channelList: [list(2, entry(2, 80)), list(6)] });
    expect([5, 6].map((at) => priceAt(removed, at))).toEqual(['80 channel_list', '90 base_list']);
  });

  it('uses the last of several lists with the same time', () => {
    const twice = history({ baseList: [list(1, entry(0, 90)), list(1, entry(0, 80))] });
    expect(priceAt(twice, 1)).toBe('80 base_list');
    expect(read(twice, 1).lowestBefore).toBe(100);
  });

  it('starts when the price last changed, whatever its source', () => {
    const same = history({ baseList: [list(3, entry(3, 100))], channelList: [list(5, entry(5, 100), entry(8, 120))] });
    expect(read(same, 6)).toMatchObject({ inForce: { price: 100, source: 'channel_list' }, since: day(0) });
    expect(read(same, 9)).toMatchObject({ inForce: { price: 120 }, since: day(8), next: null });
  });

  it('has as next price the next different one in the lists, not the next entry', () => {
    const announced = history({ baseList: [list(1, entry(5, 100), entry(7, 100), entry(9, 60))] });
    expect(read(announced, 2).next).toEqual({ from: day(9), inForce: { ...eur(60), source: 'base_list' } });
    expect(read(announced, 9).next).toBeNull();
  });
});

describe('the lowest price of the 30 days before', () => {
  const lowest = (of: PriceHistory, at: number) => read(of, at).lowestBefore;

  it('is the previous price, if that did not change in the time', () => {
    const reduced = history({ baseList: [list(1, entry(40, 80))] });
    expect(lowest(reduced, 39)).toBeNull();
    expect(lowest(reduced, 40)).toBe(100);
    expect(lowest(reduced, 400)).toBe(100);
  });

  it('is not a price that was raised shortly before the reduction', () => {
    const raised = history({ baseList: [list(1, entry(50, 150), entry(60, 90))] });
    expect(lowest(raised, 55)).toBeNull();
    expect(lowest(raised, 60)).toBe(100);
  });

  it('looks back exactly 30 days', () => {
    const sale = (ends: number) => history({ baseList: [list(1, entry(10, 50), entry(ends, 100), entry(60, 90))] });
    expect(lowest(sale(30), 60)).toBe(100);
    expect(lowest(sale(31), 60)).toBe(50);
  });

  it('treats each step of a progressive reduction separately', () => {
    const steps = history({ baseList: [list(1, entry(40, 80), entry(50, 60))] });
    expect(lowest(steps, 45)).toBe(100);
    expect(lowest(steps, 55)).toBe(80);
  });

  it('uses the whole history of a younger product', () => {
    const young = history({
      feed: [
        { from: day(0), price: eur(70) },
        { from: day(2), price: eur(100) },
      ],
      baseList: [list(3, entry(3, 90))],
    });
    expect(lowest(young, 3)).toBe(70);
  });

  it('is none for the first price, a raised one, and one in another currency', () => {
    const dollars = { validFrom: day(40), price: 10, currency: 'USD' };
    expect(lowest(history(), 5)).toBeNull();
    expect(lowest(history({ baseList: [list(1, entry(5, 110))] }), 5)).toBeNull();
    expect(lowest(history({ baseList: [list(1, dollars)] }), 45)).toBeNull();
    // Back in euros, the dollar prices in between do not count, and the earlier euro prices still do.
    expect(lowest(history({ baseList: [list(1, dollars), list(42, entry(0, 90))] }), 45)).toBeNull();
    const between = history({ baseList: [list(1, entry(30, 95), dollars, entry(45, 99), entry(50, 97))] });
    expect(lowest(between, 50)).toBe(95);
  });

  it('of a reduction in a channel uses the prices in force there', () => {
    const channel = history({
      baseList: [list(1, entry(10, 60))],
      channelList: [list(1, entry(5, 90), entry(20, 80))],
    });
    expect(lowest(channel, 20)).toBe(90);
  });
});
