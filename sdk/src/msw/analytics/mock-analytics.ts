import type { PartnerSales, PeriodSales, ProductSales, RevenueShare } from '@commerce-integration/contract';
import { amountOf, revenueShares } from '@commerce-integration/contract/rules';
import type { FeatureHandlers } from '../mock-call.ts';
import { feedActivity } from './feed-activity.ts';
import { periodsOf, type ReportPeriods, wholeRange } from './report-periods.ts';
import {
  bestFirst,
  presentPartner,
  presentProduct,
  type Sale,
  type Sum,
  salesIn,
  sumOf,
  sumsBy,
  toAmount,
} from './sales.ts';

export const analyticsHandlers: FeatureHandlers<'analytics'> = {
  getSalesByPartner: (call) => {
    const range = wholeRange(call.query);
    const sums = sumsBy(salesIn(call, range), ({ partnerId }) => partnerId).sort(bestFirst('revenue'));
    const items = sums.map((sum): PartnerSales => ({ ...presentPartner(call.tables, sum.id), ...presentSum(sum) }));
    return { status: 200, body: report(range, call.query.timezone, items) };
  },

  getSalesOverTime: (call) => {
    const { timezone, granularity, currency } = call.query;
    const periods = periodsOf(call.query, granularity);
    const items = everyPeriod(salesIn(call, periods), periods, currency);
    return { status: 200, body: report(periods, timezone, items) };
  },

  getTopProducts: (call) => {
    const { timezone, by, limit } = call.query;
    const range = wholeRange(call.query);
    const sums = sumsBy(salesIn(call, range), ({ productId }) => productId).sort(bestFirst(by));
    const places = new Map<string, number>();
    const best = sums.filter(({ currency }) => {
      const place = (places.get(currency) ?? 0) + 1;
      places.set(currency, place);
      return place <= limit;
    });
    const items = best.map((sum): ProductSales => ({ ...presentProduct(call.tables, sum.id), ...presentSum(sum) }));
    return { status: 200, body: report(range, timezone, items) };
  },

  getRevenueShare: (call) => {
    const range = wholeRange(call.query);
    const sums = sumsBy(salesIn(call, range), ({ partnerId }) => partnerId).sort(bestFirst('revenue'));
    const items = sums.map(({ id, currency, revenue }): RevenueShare => {
      const ofCurrency = sums.filter((sum) => sum.currency === currency);
      const shares = revenueShares(ofCurrency.map((sum) => amountOf(sum.revenue)));
      const revenue_pct = shares[ofCurrency.findIndex((sum) => sum.id === id)] ?? 0;
      return { ...presentPartner(call.tables, id), currency, total_revenue: toAmount(revenue), revenue_pct };
    });
    return { status: 200, body: report(range, call.query.timezone, items) };
  },

  getFeedActivity: (call) => {
    const range = wholeRange(call.query);
    return {
      status: 200,
      body: report(range, call.query.timezone, feedActivity(call, call.query.partner_name, range)),
    };
  },
};

function report<T>({ from, to }: ReportPeriods, timezone: string, items: T[]) {
  const begin = from === null ? null : new Date(from).toISOString();
  return { from: begin, to: new Date(to).toISOString(), timezone, count: items.length, items };
}

/** A currency with sales in the range, or asked for by name, has every period. */
function everyPeriod(
  sales: readonly Sale[],
  { starts, bounds }: ReportPeriods,
  asked: string | undefined,
): PeriodSales[] {
  const currencies = [...new Set([...sales.map(({ currency }) => currency), ...(asked ? [asked] : [])])].sort();
  return starts.flatMap((start, index) => {
    const [from = 0, to = 0] = [bounds[index], bounds[index + 1]];
    const inPeriod = sales.filter(({ soldAt }) => soldAt >= from && soldAt < to);
    const period_start = new Date(start).toISOString();
    return currencies.map((currency) => {
      const sum = sumOf(inPeriod.filter((sale) => sale.currency === currency));
      return { period_start, ...presentSum({ ...sum, currency }) };
    });
  });
}

function presentSum({ currency, orders, units, revenue }: Omit<Sum, 'id'>) {
  return { currency, order_count: orders.size, units_sold: units, total_sales: toAmount(revenue) };
}
