// Made from the contract by .ci/generate.mjs: what the client needs of it when it runs, without its schemas.

import type { EndpointOf } from '../../endpoints/endpoint.ts';
import type * as wire from '../wire-types.ts';

export const getSalesByPartner: EndpointOf<{ query: wire.SalesByPartnerFields; answer: wire.SalesByPartnerReport }> = 'GET /analytics/sales-by-partner?from&to&timezone&partner_name&currency';
export const getSalesOverTime: EndpointOf<{ query: wire.SalesOverTimeFields; answer: wire.SalesOverTimeReport }> = 'GET /analytics/sales-over-time?from&to&timezone&partner_name&currency&granularity';
export const getTopProducts: EndpointOf<{ query: wire.TopProductsFields; answer: wire.TopProductsReport }> = 'GET /analytics/top-products?from&to&timezone&partner_name&currency&by&limit';
export const getRevenueShare: EndpointOf<{ query: wire.RevenueShareFields; answer: wire.RevenueShareReport }> = 'GET /analytics/revenue-share?from&to&timezone&partner_name&currency';
export const getFeedActivity: EndpointOf<{ query: wire.FeedActivityFields; answer: wire.FeedActivityReport }> = 'GET /analytics/feeds?from&to&timezone&partner_name';
