import { formatId } from '../shared/ids.ts';
import type { PriceHistory } from './price-timeline.ts';
import { readTimeline, type TimedPrice, type TimelinePiece } from './price-timeline.ts';
import type { PriceInForce } from './prices.ts';

export interface PriceAsked {
  productId: number;
  /** Null where no channel was asked for. */
  salesChannelId: number | null;
  at: Date;
}

/** The price in force at a time, the reason for it, and the prices before and after. */
export function presentPriceInForce(
  { productId, salesChannelId, at }: PriceAsked,
  timeline: readonly TimelinePiece[],
  { baseList, channelList }: Pick<PriceHistory, 'baseList' | 'channelList'>,
): PriceInForce {
  const { inForce, since, lowestBefore, next } = readTimeline(timeline, at);
  return {
    product_id: formatId('product', productId),
    sales_channel_id: salesChannelId === null ? null : formatId('salesChannel', salesChannelId),
    at: at.toISOString(),
    price: inForce?.price ?? null,
    currency: inForce?.currency ?? null,
    source: inForce?.source ?? null,
    since: since?.toISOString() ?? null,
    lowest_price_30_days: lowestBefore,
    next: next && {
      valid_from: next.from.toISOString(),
      price: next.inForce.price,
      currency: next.inForce.currency,
      source: next.inForce.source,
    },
    channel_list: presentList(channelList.at(-1)?.entries),
    base_list: presentList(baseList.at(-1)?.entries),
  };
}

function presentList(entries: readonly TimedPrice[] = []) {
  return entries.map(({ validFrom, price, currency }) => ({ valid_from: validFrom.toISOString(), price, currency }));
}
