// Made from the contract by .ci/generate.mjs: what the client needs of it when it runs, without its schemas.

import type { EndpointOf } from '../../endpoints/endpoint.ts';
import type { Page } from '../../endpoints/page.ts';
import type * as wire from '../wire-types.ts';

export const listProducts: EndpointOf<{ query: wire.ListProductsFields; answer: Page<wire.Product> }> = 'GET /products?as_of&sales_channel_id&partner_name&sku&brand&category&availability&price_min&price_max&updated_since&q&sort_by&order&limit&cursor&feed_id';
export const exportProducts: EndpointOf<{ query: wire.ExportProductsFields }> = 'GET /products/export?partner_name&sku&brand&category&availability&price_min&price_max&updated_since&q&feed_id&format text/csv';
export const listProductsByFeed: EndpointOf<{ query: wire.ListProductsByFeedFields; answer: Page<wire.Product> }> = 'GET /products/by-feed/:feed_id(FD)?as_of&sales_channel_id&partner_name&sku&brand&category&availability&price_min&price_max&updated_since&q&sort_by&order&limit&cursor';
export const getProduct: EndpointOf<{ answer: wire.Product }> = 'GET /products/:product_id(PR)';
export const listProductHistory: EndpointOf<{ query: wire.ListProductHistoryFields; answer: Page<wire.ProductChange> }> = 'GET /products/:product_id(PR)/history?limit&cursor';
