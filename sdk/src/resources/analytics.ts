import * as endpoints from '../internal/generated/endpoints.ts';
import type { ApiPromise } from '../internal/transport/api-promise.ts';
import type { RequestOptions } from '../internal/transport/request-options.ts';
import type {
  FeedActivityFields,
  FeedActivityReport,
  RevenueShareFields,
  RevenueShareReport,
  SalesByPartnerFields,
  SalesByPartnerReport,
  SalesOverTimeFields,
  SalesOverTimeReport,
  TopProductsFields,
  TopProductsReport,
} from '../internal/types/wire-types.ts';
import { Resource } from './resource.ts';

/**
 * Reports of sales and feeds, from `from` (inclusive) to `to` (exclusive); `timezone` determines when days begin.
 * Amounts of two currencies are never added: every row has one currency.
 *
 * Each method throws BadRequestError for an invalid range, time zone or other parameter.
 */
export class Analytics extends Resource {
  /** Sales of each partner, by currency. */
  salesByPartner(fields?: SalesByPartnerFields, options?: RequestOptions): ApiPromise<SalesByPartnerReport> {
    return this.endpoints.call(endpoints.getSalesByPartner, { query: fields, options });
  }

  /** Sales of each period, by currency, including periods without sales. @throws BadRequestError `range_too_long` */
  salesOverTime(fields?: SalesOverTimeFields, options?: RequestOptions): ApiPromise<SalesOverTimeReport> {
    return this.endpoints.call(endpoints.getSalesOverTime, { query: fields, options });
  }

  /** The best-selling products, up to `limit` of each currency. */
  topProducts(fields?: TopProductsFields, options?: RequestOptions): ApiPromise<TopProductsReport> {
    return this.endpoints.call(endpoints.getTopProducts, { query: fields, options });
  }

  /** Each partner's share of the revenue, in percent of all revenue in the currency. */
  revenueShare(fields?: RevenueShareFields, options?: RequestOptions): ApiPromise<RevenueShareReport> {
    return this.endpoints.call(endpoints.getRevenueShare, { query: fields, options });
  }

  /** Feeds, loads and rows of each partner. */
  feeds(fields?: FeedActivityFields, options?: RequestOptions): ApiPromise<FeedActivityReport> {
    return this.endpoints.call(endpoints.getFeedActivity, { query: fields, options });
  }
}
