import { type FeedActivity, formatId, idNumber, type PeriodSales } from '@commerce-integration/contract';
import { amountOf, quantitiesOf, revenueShares, unitsOf } from '@commerce-integration/contract/rules';
import type { FeatureHandlers, Seen } from '../http/mock-call.ts';
import { groupedBy } from '../store/grouped-by.ts';
import { partnerFilter } from '../store/mock-lists.ts';
import type { FeedActivityRow, JobRow, OrderRow } from '../store/mock-rows.ts';
import { type MockTables, visibleRows } from '../store/mock-tables.ts';
import { periodsOf, rangeOf } from './mock-periods.ts';

interface Range {
  from: number | null;
  to: number;
}

/** What is left of one item of an order: neither cancelled nor returned. */
interface Sale {
  partnerId: number;
  currency: string;
  order_id: string;
  product_id: string;
  soldAt: number;
  units: number;
  /** In ten-thousandths of a major unit. */
  revenue: bigint;
}

/** What was sold of one thing in one currency. */
interface Sum {
  /** Of the partner or the product. */
  id: number;
  currency: string;
  orders: number;
  units: number;
  /** In ten-thousandths of a major unit. */
  revenue: bigint;
}

export const analyticsHandlers: FeatureHandlers<'analytics'> = {
  getSalesByPartner: (call) => {
    const range = rangeOf(call.query, call.tables.now());
    const sums = sumsOf(salesIn(call, range), ({ partnerId }) => partnerId).sort(bestFirst('revenue'));
    const items = sums.map((sum) => ({ ...partnerOf(call.tables, sum.id), ...presentSum(sum) }));
    return { status: 200, body: report(range, call.query.timezone, items) };
  },

  getSalesOverTime: (call) => {
    const { timezone, granularity, currency } = call.query;
    const { starts, bounds, ...range } = periodsOf(call.query, granularity, call.tables.now());
    const sales = salesIn(call, range);
    // A currency with sales in the range, or asked for by name, has every period.
    const currencies = [...new Set([...sales.map((sale) => sale.currency), ...(currency ? [currency] : [])])].sort();
    const items = starts.flatMap((start, index): PeriodSales[] => {
      const [from = 0, to = 0] = [bounds[index], bounds[index + 1]];
      const sums = sumsOf(
        sales.filter(({ soldAt }) => soldAt >= from && soldAt < to),
        () => 0,
      );
      const period_start = new Date(start).toISOString();
      return currencies.map((one) => {
        const nothing = { id: 0, currency: one, orders: 0, units: 0, revenue: 0n };
        return { period_start, ...presentSum(sums.find((sum) => sum.currency === one) ?? nothing) };
      });
    });
    return { status: 200, body: report(range, timezone, items) };
  },

  getTopProducts: (call) => {
    const { timezone, by, limit } = call.query;
    const range = rangeOf(call.query, call.tables.now());
    const sums = sumsOf(salesIn(call, range), ({ product_id }) => idNumber(product_id)).sort(bestFirst(by));
    const best = sums.filter((sum) => sums.filter(({ currency }) => currency === sum.currency).indexOf(sum) < limit);
    const items = best.map((sum) => ({ ...productOf(call.tables, sum.id), ...presentSum(sum) }));
    return { status: 200, body: report(range, timezone, items) };
  },

  getRevenueShare: (call) => {
    const range = rangeOf(call.query, call.tables.now());
    const sums = sumsOf(salesIn(call, range), ({ partnerId }) => partnerId).sort(bestFirst('revenue'));
    const items = sums.map((sum) => {
      const ofCurrency = sums.filter(({ currency }) => currency === sum.currency);
      const shares = revenueShares(ofCurrency.map(({ revenue }) => amountOf(revenue)));
      const { currency, total_sales: total_revenue } = presentSum(sum);
      return {
        ...partnerOf(call.tables, sum.id),
        currency,
        total_revenue,
        revenue_pct: shares[ofCurrency.indexOf(sum)] ?? 0,
      };
    });
    return { status: 200, body: report(range, call.query.timezone, items) };
  },

  getFeedActivity: (call) => {
    const range = rangeOf(call.query, call.tables.now());
    const ofPartner = partnerFilter(call.tables, call.query.partner_name);
    const own = call.caller.partner?.id;
    const seen = call.tables.feedActivity.filter(
      (row) => (own === undefined || own === row.partnerId) && ofPartner(row) && isIn(range, row.at),
    );
    const partners = [...new Set(seen.map(({ partnerId }) => partnerId))].sort((a, b) => a - b);
    const items = partners.map((id) => ({
      ...partnerOf(call.tables, id),
      ...activityOf(seen.filter(({ partnerId }) => partnerId === id)),
    }));
    return { status: 200, body: report(range, call.query.timezone, items) };
  },
};

