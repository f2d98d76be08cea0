import { type DataDefinition, type ExportOrder, formatId } from '@commerce-integration/contract';
import {
  createExportedRows,
  type Exported,
  type ExportedPriceList,
  type ExportedProduct,
  exportedProductFields,
  hasPricesInForce,
  type WrittenRow,
} from '@commerce-integration/contract/rules';
import { conditionsOf, sinceSeen } from '../../catalog/product-filters.ts';
import { type ExportedCategoryRow, exportedCategories } from '../../categories/categories.queries.ts';
import { sqlOf } from '../../database/queryable.ts';
import { allOf, type Sql, sql, when } from '../../database/sql.ts';
import { type ExportedOrderRow, exportedOrders } from '../../orders/exported-order-rows.ts';
import { currentPriceLists, hasPriceInForceSince, hasPriceListSince } from '../../prices/current-price-lists.ts';
import type { RowScope } from '../entities/row-service.ts';
import { PRODUCT_FIELDS } from './copied-fields.ts';
import { pagesByIds, pagesOfCursor, type WantedRows } from './pages.ts';

type Wanted = Pick<DataDefinition, 'entity' | 'columns' | 'format' | 'filter' | 'order_by'>;
type Part = Pick<Exported, 'products' | 'priceLists' | 'orders' | 'categories'>;
const NOTHING: Part = { products: [], priceLists: [], orders: [], categories: [] };

/**
 * The rows of a partner's data, in batches.
 *
 * @param isSnapshot whether the unit of work has a transaction open for all of it; otherwise each batch is a separate
 *   query in ID order
 */
export async function* readExported(
  scope: RowScope,
  wanted: Wanted,
  isSnapshot: boolean,
): AsyncGenerator<readonly WrittenRow[]> {
  const make = createExportedRows(wanted);
  const pages = isSnapshot ? pagesOfCursor : pagesByIds;
  const parts = partsOf(wanted.entity)(scope, wanted, pages);
  for await (const part of parts) yield make({ ...NOTHING, ...part, now: new Date() });
}

type ReadParts = (scope: RowScope, wanted: Wanted, pages: typeof pagesByIds) => AsyncGenerator<Partial<Part>>;

function partsOf(entity: Wanted['entity']): ReadParts {
  if (entity === 'category') return categories;
  return entity === 'order' ? orders : products;
}

/** The column of each order. */
const SORTS: Readonly<Record<ExportOrder['field'], Sql>> = {
  product_id: sql`id`,
  order_id: sql`id`,
  category_id: sql`id`,
  code: sql`code`,
  name: sql`name`,
  created_at: sql`created_at`,
  updated_at: sql`updated_at`,
  // Qualified: the result's `price` is a text.
  price: sql`product.price`,
  product_name: sql`product_name`,
  brand: sql`brand`,
  category: sql`category`,
};

function sortOf(order: ExportOrder | undefined): Pick<WantedRows, 'orderBy'> {
  return order ? { orderBy: sql`${SORTS[order.field]} ${sql.raw(order.order ?? 'asc')} nulls last` } : {};
}

type StoredProduct = ExportedProduct & { readonly id: string };

/** Only those product fields that the columns need. Tenancy: the reader adds the condition on the partner. */
function productsSql(wanted: Pick<Wanted, 'entity' | 'columns'>): Sql {
  const fields = [...exportedProductFields(wanted)].map((field) => sql`${PRODUCT_FIELDS[field]} as ${sql.ref(field)}`);
  return sql`select id, ${sql.join(fields)} from product`;
}

/**
 * The conditions and the order of the products of an export.
 *
 * Tenancy: of the partner of a descriptor that was read for the caller, or of the job's own export.
 */
export async function wantedProducts(
  { em, partnerId }: RowScope,
  { entity, columns, filter = {}, order_by }: Omit<Wanted, 'format'>,
): Promise<Omit<WantedRows, 'select'>> {
  const { updated_since, ...seen } = await sinceSeen(em, { ...filter, partner: partnerId });
  const where = allOf([
    ...conditionsOf(seen),
    ...when(filter.sku_prefix, (text) => sql`sku ^@ ${text}`),
    ...when(updated_since, (since) => {
      const changes = [
        sql`updated_at >= ${since}`,
        // A price list is not part of its product.
        ...(hasPrices({ entity, columns }) ? [hasPriceListSince(since)] : []),
        ...(hasPricesInForce({ entity, columns }) ? [hasPriceInForceSince(since)] : []),
      ];
      return sql`(${sql.join(changes, sql` or `)})`;
    }),
  ]);
  return { where, ...sortOf(order_by) };
}

/** Whether files have entries of price lists. */
function hasPrices({ entity, columns }: Pick<Wanted, 'entity' | 'columns'>): boolean {
  return entity === 'price' || columns.some(({ children }) => children?.entity === 'price');
}

async function* products(scope: RowScope, which: Wanted, pages: typeof pagesByIds): AsyncGenerator<Partial<Part>> {
  const wanted = { select: productsSql(which), ...(await wantedProducts(scope, which)) };
  for await (const found of pages<StoredProduct>(sqlOf(scope.em), wanted)) {
    yield { products: found, priceLists: hasPrices(which) ? await priceListsOf(scope, found) : [] };
  }
}

async function* orders(
  { em, partnerId }: RowScope,
  { filter = {}, order_by }: Wanted,
  pages: typeof pagesByIds,
): AsyncGenerator<Partial<Part>> {
  const wanted = { ...(await exportedOrders(sqlOf(em), partnerId, filter)), ...sortOf(order_by) };
  for await (const found of pages<ExportedOrderRow>(sqlOf(em), wanted)) {
    yield { orders: found.map(({ order }) => order) };
  }
}

async function* categories(
  { em, partnerId }: RowScope,
  { filter = {}, order_by }: Wanted,
  pages: typeof pagesByIds,
): AsyncGenerator<Partial<Part>> {
  const wanted = { ...exportedCategories(partnerId, filter), ...sortOf(order_by) };
  for await (const found of pages<ExportedCategoryRow>(sqlOf(em), wanted)) yield { categories: found };
}

async function priceListsOf({ em }: RowScope, found: readonly StoredProduct[]): Promise<ExportedPriceList[]> {
  const skus = new Map(found.map(({ id, sku }) => [Number(id), sku]));
  const lists = await currentPriceLists(em, [...skus.keys()]);
  return lists.map(({ productId, salesChannelId, entries }) => ({
    sku: skus.get(productId) ?? '',
    sales_channel_id: salesChannelId === null ? null : formatId('salesChannel', salesChannelId),
    entries,
  }));
}
