import {
  formatId,
  formatJobId,
  idNumber,
  LIMITS,
  type ListProductsQuery,
  type Page,
  type Product,
  type ProductChange,
  type ProductSort,
} from '@commerce-integration/contract';
import { CURSOR_POSITIONS, cursorNumber, toPage } from '@commerce-integration/contract/rules';
import { z } from 'zod';
import { compareText, openCursor, sealCursor } from '../http/mock-lists.ts';
import type { FeatureHandlers, MockCall } from '../mock-call.ts';
import type { ProductChangeRow, ProductRow } from '../mock-rows.ts';
import { type MockTables, notFound, visibleRow, visibleRows } from '../mock-tables.ts';
import { partnerFilter } from '../partners/mock-partner-rows.ts';
import { priceInForce } from '../prices/mock-price-in-force.ts';
import { getSalesChannel } from '../sales-channels/mock-find-sales-channels.ts';
import { productsAsCsv, productsAsJsonLines } from './mock-product-export.ts';

type Paging = 'sort_by' | 'order' | 'limit' | 'cursor' | 'as_of' | 'sales_channel_id';
type Filters = Partial<Omit<ListProductsQuery, Paging>>;

export const productHandlers: FeatureHandlers<'products'> = {
  listProducts: (call) => ({ status: 200, body: listProducts(call, call.query) }),

  exportProducts: (call) => {
    const { format, ...filters } = call.query;
    const rows = matching(call, filters);
    if (format === 'csv') return { status: 200, body: productsAsCsv(rows), contentType: 'text/csv; charset=utf-8' };
    const body = productsAsJsonLines(rows.map((row) => presentProduct(call.tables, row)));
    return { status: 200, body, contentType: 'application/x-ndjson' };
  },

  listProductsByFeed: (call) => {
    const { feed_id } = call.params;
    if (!visibleRow(call.tables.feeds, call.caller, idNumber(feed_id))) throw notFound('Feed', feed_id);
    return { status: 200, body: listProducts(call, { ...call.query, feed_id }) };
  },

  getProduct: (call) => ({ status: 200, body: presentProduct(call.tables, getProduct(call, call.params.product_id)) }),

  listProductHistory: (call) => {
    const { limit, cursor } = call.query;
    const product = getProduct(call, call.params.product_id);
    const query = ['product-history', call.params.product_id];
    const [before] =
      cursor === undefined ? [Number.POSITIVE_INFINITY] : openCursor(query, cursor, CURSOR_POSITIONS.row);
    const rows = call.tables.productChanges.filter((row) => row.productId === product.id && row.id < before).reverse();
    return { status: 200, body: toPage(rows, limit, presentChange, (row) => sealCursor(query, [row.id])) };
  },
};

/** @throws Problem `not_found` */
export function getProduct({ tables, caller }: Pick<MockCall, 'tables' | 'caller'>, productId: string): ProductRow {
  const product = visibleRow(tables.products, caller, idNumber(productId));
  if (!product) throw notFound('Product', productId);
  return product;
}

function listProducts(call: MockCall, query: ListProductsQuery): Page<Product> {
  const { limit, cursor, sort_by, order, as_of, sales_channel_id, ...filters } = query;
  const boundTo = { ...filters, sort_by, order, as_of, sales_channel_id };
  const sorted = matching(call, filters).sort(sorting(sort_by, order));
  const rest = sorted.filter(after(sort_by, order, positionOf(cursor, sort_by, boundTo)));
  const cursorAfter = (row: ProductRow) =>
    sort_by === 'product_id' ? formatId('product', row.id) : sealCursor(boundTo, [sortValue(row, sort_by), row.id]);
  return toPage(rest, limit, presenter(call, query), cursorAfter);
}

/** Shows the feeds' prices, or those in force where the query asks for them. @throws Problem `not_found` */
function presenter(call: MockCall, { as_of, sales_channel_id }: ListProductsQuery): (row: ProductRow) => Product {
  const { tables } = call;
  if (as_of === undefined && sales_channel_id === undefined) return (row) => presentProduct(tables, row);
  const channel = sales_channel_id === undefined ? null : getSalesChannel(call, sales_channel_id).id;
  const at = as_of === undefined ? undefined : Date.parse(as_of);
  return (row) => {
    const inForce = priceInForce(tables, row, channel, at);
    const priced = { ...row, price: inForce?.price ?? null, currency: inForce?.currency ?? null };
    return { ...presentProduct(tables, priced), price_source: inForce?.source ?? null };
  };
}

