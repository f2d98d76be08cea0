import { describe, expect, it } from 'vitest';
import { presentPriceInForce } from './present-price.ts';
import { type PriceHistory, priceTimeline } from './price-timeline.ts';

const date = (day: number) => new Date(Date.UTC(2026, 3, day));
const entry = (day: number, price: number) => ({ validFrom: date(day), price, currency: 'EUR' });
const shown = (day: number, price: number) => ({ valid_from: date(day).toISOString(), price, currency: 'EUR' });

const history: PriceHistory = {
  feed: [{ from: date(1), price: { price: 20, currency: 'EUR' } }],
  baseList: [
    { setAt: date(1), entries: [entry(1, 98)] },
    { setAt: date(2), entries: [entry(2, 99)] },
    { setAt: date(3), entries: [entry(3, 10), entry(20, 12)] },
  ],
  channelList: [{ setAt: date(4), entries: [entry(30, 8)] }],
};
const at = (day: number, more: Partial<PriceHistory> = {}, salesChannelId: number | null = 5) => {
  const given = { ...history, ...more };
  return presentPriceInForce({ productId: 7, salesChannelId, at: date(day) }, priceTimeline(given), given);
};

describe('the price in force', () => {
  it('has its source, the previous price and the next one', () => {
    expect(at(5)).toEqual({
      product_id: 'PR00007',
      sales_channel_id: 'SC00005',
      at: '2026-04-05T00:00:00.000Z',
      price: 10,
      currency: 'EUR',
      source: 'base_list',
      since: '2026-04-03T00:00:00.000Z',
      lowest_price_30_days: 98,
      next: { valid_from: '2026-04-20T00:00:00.000Z', price: 12, currency: 'EUR', source: 'base_list' },
      channel_list: [shown(30, 8)],
      base_list: [shown(3, 10), shown(20, 12)],
    });
  });

  it('is null if there is none', () => {
    const nothing = { feed: [{ from: date(1), price: null }], baseList: [], channelList: [] };
    expect(at(5, nothing, null)).toEqual({
      product_id: 'PR00007',
      sales_channel_id: null,
      at: '2026-04-05T00:00:00.000Z',
      price: null,
      currency: null,
      source: null,
      since: null,
      lowest_price_30_days: null,
      next: null,
      channel_list: [],
      base_list: [],
    });
  });
});
