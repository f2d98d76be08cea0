import { formatId, type ListProductsQuery, type Page, type ProductSort } from '@commerce-integration/contract';
import { cursorNumber, toPage } from '@commerce-integration/contract/rules';
import { z } from 'zod';
import { openCursor, sealCursor } from '../database/list.ts';
import type { UnitOfWork } from '../database/orm.ts';
import { type Sql, sql } from '../database/sql.ts';
import { getSalesChannel } from '../sales-channels/sales-channels.queries.ts';
import { pastPriceInForceSql, priceInForceSql } from './price-in-force-sql.ts';
import { type ProductFilters, type SortColumn, sinceSeen } from './product-filters.ts';
import { PRODUCT_JSON, productJsonWithPrice } from './product-json.ts';
import { sortedRows } from './sorted-rows.ts';

// The format of values from PostgreSQL; a forged cursor may contain any other.
const NUMBER = z.string().regex(/^\d{1,15}(?:\.\d{1,4})?$/);
const WORDS = z
  .string()
  .max(1_000)
  .regex(/^[^\0\p{Cs}]*$/u);
const TIME = z.string().max(40).refine(isTimestamp);

function isTimestamp(text: string): boolean {
  const written = text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00');
  return z.iso.datetime({ offset: true }).safeParse(written).success;
}

/** Column of each sort, the type of its values, and whether they can be null. */
const SORTS: Record<ProductSort, { column: SortColumn; value: z.ZodType<string>; nullable: boolean }> = {
  product_id: { column: 'id', value: NUMBER, nullable: false },
  created_at: { column: 'created_at', value: TIME, nullable: false },
  updated_at: { column: 'updated_at', value: TIME, nullable: false },
  price: { column: 'price', value: NUMBER, nullable: true },
  product_name: { column: 'product_name', value: WORDS, nullable: false },
  brand: { column: 'brand', value: WORDS, nullable: true },
  category: { column: 'category', value: WORDS, nullable: true },
};

type Sorting = Pick<ListProductsQuery, 'sort_by' | 'order'>;

/** A position in a sorted list: after the product `id` with the sort value `value` (null for products without one). */
interface Position {
  value: string | null;
  id: number;
}

export interface ProductPaging extends Sorting {
  limit: number;
  cursor?: string | undefined;
}

/** The prices in the list: those of the feeds, or those in force at a time, in a channel, or both. */
export type PricesShown = Pick<ListProductsQuery, 'as_of' | 'sales_channel_id'>;

/** A product as JSON, and its position in the list. */
interface ListedProduct {
  id: string;
  position: string | null;
  json: string;
}

/**
 * One page of products. Each sort reads its own index from where the last page ended, so that the ten-thousandth page
 * costs as much as the first. Products without a value come last in both directions.
 *
 * @returns a page whose items are products of the contract, each as JSON
 * @throws Problem `not_found` for the sales channel, `invalid_cursor`
 */
export async function listProducts(
  em: UnitOfWork,
  filters: ProductFilters,
  paging: ProductPaging,
  { as_of, sales_channel_id }: PricesShown = {},
): Promise<Page<string>> {
  const boundTo = { ...filters, sort_by: paging.sort_by, order: paging.order, as_of, sales_channel_id };
  const after = positionOf(paging, boundTo);
  const json = await productJson(em, { as_of, sales_channel_id });
  const rows = await sortedAfter(em, { filters: await sinceSeen(em, filters), json }, paging, after, paging.limit + 1);
  return toPage(
    rows,
    paging.limit,
    (row) => row.json,
    (row) => cursorAfter(row, paging, boundTo),
  );
}

async function productJson(em: UnitOfWork, { as_of, sales_channel_id }: PricesShown): Promise<Sql> {
  if (as_of === undefined && sales_channel_id === undefined) return PRODUCT_JSON;
  const channel = sales_channel_id === undefined ? undefined : await getSalesChannel(em, sales_channel_id);
  const now = new Date();
  const wanted = { salesChannelId: channel?.id ?? null, at: as_of === undefined ? now : new Date(as_of) };
  return productJsonWithPrice(wanted.at < now ? pastPriceInForceSql(wanted) : priceInForceSql(wanted));
}

async function sortedAfter(
  em: UnitOfWork,
  { filters, json }: { filters: ProductFilters; json: Sql },
  sorting: Sorting,
  after: Position | undefined,
  limit: number,
): Promise<ListedProduct[]> {
  const { column, nullable } = SORTS[sorting.sort_by];
  const { order } = sorting;
  const select = sortedRows<ListedProduct>(em, {
    filters,
    select: sql`id, ${sql.raw(column)}::text as position, ${json} as json`,
    sort: column,
    orderBy: column === 'id' ? `id ${order}` : `${column} ${order}, id ${order}`,
  });
  const behind = after && after.value !== null ? [beyond(sorting, after)] : [];
  if (!nullable) return select(behind, limit);
  // Two range scans of one index: rows with values in order, then, if the page has room left, rows without.
  const isFilled = sql`${sql.raw(column)} is not null`;
  const filled = after?.value === null ? [] : await select([isFilled, ...behind], limit);
  if (filled.length === limit) return filled;
  const isEmpty = sql`${sql.raw(column)} is null`;
  const among = after?.value === null ? [beyond({ sort_by: 'product_id', order }, after)] : [];
  return [...filled, ...(await select([isEmpty, ...among], limit - filled.length))];
}

/** The rows after a position: a row comparison, which an index on (value, id) answers with a range scan. */
function beyond({ sort_by, order }: Sorting, after: Position): Sql {
  const sign = order === 'asc' ? sql`>` : sql`<`;
  const { column } = SORTS[sort_by];
  if (column === 'id') return sql`id ${sign} ${after.id}`;
  return sql`(${sql.raw(column)}, id) ${sign} (${after.value}, ${after.id})`;
}

function positionOf(paging: ProductPaging, boundTo: unknown): Position | undefined {
  if (paging.cursor === undefined) return undefined;
  if (paging.sort_by === 'product_id') {
    const id = cursorNumber(paging.cursor, 'product') ?? 0;
    return { value: String(id), id };
  }
  const { value, nullable } = SORTS[paging.sort_by];
  const position = z.tuple([nullable ? value.nullable() : value, z.int().min(1)]);
  const [after, id] = openCursor(boundTo, paging.cursor, position);
  return { value: after, id };
}

function cursorAfter(last: ListedProduct, paging: ProductPaging, boundTo: unknown): string {
  if (paging.sort_by === 'product_id') return formatId('product', Number(last.id));
  return sealCursor(boundTo, [last.position, Number(last.id)]);
}
