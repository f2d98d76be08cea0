import { formatId, type Partner } from '@commerce-integration/contract';
import { amountOf, unitsOf } from '@commerce-integration/contract/rules';
import type { MockCall } from '../mock-call.ts';
import { type MockTables, partnerByName, visibleRows } from '../mock-tables.ts';
import type { ReportPeriods } from './report-periods.ts';

/** One item of an order. */
export interface Sale {
  orderId: number;
  partnerId: number;
  productId: number;
  currency: string;
  soldAt: number;
  units: number;
  /** In ten-thousandths of a major unit. */
  revenue: bigint;
}

/** What was sold of one thing in one currency. */
export interface Sum {
  /** Of the partner or the product. */
  id: number;
  currency: string;
  orders: ReadonlySet<number>;
  units: number;
  revenue: bigint;
}

interface Asked extends Pick<MockCall, 'tables' | 'caller'> {
  query: { partner_name?: string | undefined; currency?: string | undefined };
}

/** The sales of a range that the caller may see and asks for. */
export function salesIn({ tables, caller, query }: Asked, { bounds }: ReportPeriods): Sale[] {
  const [from = 0, to = 0] = [bounds[0], bounds.at(-1)];
  const ofPartner = reportedPartner(tables, query.partner_name);
  const orders = visibleRows(tables.orders, caller).filter(
    (order) =>
      ofPartner(order.partnerId) &&
      (query.currency === undefined || order.currency === query.currency) &&
      order.createdAt.getTime() >= from &&
      order.createdAt.getTime() < to,
  );
  return orders.flatMap(({ id: orderId, partnerId, currency, createdAt, items }) =>
    items.map(({ productId, quantity: units, lineTotal }) => {
      return {
        orderId,
        partnerId,
        productId,
        currency,
        soldAt: createdAt.getTime(),
        units,
        revenue: unitsOf(lineTotal),
      };
    }),
  );
}

/** Whether a partner's rows are asked for. */
export function reportedPartner(tables: MockTables, name: string | undefined): (partnerId: number) => boolean {
  if (name === undefined) return () => true;
  const asked = partnerByName(tables, name)?.id;
  return (partnerId) => partnerId === asked;
}

/** Sums by currency and by what `idOf` tells. */
export function sumsBy(sales: readonly Sale[], idOf: (sale: Sale) => number): Sum[] {
  const groups = new Map<string, Sale[]>();
  for (const sale of sales) {
    const key = `${sale.currency} ${idOf(sale)}`;
    groups.set(key, [...(groups.get(key) ?? []), sale]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first ? [{ id: idOf(first), currency: first.currency, ...sumOf(group) }] : [];
  });
}

export function sumOf(sales: readonly Sale[]): Pick<Sum, 'orders' | 'units' | 'revenue'> {
  return {
    orders: new Set(sales.map(({ orderId }) => orderId)),
    units: sales.reduce((sum, { units }) => sum + units, 0),
    revenue: sales.reduce((sum, { revenue }) => sum + revenue, 0n),
  };
}

/** By currency, the highest first; of equals the one with the lower ID. */
export function bestFirst(by: 'revenue' | 'units') {
  return (a: Sum, b: Sum): number => {
    if (a.currency !== b.currency) return a.currency < b.currency ? -1 : 1;
    if (a[by] !== b[by]) return a[by] > b[by] ? -1 : 1;
    return a.id - b.id;
  };
}

export function presentPartner(tables: MockTables, id: number): Pick<Partner, 'partner_id' | 'partner_name'> {
  return { partner_id: formatId('partner', id), partner_name: tables.partnerName(id) };
}

/** What the catalogue calls a product now. */
export function presentProduct(tables: MockTables, id: number) {
  const product = tables.products.get(id);
  return {
    product_id: formatId('product', id),
    sku: product?.sku ?? '',
    product_name: product?.productName ?? '',
    ...presentPartner(tables, product?.partnerId ?? 0),
  };
}

/** As a JSON number. */
export function toAmount(revenue: bigint): number {
  return Number(amountOf(revenue));
}
