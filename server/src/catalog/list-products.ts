import {
  formatId,
  type ListProductsQuery,
  type Page,
  type Product as ProductShape,
  type ProductSort,
} from '@commerce-integration/contract';
import { type ObjectQuery, raw } from '@mikro-orm/postgresql';
import { cursorNumber, openCursor, sealCursor, wrongCursor } from '../database/list.ts';
import type { UnitOfWork } from '../database/orm.ts';
import { Product } from './product.entity.ts';
import { allOf, type ProductFilters } from './product-filters.ts';
import { presentProducts } from './products.presenter.ts';

/** Column of each sort, and whether it can be empty. */
const SORTS = {
  product_id: { property: 'id', column: 'id', nullable: false },
  created_at: { property: 'createdAt', column: 'created_at', nullable: false },
  updated_at: { property: 'updatedAt', column: 'updated_at', nullable: false },
  price: { property: 'price', column: 'price', nullable: true },
  product_name: { property: 'productName', column: 'product_name', nullable: false },
  brand: { property: 'brand', column: 'brand', nullable: true },
  category: { property: 'category', column: 'category', nullable: true },
} as const satisfies Record<ProductSort, { property: keyof Product; column: string; nullable: boolean }>;

type Sorting = Pick<ListProductsQuery, 'sort_by' | 'order'>;

/** A place in a sorted list: after the product `id`, whose sort value was `value` (null: among the empty ones). */
interface Position {
  value: string | null;
  id: number;
}

export interface ProductPaging extends Sorting {
  limit: number;
  cursor?: string | undefined;
}

/**
 * One page of products. Each sort walks its own index from where the last page ended, so that the ten-thousandth page
 * costs what the first does. Products without a value come last in either order.
 */
export async function listProducts(
  em: UnitOfWork,
  filters: ProductFilters,
  paging: ProductPaging,
): Promise<Page<ProductShape>> {
  const boundTo = { ...filters, sort_by: paging.sort_by, order: paging.order };
  const after = positionOf(paging, boundTo);
  const rows = await sortedAfter(em, filters, paging, after, paging.limit + 1);
  const shown = rows.slice(0, paging.limit);
  const last = shown.at(-1);
  const page: Page<ProductShape> = { count: shown.length, items: await presentProducts(em, shown) };
  if (last && rows.length > paging.limit) page.next_cursor = cursorAfter(last, paging, boundTo);
  return page;
}

/** The next products in ID order, for reading through all of them. */
export function productsAfter(em: UnitOfWork, filters: ProductFilters, id: number, limit: number): Promise<Product[]> {
  return sortedAfter(em, filters, { sort_by: 'product_id', order: 'asc' }, { value: String(id), id }, limit);
}

async function sortedAfter(
  em: UnitOfWork,
  filters: ProductFilters,
  sorting: Sorting,
  after: Position | undefined,
  limit: number,
): Promise<Product[]> {
  const { property, nullable } = SORTS[sorting.sort_by];
  const select = (where: ObjectQuery<Product>[], count: number) =>
    em.find(Product, allOf(filters, where), {
      orderBy: property === 'id' ? { id: sorting.order } : [{ [property]: sorting.order }, { id: sorting.order }],
      limit: count,
      disableIdentityMap: true,
    });
  if (!nullable) return select(after ? [beyond(sorting, after)] : [], limit);
  // Two walks over one index: the values in order, then, where the page has room left, the empty ones.
  const filled =
    after?.value === null
      ? []
      : await select(
          [{ [property]: { $ne: null } } as ObjectQuery<Product>, ...(after ? [beyond(sorting, after)] : [])],
          limit,
        );
  if (filled.length === limit) return filled;
  const among = after?.value === null ? [{ id: { [comparison(sorting)]: after.id } } as ObjectQuery<Product>] : [];
  const empty = await select([{ [property]: null } as ObjectQuery<Product>, ...among], limit - filled.length);
  return [...filled, ...empty];
}

function comparison({ order }: Sorting): '$gt' | '$lt' {
  return order === 'asc' ? '$gt' : '$lt';
}

/** The rows behind a position: one comparison of rows, which an index on (value, id) answers as a range. */
function beyond(sorting: Sorting, after: Position): ObjectQuery<Product> {
  const { column, property } = SORTS[sorting.sort_by];
  if (property === 'id') return { id: { [comparison(sorting)]: after.id } } as ObjectQuery<Product>;
  const sign = sorting.order === 'asc' ? '>' : '<';
  return {
    [raw((alias) => `(${alias}.${column}, ${alias}.id) ${sign} (?, ?)`, [after.value, after.id])]: [],
  } as ObjectQuery<Product>;
}

function positionOf(paging: ProductPaging, boundTo: unknown): Position | undefined {
  if (paging.cursor === undefined) return undefined;
  if (paging.sort_by === 'product_id') {
    const id = cursorNumber(paging.cursor, 'PR') ?? 0;
    return { value: String(id), id };
  }
  const [value, id] = openCursor(boundTo, paging.cursor);
  if ((typeof value !== 'string' && value !== null) || typeof id !== 'number') throw wrongCursor();
  return { value, id };
}

function cursorAfter(last: Product, paging: ProductPaging, boundTo: unknown): string {
  if (paging.sort_by === 'product_id') return formatId('product', last.id);
  const value = last[SORTS[paging.sort_by].property] ?? null;
  return sealCursor(boundTo, [value instanceof Date ? value.toISOString() : value, last.id]);
}
