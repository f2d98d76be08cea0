import {
  formatId,
  type PriceInForce,
  type PriceListChange,
  Problem,
  type SetPriceList,
} from '@commerce-integration/contract';
import { CURSOR_POSITIONS, toPage } from '@commerce-integration/contract/rules';
import { getProduct } from '../catalog/mock-products.ts';
import { openCursor, sealCursor } from '../http/mock-lists.ts';
import type { FeatureHandlers, MockCall } from '../mock-call.ts';
import type { PriceListRow, ProductRow } from '../mock-rows.ts';
import { assertActive, type MockTables } from '../mock-tables.ts';
import { findSalesChannelOf, getSalesChannel } from '../sales-channels/mock-find-sales-channels.ts';
import { lowestBeforeReduction, presentEntries, priceTimeline, shownList } from './mock-price-in-force.ts';
import { setPriceList, timeToRead, timeToSet } from './mock-price-lists.ts';

export const priceHandlers: FeatureHandlers<'prices'> = {
  getPriceInForce: (call) => {
    const { at, sales_channel_id } = call.query;
    const product = getProduct(call, call.params.product_id);
    const channel = sales_channel_id === undefined ? null : getSalesChannel(call, sales_channel_id).id;
    return {
      status: 200,
      body: showPrice(call.tables, product, channel, at === undefined ? undefined : Date.parse(at)),
    };
  },

  setPriceList: (call) =>
    call.once(() => ({ status: 200, body: changePriceList(call, call.params.product_id, call.body) })),

  listPriceListHistory: (call) => {
    const { sales_channel_id, limit, cursor } = call.query;
    const product = getProduct(call, call.params.product_id);
    const channel = sales_channel_id === undefined ? undefined : getSalesChannel(call, sales_channel_id).id;
    const boundTo = ['price-list-history', call.params.product_id, sales_channel_id ?? null];
    const [before] =
      cursor === undefined ? [Number.POSITIVE_INFINITY] : openCursor(boundTo, cursor, CURSOR_POSITIONS.row);
    const rows = call.tables.priceLists.filter(
      (row) =>
        row.productId === product.id && row.id < before && (channel === undefined || row.salesChannelId === channel),
    );
    const cursorOf = (row: PriceListRow) => sealCursor(boundTo, [row.id]);
    return { status: 200, body: toPage(rows.reverse(), limit, presentVersion, cursorOf) };
  },
};

function changePriceList(call: MockCall, productId: string, input: SetPriceList): PriceInForce {
  const { tables } = call;
  const product = getProduct(call, productId);
  const partner = tables.partners.get(product.partnerId);
  if (!partner) throw new Error(`Product ${productId} has no partner`);
  assertActive(partner);
  const found =
    input.sales_channel_id === undefined ? { id: null } : findSalesChannelOf(call, partner, input.sales_channel_id);
  if ('problem' in found) throw new Problem(found.problem.code, found.problem.message, { errors: [found.problem] });
  const change = {
    partnerId: partner.id,
    productId: product.id,
    salesChannelId: found.id,
    list: input.price_list,
  };
  setPriceList(tables, change, timeToSet(tables, partner.id));
  return showPrice(tables, product, found.id);
}

/** The price in force at a time, why it is that, and what comes before and after. */
function showPrice(
  tables: MockTables,
  product: ProductRow,
  salesChannelId: number | null,
  at = timeToRead(tables, product.id),
): PriceInForce {
  const { pieces, place, inForce } = priceTimeline(tables, product, salesChannelId, at);
  const [since, next] = [pieces[place], pieces[place + 1]];
  const coming = next?.inForce;
  return {
    product_id: formatId('product', product.id),
    sales_channel_id: salesChannelId === null ? null : formatId('salesChannel', salesChannelId),
    at: new Date(at).toISOString(),
    price: inForce && Number(inForce.price),
    currency: inForce?.currency ?? null,
    source: inForce?.source ?? null,
    since: inForce && since ? new Date(since.from).toISOString() : null,
    lowest_price_30_days: lowestBeforeReduction(pieces, place),
    next:
      next && coming
        ? {
            valid_from: new Date(next.from).toISOString(),
            price: Number(coming.price),
            currency: coming.currency,
            source: coming.source,
          }
        : null,
    channel_list: salesChannelId === null ? [] : shownList(tables, product.id, salesChannelId, at),
    base_list: shownList(tables, product.id, null, at),
  };
}

function presentVersion({ setAt, salesChannelId, entries }: PriceListRow): PriceListChange {
  return {
    set_at: new Date(setAt).toISOString(),
    sales_channel_id: salesChannelId === null ? null : formatId('salesChannel', salesChannelId),
    price_list: presentEntries(entries),
  };
}
