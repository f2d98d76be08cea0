import { type DataDefinition, type ExportFilter, formatId } from '@commerce-integration/contract';
import {
  createExportedRows,
  createRowsWriter,
  type ExportedOrder,
  hasPricesInForce,
} from '@commerce-integration/contract/rules';
import { searchedText, searchedWords } from '../catalog/searched-text.ts';
import { categoriesOf } from '../categories/mock-categories.ts';
import { presentOrder } from '../orders/present-order.ts';
import { compareText } from '../store/mock-lists.ts';
import type { PriceListRow, ProductRow } from '../store/mock-rows.ts';
import type { MockTables } from '../store/mock-tables.ts';

/** The rows of a partner in a layout, in UTF-8, in the order that it names, or else in that of their IDs. */
export function exportText(
  tables: MockTables,
  partnerId: number,
  definition: DataDefinition,
  isForPeople = false,
): { text: string; rows: number } {
  const changedAt = changeTimes(tables, definition);
  const products = sorted(
    [...tables.products.values()].filter(
      (product) => product.partnerId === partnerId && matches(changedAt(product), definition.filter ?? {}),
    ),
    definition,
    ({ shown }) => shown,
  );
  const { updated_since = '' } = definition.filter ?? {};
  const exported = {
    products: products.map(({ shown: { price, ...fields }, attributes }) => ({
      ...fields,
      price: price === null ? null : String(price),
      attributes: Object.fromEntries(attributes),
    })),
    priceLists: products.flatMap((product) => listsOf(tables, product)),
    orders: sorted(
      [...tables.orders.values()]
        .filter((order) => order.partnerId === partnerId)
        .map((order) => presentOrder(tables, order))
        .filter((order) => isWanted(order, definition.filter ?? {})),
      definition,
    ),
    categories: sorted(
      [...categoriesOf(tables).values()]
        .filter(({ partnerId: owner, shown }) => owner === partnerId && shown.updated_at >= updated_since)
        .map(({ shown }) => shown),
      definition,
    ),
    now: new Date(),
  };
  const writer = createRowsWriter(definition, isForPeople);
  const rows = createExportedRows(definition)(exported).filter(writer.has);
  return { text: writer.begin + rows.map(writer.row).join('') + writer.end, rows: rows.length };
}

/** Gives products the time of the last change of what is exported of them. */
function changeTimes(tables: MockTables, definition: DataDefinition): (product: ProductRow) => ProductRow['shown'] {
  const { entity, columns } = definition;
  const hasPrices = entity === 'price' || columns.some(({ children }) => children?.entity === 'price');
  // A price list is no part of its product.
  const setAt = (id: number) => tables.priceLists.flatMap((list) => (list.productId === id ? list.setAt : []));
  const inForceAt = (product: ProductRow) => {
    const times = listsOf(tables, product).flatMap(({ entries }) => entries.map((one) => Date.parse(one.valid_from)));
    return times.filter((time) => time <= Date.now());
  };
  return (product) => {
    const { id, shown } = product;
    const changes = [...(hasPrices ? setAt(id) : []), ...(hasPricesInForce(definition) ? inForceAt(product) : [])];
    const times = [shown.updated_at, new Date(Math.max(0, ...changes)).toISOString()];
    return { ...shown, updated_at: times.toSorted().at(-1) ?? '' };
  };
}

/** Rows without a value come last in either order. @param rows in the order of their IDs */
function sorted<Row extends object>(
  rows: readonly Row[],
  { order_by }: DataDefinition,
  fieldsOf: (row: Row) => object = (row) => row,
): readonly Row[] {
  if (!order_by) return rows;
  const sign = order_by.order === 'desc' ? -1 : 1;
  const sortValue = (row: Row) => (fieldsOf(row) as Record<string, string | number | null>)[order_by.field] ?? null;
  return rows.toSorted((one, other) => {
    const [a, b] = [sortValue(one), sortValue(other)];
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    return sign * (typeof a === 'number' && typeof b === 'number' ? a - b : compareText(String(a), String(b)));
  });
}

function matches(shown: ProductRow['shown'], filter: ExportFilter): boolean {
  const { sku, sku_prefix = '', brand, category, availability, price_min, price_max, updated_since = '', q } = filter;
  const words = searchedWords(q ?? '');
  const searched = searchedText(shown);
  return (
    (sku === undefined || shown.sku === sku) &&
    shown.sku.startsWith(sku_prefix) &&
    (brand === undefined || shown.brand === brand) &&
    (category === undefined || shown.category === category) &&
    (availability === undefined || shown.availability === availability) &&
    (price_min === undefined || (shown.price ?? -1) >= price_min) &&
    (price_max === undefined || (shown.price ?? Infinity) <= price_max) &&
    shown.updated_at >= updated_since &&
    words.every((word) => searched.includes(word))
  );
}

function isWanted(order: ExportedOrder, filter: ExportFilter): boolean {
  const { status, sales_channel, created_from = '', created_to = '~', updated_since = '' } = filter;
  return (
    (status === undefined || order.status === status) &&
    (sales_channel === undefined || order.sales_channel_id === sales_channel) &&
    order.created_at >= created_from &&
    order.created_at < created_to &&
    order.updated_at >= updated_since
  );
}

/** The price lists of a product as they were last set. */
function listsOf({ priceLists }: MockTables, { id, shown: { sku } }: ProductRow) {
  const latest = new Map<number | null, PriceListRow>();
  for (const row of priceLists) if (row.productId === id) latest.set(row.salesChannelId, row);
  return [...latest].map(([channel, { entries }]) => ({
    sku,
    sales_channel_id: channel === null ? null : formatId('salesChannel', channel),
    entries,
  }));
}
