import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ListVersion,
  type PriceHistory,
  priceTimeline,
  readTimeline,
  type TimedPrice,
  timelineLacks,
} from './price-timeline.ts';

const BEGINNING = Date.parse('2026-01-01T00:00:00Z');
/** Times are whole minutes within a few hours, so that the simple computation can check each minute. */
const MINUTE = 60_000;
const at = (minute: number) => new Date(BEGINNING + minute * MINUTE);
const minute = fc.integer({ min: 0, max: 60 });
const money = fc.record({ price: fc.constantFrom(1, 2, 3), currency: fc.constantFrom('EUR', 'USD') });
const entries = fc
  .uniqueArray(fc.tuple(fc.integer({ min: -10, max: 70 }), money), { selector: ([from]) => from, maxLength: 5 })
  .map((pairs) =>
    pairs.sort(([one], [other]) => one - other).map(([from, price]) => ({ validFrom: at(from), ...price })),
  );
const versions = fc
  .array(fc.tuple(minute, entries), { maxLength: 5 })
  .map((pairs) =>
    pairs.sort(([one], [other]) => one - other).map(([set, list]) => ({ setAt: at(set), entries: list })),
  );
const feed = fc
  .tuple(fc.option(money), fc.array(fc.tuple(minute, fc.option(money)), { maxLength: 3 }))
  .map(([first, later]) => [
    { from: at(0), price: first },
    ...later.sort(([one], [other]) => one - other).map(([from, price]) => ({ from: at(from), price })),
  ]);
const anyHistory: fc.Arbitrary<PriceHistory> = fc.record({ feed, baseList: versions, channelList: versions });

/** The price in force at one time, computed exactly as the rule is worded. */
function naive({ feed, baseList, channelList }: PriceHistory, time: Date) {
  const inList = (list: readonly ListVersion[]) =>
    list
      .filter(({ setAt }) => setAt <= time)
      .at(-1)
      ?.entries.filter(({ validFrom }) => validFrom <= time)
      .at(-1);
  const [channel, base] = [inList(channelList), inList(baseList)];
  const fed = feed.filter(({ from }) => from <= time).at(-1);
  if (!fed) return null;
  const found = channel ?? base ?? fed.price;
  const source = channel ? 'channel_list' : base ? 'base_list' : 'feed';
  return found && { price: found.price, currency: found.currency, source };
}

const dayOf = (time: Date) => new Date(BEGINNING + (time.getTime() - BEGINNING) * 24 * 60);

const same = (one: ReturnType<typeof naive>, other: ReturnType<typeof naive>) =>
  one?.price === other?.price && one?.currency === other?.currency;

describe('the timeline', () => {
  it('equals the rule at every minute', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        const timeline = priceTimeline(history);
        for (let m = -12; m <= 75; m += 1) {
          expect(readTimeline(timeline, at(m)).inForce).toEqual(naive(history, at(m)));
        }
      }),
    );
  });

  it('finds the start and the end of a price, like a search minute by minute', () => {
    fc.assert(
      fc.property(anyHistory, fc.integer({ min: 0, max: 75 }), (history, m) => {
        const { inForce, since, next } = readTimeline(priceTimeline(history), at(m));
        let first = m;
        while (first > 0 && same(naive(history, at(first - 1)), inForce)) first -= 1;
        expect(since).toEqual(inForce && at(first));
        let following = m + 1;
        while (following <= 75 && same(naive(history, at(following)), inForce)) following += 1;
        const coming = following <= 75 ? naive(history, at(following)) : null;
        expect(next).toEqual(coming && { from: at(following), inForce: coming });
      }),
    );
  });

  it('finds the lowest price before a reduction, like a search minute by minute', () => {
    // The 30 days are longer than these histories: the lowest price is that of the whole time before.
    fc.assert(
      fc.property(anyHistory, fc.integer({ min: 0, max: 75 }), (history, m) => {
        const { inForce, since, lowestBefore } = readTimeline(priceTimeline(history), at(m));
        const reduced = since && Math.round((since.getTime() - BEGINNING) / MINUTE);
        const before = reduced ? naive(history, at(reduced - 1)) : null;
        if (!inForce || !before || before.currency !== inForce.currency || before.price <= inForce.price) {
          expect(lowestBefore).toBeNull();
          return;
        }
        const prices = Array.from({ length: reduced ?? 0 }, (_, n) => naive(history, at(n))).filter(
          (price) => price?.currency === inForce.currency,
        );
        expect(lowestBefore).toBe(Math.min(...prices.map((price) => price?.price ?? 0)));
      }),
    );
  });

  it('determines how much of the older history a reading does not need', () => {
    fc.assert(
      fc.property(anyHistory, fc.integer({ min: -5, max: 75 }), (history, m) => {
        // A minute represents a day, so that some of these histories are longer than 30 days.
        const days = priceTimeline(history).map((piece) => ({ ...piece, from: dayOf(piece.from) }));
        const time = dayOf(at(m));
        const whole = readTimeline(days, time);
        for (let cut = 1; cut <= days.length; cut += 1) {
          const rest = days.slice(cut);
          const lacks = timelineLacks(rest, time);
          if (lacks === 'enough') expect(readTimeline(rest, time)).toEqual(whole);
          if (!(lacks instanceof Date)) continue;
          expect(lacks < (rest[0]?.from ?? lacks)).toBe(true);
          const first = days.findLastIndex(({ from }) => from <= lacks);
          if (first >= 0) expect(timelineLacks(days.slice(first), time)).toBe('enough');
        }
      }),
    );
  });

  it('is ascending, without equal neighbours', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        const timeline = priceTimeline(history);
        for (const [index, piece] of timeline.entries()) {
          const before = timeline[index - 1];
          if (!before) continue;
          expect(piece.from.getTime()).toBeGreaterThan(before.from.getTime());
          expect(piece.inForce).not.toEqual(before.inForce);
        }
      }),
    );
  });

  it('reads its input a few times, whatever its size', () => {
    let looks = 0;
    const entry = (from: number, price: number): TimedPrice => ({
      get validFrom() {
        looks += 1;
        return at(from);
      },
      price,
      currency: 'EUR',
    });
    const looksPerVersion = (count: number) => {
      looks = 0;
      const many = Array.from({ length: count }, (_, n) => ({
        setAt: at(n),
        entries: [entry(n, n % 7), entry(n + 1, 3)],
      }));
      const fed = [{ from: at(0), price: { price: 100, currency: 'EUR' } }];
      priceTimeline({ feed: fed, baseList: many, channelList: many });
      return looks / count;
    };
    expect(looksPerVersion(4_000)).toBeLessThan(1.5 * looksPerVersion(500));
  });
});