/** Products that the filters let through, in the order of their IDs. */
function matching({ tables, caller }: Pick<MockCall, 'tables' | 'caller'>, filters: Filters): ProductRow[] {
  const ofPartner = partnerFilter(tables, filters.partner_name);
  const words = (filters.q ?? '').split(/\s+/).filter(Boolean).slice(0, LIMITS.searchWords);
  const is = <T>(wanted: T | undefined, value: T | null) => wanted === undefined || value === wanted;
  return visibleRows(tables.products, caller).filter(
    (row) =>
      ofPartner(row) &&
      is(filters.feed_id && idNumber(filters.feed_id), row.feedId) &&
      is(filters.sku, row.sku) &&
      is(filters.brand, row.brand) &&
      is(filters.category, row.category) &&
      is(filters.availability, row.availability) &&
      isPriced(row, filters) &&
      (filters.updated_since === undefined || row.updatedAt.getTime() >= Date.parse(filters.updated_since)) &&
      words.every((word) => searched(row).includes(word.toLowerCase())),
  );
}

function isPriced({ price }: ProductRow, { price_min: min, price_max: max }: Filters): boolean {
  if (min === undefined && max === undefined) return true;
  return price !== null && Number(price) >= (min ?? 0) && Number(price) <= (max ?? Number.POSITIVE_INFINITY);
}

function searched({ productName, brand, sku }: ProductRow): string {
  return `${productName} ${brand ?? ''} ${sku}`.toLowerCase();
}

type SortValue = string | number | null;

/** A place in a sorted list: after the product `id`, whose sort value was `value` (null: among the empty ones). */
interface Position {
  value: SortValue;
  id: number;
}

function sortValue(row: ProductRow, sort: ProductSort): SortValue {
  if (sort === 'product_id') return row.id;
  if (sort === 'price') return row.price === null ? null : Number(row.price);
  if (sort === 'created_at') return row.createdAt.getTime();
  if (sort === 'updated_at') return row.updatedAt.getTime();
  return sort === 'product_name' ? row.productName : row[sort];
}

/** Products without a value come last in either order. */
function sorting(sort: ProductSort, order: 'asc' | 'desc') {
  return (a: ProductRow, b: ProductRow) =>
    compare({ value: sortValue(a, sort), id: a.id }, { value: sortValue(b, sort), id: b.id }, order);
}

function compare(a: Position, b: Position, order: 'asc' | 'desc'): number {
  if ((a.value === null) !== (b.value === null)) return a.value === null ? 1 : -1;
  const sign = order === 'asc' ? 1 : -1;
  return sign * (compareValues(a.value, b.value) || a.id - b.id);
}

function compareValues(a: SortValue, b: SortValue): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return compareText(String(a ?? ''), String(b ?? ''));
}

function after(sort: ProductSort, order: 'asc' | 'desc', position: Position | undefined) {
  return (row: ProductRow) =>
    position === undefined || compare({ value: sortValue(row, sort), id: row.id }, position, order) > 0;
}

const SORTED_POSITION = z.tuple([z.union([z.string(), z.number(), z.null()]), z.int().min(1)]);

function positionOf(cursor: string | undefined, sort: ProductSort, boundTo: unknown): Position | undefined {
  if (cursor === undefined) return undefined;
  if (sort === 'product_id') {
    const id = cursorNumber(cursor, 'PR') ?? 0;
    return { value: id, id };
  }
  const [value, id] = openCursor(boundTo, cursor, SORTED_POSITION);
  return { value, id };
}

export function presentProduct(tables: MockTables, row: ProductRow): Product {
  return {
    product_id: formatId('product', row.id),
    feed_id: row.feedId === null ? null : formatId('feed', row.feedId),
    partner_id: formatId('partner', row.partnerId),
    partner_name: tables.partnerName(row.partnerId),
    sku: row.sku,
    product_name: row.productName,
    description: row.description,
    brand: row.brand,
    category: row.category,
    price: amount(row.price),
    currency: row.currency,
    availability: row.availability,
    attributes: Object.fromEntries(row.attributes),
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  };
}

function presentChange({ changedAt, feedId, jobType, jobNumber, from, to }: ProductChangeRow): ProductChange {
  return {
    changed_at: changedAt.toISOString(),
    feed_id: feedId === null ? null : formatId('feed', feedId),
    job_id: formatJobId(jobType, jobNumber),
    price_from: amount(from.price),
    price_to: amount(to.price),
    currency_from: from.currency,
    currency_to: to.currency,
    availability_from: from.availability,
    availability_to: to.availability,
  };
}

function amount(price: string | null): number | null {
  return price === null ? null : Number(price);
}
