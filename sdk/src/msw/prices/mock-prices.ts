import { formatId, type PriceInForce, Problem, type SetPriceList } from '@commerce-integration/contract';
import { presentPriceInForce, priceTimeline } from '@commerce-integration/contract/rules';
import type { FeatureHandlers, MockCall, Seen } from '../http/mock-call.ts';
import { assertActiveRow } from '../partners/mock-acting-partner.ts';
import { findSalesChannelOf, getSalesChannel } from '../sales-channels/mock-sales-channels.ts';
import { recordEvent } from '../store/mock-event-log.ts';
import { listPlaces } from '../store/mock-lists.ts';
import type { ProductRow } from '../store/mock-rows.ts';
import { getProduct, type MockTables } from '../store/mock-tables.ts';
import { pricesSeen, recordPrices } from './mock-price-events.ts';
import { priceHistory, setPriceList } from './mock-price-lists.ts';

export const priceHandlers: FeatureHandlers<'prices'> = {
  getPriceInForce: (call) => {
    const { at, sales_channel_id } = call.query;
    const product = getProduct(call, call.params.product_id);
    const channel = channelAsked(call, sales_channel_id) ?? null;
    const body = showPrice(call.tables, product, channel, at === undefined ? undefined : Date.parse(at));
    return { status: 200, body };
  },

  setPriceList: (call) =>
    call.once(() => ({ status: 200, body: changePriceList(call, call.params.product_id, call.body) })),

  listPriceListHistory: (call) => {
    const { sales_channel_id } = call.query;
    const { id } = getProduct(call, call.params.product_id);
    const channel = channelAsked(call, sales_channel_id);
    const boundTo = ['price-list-history', call.params.product_id, sales_channel_id ?? null];
    const rows = call.tables.priceLists.filter(
      (row) => row.productId === id && (channel === undefined || row.salesChannelId === channel),
    );
    const body = listPlaces(
      boundTo,
      call.query,
      rows,
      ({ setAt, salesChannelId, entries }) => ({
        set_at: new Date(setAt).toISOString(),
        sales_channel_id: salesChannelId === null ? null : formatId('salesChannel', salesChannelId),
        price_list: entries,
      }),
      { newestFirst: true },
    );
    return { status: 200, body };
  },
};

function channelAsked(seen: Seen, id: string | undefined): number | undefined {
  return id === undefined ? undefined : getSalesChannel(seen, id).id;
}

function changePriceList(call: MockCall, productId: string, input: SetPriceList): PriceInForce {
  const { tables } = call;
  const product = getProduct(call, productId);
  const partner = tables.partners.get(product.partnerId);
  if (!partner) throw new Error(`Product ${productId} has no partner`);
  assertActiveRow(partner);
  const { id: salesChannelId, problem } = findSalesChannelOf(call, partner, input.sales_channel_id);
  if (problem) throw new Problem(problem.code, problem.message, { errors: [problem] });
  const seen = pricesSeen(tables);
  setPriceList(tables, { productId: product.id, salesChannelId, list: input.price_list }, tables.timeOfChange());
  if (tables.priceLists.length > seen.lists) {
    const data = { product_id: product.shown.product_id, sales_channel_id: input.sales_channel_id ?? null };
    recordEvent(tables, { type: 'price_list.changed', partnerId: partner.id, data });
  }
  recordPrices(tables, seen, partner.id);
  return showPrice(tables, product, salesChannelId);
}

function showPrice(
  tables: MockTables,
  product: ProductRow,
  salesChannelId: number | null,
  at = tables.now(),
): PriceInForce {
  const history = priceHistory(tables, product, salesChannelId, at);
  const asked = { productId: product.id, salesChannelId, at: new Date(at) };
  return presentPriceInForce(asked, priceTimeline(history), history);
}
