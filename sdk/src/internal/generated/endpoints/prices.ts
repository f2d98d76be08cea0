// Made from the contract by .ci/generate.mjs: what the client needs of it when it runs, without its schemas.

import type { EndpointOf } from '../../endpoints/endpoint.ts';
import type { Page } from '../../endpoints/page.ts';
import type * as wire from '../wire-types.ts';

export const getPriceInForce: EndpointOf<{ query: wire.GetPriceFields; answer: wire.PriceInForce }> = 'GET /products/:product_id(PR)/prices?at&sales_channel_id';
export const setPriceList: EndpointOf<{ body: wire.SetPriceListFields; answer: wire.PriceInForce }> = 'PUT /products/:product_id(PR)/price-list key';
export const listPriceListHistory: EndpointOf<{ query: wire.ListPriceListHistoryFields; answer: Page<wire.PriceListChange> }> = 'GET /products/:product_id(PR)/price-list/history?sales_channel_id&limit&cursor';