function report<T>({ from, to }: Range, timezone: string, items: T[]) {
  const begin = from === null ? null : new Date(from).toISOString();
  return { from: begin, to: new Date(to).toISOString(), timezone, count: items.length, items };
}

function isIn({ from, to }: Range, at: number): boolean {
  return at >= (from ?? Number.NEGATIVE_INFINITY) && at < to;
}

/** The sales of a range that the caller may see and asks for. */
function salesIn(
  { tables, caller, query }: Seen & { query: { partner_name?: string | undefined; currency?: string | undefined } },
  range: Range,
): Sale[] {
  const ofPartner = partnerFilter(tables, query.partner_name);
  return visibleRows(tables.orders, caller)
    .filter((row) => ofPartner(row) && (query.currency ?? row.shown.currency) === row.shown.currency)
    .filter(({ shown }) => isIn(range, Date.parse(shown.created_at)))
    .flatMap(salesOf);
}

/** What is left of an order. */
function salesOf({ partnerId, progress, shown: { order_id, currency, created_at, items } }: OrderRow): Sale[] {
  return items.flatMap(({ product_id }, place): Sale[] => {
    const item = progress.items[place];
    if (!item) return [];
    const { cancelled, returned } = quantitiesOf(progress, item);
    const units = item.quantity - cancelled - returned;
    if (units === 0) return [];
    const revenue = unitsOf(item.unitPrice) * BigInt(units);
    return [{ partnerId, currency, order_id, product_id, soldAt: Date.parse(created_at), units, revenue }];
  });
}

/** Sums by currency and by what `idOf` tells. */
function sumsOf(sales: readonly Sale[], idOf: (sale: Sale) => number): Sum[] {
  const groups = groupedBy(sales, (sale) => `${sale.currency} ${idOf(sale)}`);
  return [...groups.values()].map((group) => ({
    id: group[0] ? idOf(group[0]) : 0,
    currency: group[0]?.currency ?? '',
    orders: new Set(group.map(({ order_id }) => order_id)).size,
    units: group.reduce((sum, sale) => sum + sale.units, 0),
    revenue: group.reduce((sum, sale) => sum + sale.revenue, 0n),
  }));
}

/** By currency, the highest first; of equals the one with the lower ID. */
function bestFirst(by: 'revenue' | 'units') {
  return (a: Sum, b: Sum): number => {
    if (a.currency !== b.currency) return a.currency < b.currency ? -1 : 1;
    return a[by] === b[by] ? a.id - b.id : Number(b[by] > a[by]) - Number(b[by] < a[by]);
  };
}

function presentSum({ currency, orders, units, revenue }: Sum) {
  return { currency, order_count: orders, units_sold: units, total_sales: Number(amountOf(revenue)) };
}

function partnerOf(tables: MockTables, id: number) {
  return { partner_id: formatId('partner', id), partner_name: tables.partnerName(id) };
}

/** What the catalogue calls a product now. */
function productOf(tables: MockTables, id: number) {
  const product = tables.products.get(id);
  const { sku = '', product_name = '' } = product?.shown ?? {};
  return { product_id: formatId('product', id), sku, product_name, ...partnerOf(tables, product?.partnerId ?? 0) };
}

/** Notes a load that has ended, for the report of feeds. `validate_only` loads are none of it. */
export function noteLoad(tables: MockTables, { jobType, status, feedId, partnerId, finishedAt, result }: JobRow): void {
  const isCounted = jobType === 'validation' && (status === 'completed' || status === 'failed');
  if (!isCounted || feedId === null || tables.feeds.get(feedId)?.shown.validate_only) return;
  const loaded = result && 'duplicates' in result ? result : null;
  tables.feedActivity.push({
    partnerId,
    at: finishedAt?.getTime() ?? 0,
    done: result ? 'loaded' : 'failed',
    result: loaded,
  });
}

function activityOf(done: readonly FeedActivityRow[]): Omit<FeedActivity, 'partner_id' | 'partner_name'> {
  const times = (what: FeedActivityRow['done']) => done.filter((one) => one.done === what).map(({ at }) => at);
  const rows = (what: 'processed' | 'inserted' | 'updated' | 'skipped') =>
    done.reduce((sum, { result }) => sum + (result?.[what] ?? 0), 0);
  const [processed, skipped, successes] = [rows('processed'), rows('skipped'), times('loaded')];
  return {
    feeds: times('uploaded').length,
    loads: successes.length,
    loads_failed: times('failed').length,
    rows_processed: processed,
    rows_inserted: rows('inserted'),
    rows_updated: rows('updated'),
    rows_skipped: skipped,
    error_ratio: processed === 0 ? 0 : Math.round((skipped / processed) * 10_000) / 10_000,
    last_success_at: successes.length === 0 ? null : new Date(Math.max(...successes)).toISOString(),
  };
}
