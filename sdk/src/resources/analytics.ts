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
 * Reports on sales and feeds, from `from` (inclusive) to `to` (exclusive); `timezone` determines when days begin.
 * Amounts in different currencies are never added: every row has one currency.
 *
 * Each method throws BadRequestError for an invalid range, time zone or other parameter.
 */
export class Analytics extends Resource {
  /** Gets sales by partner and currency. */
  salesByPartner(fields?: SalesByPartnerFields, options?: RequestOptions): ApiPromise<SalesByPartnerReport> {
    return this.endpoints.call(endpoints.getSalesByPartner, { query: fields, options });
  }

  /** Gets sales by period and currency, including periods without sales. @throws BadRequestError `range_too_long` */
  salesOverTime(fields?: SalesOverTimeFields, options?: RequestOptions): ApiPromise<SalesOverTimeReport> {
    return this.endpoints.call(endpoints.getSalesOverTime, { query: fields, options });
  }

  /** Gets the best-selling products, up to `limit` per currency. */
  topProducts(fields?: TopProductsFields, options?: RequestOptions): ApiPromise<TopProductsReport> {
    return this.endpoints.call(endpoints.getTopProducts, { query: fields, options });
  }

  /** Gets the revenue share of each partner, in percent of all revenue in the currency. */
  revenueShare(fields?: RevenueShareFields, options?: RequestOptions): ApiPromise<RevenueShareReport> {
    return this.endpoints.call(endpoints.getRevenueShare, { query: fields, options });
  }

  /** Gets feeds, loads and rows by partner. */
  feeds(fields?: FeedActivityFields, options?: RequestOptions): ApiPromise<FeedActivityReport> {
    return this.endpoints.call(endpoints.getFeedActivity, { query: fields, options });
  }
}
