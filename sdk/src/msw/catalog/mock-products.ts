import type * as wire from '@commerce-integration/contract';
import { formatId, formatJobId } from '@commerce-integration/contract';
import { cursorNumber, toPage } from '@commerce-integration/contract/rules';
import { z } from 'zod';
import type { FeatureHandlers, MockCall, Seen } from '../http/mock-call.ts';
import { priceInForce } from '../prices/mock-price-lists.ts';
import { getSalesChannel } from '../sales-channels/mock-sales-channels.ts';
import { compareText, listPlaces, matches, openCursor, partnerFilter, sealCursor } from '../store/mock-lists.ts';
import type { ProductChangeRow, ProductRow } from '../store/mock-rows.ts';
import { getProduct, getRow, type MockTables, visibleRows } from '../store/mock-tables.ts';
import { productsAsCsv, productsAsJsonLines } from './mock-product-export.ts';
import { searchedText, searchedWords } from './searched-text.ts';

type Paging = 'sort_by' | 'order' | 'limit' | 'cursor' | 'as_of' | 'sales_channel_id';
type Filters = Partial<Omit<wire.ListProductsQuery, Paging>>;

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
    getRow(call.tables.feeds, call.caller, feed_id, `Feed ${feed_id} not found.`);
    return { status: 200, body: listProducts(call, { ...call.query, feed_id }) };
  },

  getProduct: (call) => ({ status: 200, body: presentProduct(call.tables, getProduct(call, call.params.product_id)) }),

  listProductHistory: (call) => {
    const { product_id } = call.params;
    const { id } = getProduct(call, product_id);
    const rows = call.tables.productChanges.filter(({ productId }) => productId === id);
    const body = listPlaces(['product-history', product_id], call.query, rows, presentChange, { newestFirst: true });
    return { status: 200, body };
  },
};

function listProducts(call: MockCall, query: wire.ListProductsQuery): wire.Page<wire.Product> {
  const { limit, cursor, sort_by, order, as_of, sales_channel_id, ...filters } = query;
  const boundTo = { ...filters, sort_by, order, as_of, sales_channel_id };
  const sorted = matching(call, filters).sort(sorting(sort_by, order));
  const rest = sorted.filter(after(sort_by, order, positionOf(cursor, sort_by, boundTo)));
  const cursorAfter = (row: ProductRow) =>
    sort_by === 'product_id' ? formatId('product', row.id) : sealCursor(boundTo, [sortValue(row, sort_by), row.id]);
  return toPage(rest, limit, presenter(call, query), cursorAfter);
}

/**
 * Presents products with the feeds' prices, or the prices in force where the query asks for them. @throws Problem
 * `not_found`
 */
function presenter(
  call: MockCall,
  { as_of, sales_channel_id }: wire.ListProductsQuery,
): (row: ProductRow) => wire.Product {
  const { tables } = call;
  if (as_of === undefined && sales_channel_id === undefined) return (row) => presentProduct(tables, row);
  const channel = sales_channel_id === undefined ? null : getSalesChannel(call, sales_channel_id).id;
  const at = as_of === undefined ? undefined : Date.parse(as_of);
  return (row) => {
    const { price = null, currency = null, source = null } = priceInForce(tables, row, channel, at) ?? {};
    return { ...presentProduct(tables, row), price, currency, price_source: source };
  };
}

/** Products that match the filters, in the order of their IDs. */
function matching({ tables, caller }: Seen, filters: Filters): ProductRow[] {
  const { partner_name, q = '', price_min, price_max, updated_since, ...exact } = filters;
  const ofPartner = partnerFilter(tables, partner_name);
  const words = searchedWords(q);
  const isPriced = ({ price }: ProductRow['shown']) =>
    (price_min === undefined && price_max === undefined) ||
    (price !== null && price >= (price_min ?? 0) && price <= (price_max ?? Number.POSITIVE_INFINITY));
  return visibleRows(tables.products, caller).filter(
    (row) =>
      ofPartner(row) &&
      matches(row.shown, exact) &&
      isPriced(row.shown) &&
      (updated_since === undefined || Date.parse(row.shown.updated_at) >= Date.parse(updated_since)) &&
      words.every((word) => searchedText(row.shown).includes(word)),
  );
}

type SortValue = string | number | null;

/** A position in a sorted list: after the product `id` with the sort value `value` (null for products without one). */
interface Position {
  value: SortValue;
  id: number;
}

function sortValue({ id, shown }: ProductRow, sort: wire.ProductSort): SortValue {
  return sort === 'product_id' ? id : shown[sort];
}

/** Products without a value come last in either order. */
function sorting(sort: wire.ProductSort, order: 'asc' | 'desc') {
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

function after(sort: wire.ProductSort, order: 'asc' | 'desc', position: Position | undefined) {
  return (row: ProductRow) =>
    position === undefined || compare({ value: sortValue(row, sort), id: row.id }, position, order) > 0;
}

const SORTED_POSITION = z.tuple([z.union([z.string(), z.number(), z.null()]), z.int().min(1)]);

function positionOf(cursor: string | undefined, sort: wire.ProductSort, boundTo: unknown): Position | undefined {
  if (cursor === undefined) return undefined;
  if (sort === 'product_id') {
    const id = cursorNumber(cursor, 'product') ?? 0;
    return { value: id, id };
  }
  const [value, id] = openCursor(boundTo, cursor, SORTED_POSITION);
  return { value, id };
}

export function presentProduct(tables: MockTables, { partnerId, shown, attributes }: ProductRow): wire.Product {
  return { ...shown, partner_name: tables.partnerName(partnerId), attributes: Object.fromEntries(attributes) };
}

function presentChange({ changedAt, feedId, job, fields, ...offers }: ProductChangeRow): wire.ProductChange {
  const isOffer = fields.some(({ field }) => ['price', 'currency', 'availability'].includes(field));
  const none = { price: null, currency: null, availability: null };
  const { from, to } = isOffer ? offers : { from: none, to: none };
  return {
    changed_at: new Date(changedAt).toISOString(),
    feed_id: feedId === null ? null : formatId('feed', feedId),
    job_id: formatJobId(job.jobType, job.number),
    price_from: from.price,
    price_to: to.price,
    currency_from: from.currency,
    currency_to: to.currency,
    availability_from: from.availability,
    availability_to: to.availability,
    fields: [...fields],
  };
}
