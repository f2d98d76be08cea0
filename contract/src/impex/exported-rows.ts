import { attributeKey } from '../feed-file/attribute-names.ts';
import type { Order } from '../orders/order.ts';
import type { ValidFromPrice } from '../prices/prices.ts';
import { createChildText } from './child-text.ts';
import { isDelimited, listColumns } from './children.ts';
import type { ColumnChildren, DataColumn } from './columns.ts';
import type { DataDefinition } from './descriptors.ts';
import { attributeOfTarget, type EXPORTER_TARGETS, type ImportEntity } from './entities.ts';
import { hasNestedItems, isItemTarget } from './item-columns.ts';
import { inForceEntry } from './price-rows.ts';
import type { WrittenRow } from './write-rows.ts';

/** A product in export form. */
export interface ExportedProduct {
  readonly sku: string;
  readonly product_name: string;
  readonly description: string | null;
  readonly brand: string | null;
  readonly category: string | null;
  /** A plain decimal. */
  readonly price: string | null;
  readonly currency: string | null;
  readonly availability: string | null;
  readonly attributes: Readonly<Record<string, string>>;
}

/** A price list in its latest version. */
export interface ExportedPriceList {
  readonly sku: string;
  /** Null for the base list. */
  readonly sales_channel_id: string | null;
  readonly entries: readonly ValidFromPrice[];
}

/** A category in export form. */
export interface ExportedCategory {
  readonly code: string;
  readonly name: string;
  /** Null at the top. */
  readonly parent_code: string | null;
}

/** An order in export form; the fields that order exporters add are texts. */
export type ExportedOrder = { readonly [Target in (typeof EXPORTER_TARGETS)[number]]?: string } & Pick<
  Order,
  | 'order_id'
  | 'customer_reference'
  | 'sales_channel_id'
  | 'status'
  | 'fulfillment_status'
  | 'total_amount'
  | 'currency'
  | 'items'
  | 'created_at'
  | 'updated_at'
>;

/** The source data of exported rows. */
export interface Exported {
  readonly products: readonly ExportedProduct[];
  /** Only read if the entity is `order`. */
  readonly orders: readonly ExportedOrder[];
  /** Only read if the entity is `category`. */
  readonly categories: readonly ExportedCategory[];
  /** Price lists of these products; only read if the entity is `price`. */
  readonly priceLists: readonly ExportedPriceList[];
  readonly now: Date;
}

/** Makes rows, with values in column order. */
export type MakeRows = (exported: Exported) => WrittenRow[];

interface Layout {
  readonly columns: readonly DataColumn[];
  readonly format: Pick<DataDefinition['format'], 'type'>;
}

const MAKERS: Readonly<Record<ImportEntity, (columns: readonly DataColumn[], layout: Layout) => MakeRows>> = {
  product: productRows,
  product_attribute: (columns) => {
    const row = rowMaker(columns);
    return ({ products }) =>
      products.flatMap(({ sku, attributes }) =>
        Object.entries(attributes).map(([name, value]) => row({ sku, name, value })),
      );
  },
  availability: (columns) => {
    const row = rowMaker(columns);
    return ({ products }) =>
      products.flatMap(({ sku, availability }) => (availability === null ? [] : [row({ sku, availability })]));
  },
  price: priceRows,
  order: (columns, { format }) => (hasNestedItems('order', format.type) ? nestedOrderRows(columns) : itemRows(columns)),
  category: (columns) => {
    const row = rowMaker(columns);
    return ({ categories }) => categories.map((category) => row({ ...category }));
  },
  // Import only.
  customer: () => () => [],
  order_update: () => () => [],
};

/** Makes the function that makes the rows of an entity. */
export function createExportedRows({ entity, columns, format }: Pick<DataDefinition, 'entity'> & Layout): MakeRows {
  return MAKERS[entity](columns, { columns, format });
}

/** The product fields that rows of an entity need: a large export reads no others. */
export function exportedProductFields({
  entity,
  columns,
}: Pick<DataDefinition, 'entity' | 'columns'>): ReadonlySet<keyof ExportedProduct> {
  if (entity === 'price') return new Set(['sku']);
  if (entity === 'product_attribute') return new Set(['sku', 'attributes']);
  const fields = columns.map(({ target, children }) =>
    children || attributeOfTarget(target) !== undefined ? 'attributes' : (target as keyof ExportedProduct),
  );
  return new Set(['sku', ...fields]);
}

type Values = Readonly<Record<string, string | null>>;

function rowMaker(columns: readonly DataColumn[]): (values: Values) => WrittenRow {
  const targets = columns.map(({ target }) => target);
  return (values) => targets.map((target) => values[target] ?? null);
}

type PickProduct = (product: ExportedProduct) => string | null;

function productRows(columns: readonly DataColumn[]): MakeRows {
  if (columns.some(({ children }) => children)) return productsWithChildren(columns);
  const picks = columns.map(({ target }): PickProduct => {
    const attribute = attributeOfTarget(target);
    if (attribute !== undefined) return attributePicker(attribute);
    const field = target as Exclude<keyof ExportedProduct, 'attributes'>;
    return (product: ExportedProduct) => product[field] ?? null;
  });
  return ({ products }) => products.map((product) => picks.map((pick) => pick(product)));
}

/** Products with nested rows: as a text in a cell, or as lists of values for the columns of items. */
function productsWithChildren(columns: readonly DataColumn[]): MakeRows {
  const own = columns.flatMap(({ target }) => attributeOfTarget(target) ?? []).map(attributeKey);
  const makers = columns.map((column) => {
    const make = column.children ? childValues(column.children) : productRows([column]);
    return { make, isList: column.children !== undefined };
  });
  return ({ products, priceLists, now, ...rest }) => {
    const listsOf = new Map<string, ExportedPriceList[]>();
    for (const list of priceLists) listsOf.set(list.sku, [...(listsOf.get(list.sku) ?? []), list]);
    return products.map((product) => {
      const attributes = Object.fromEntries(
        Object.entries(product.attributes).filter(([name]) => !own.includes(attributeKey(name))),
      );
      const whole = { ...rest, now, products: [product], priceLists: [] };
      const within = { ...whole, products: [{ ...product, attributes }], priceLists: listsOf.get(product.sku) ?? [] };
      return makers.flatMap(({ make, isList }) => (isList ? make(within)[0] : make(whole)[0]) ?? []);
    });
  };
}

/** Makes one row from the nested rows of one product. */
function childValues(children: ColumnChildren): MakeRows {
  const make = createExportedRows({ ...children, format: { type: 'csv' } });
  const constants = children.columns.flatMap(({ constant }, index) =>
    constant === undefined ? [] : [{ index, constant: constant.toLowerCase() }],
  );
  const has = (row: WrittenRow) =>
    constants.every(({ index, constant }) => String(row[index] ?? '').toLowerCase() === constant);
  const textsOf = (row: WrittenRow) =>
    children.columns.flatMap(({ constant }, index) =>
      constant === undefined ? [(row[index] ?? null) as string | null] : [],
    );
  const toText = isDelimited(children) ? createChildText(children) : undefined;
  return (exported) => {
    const rows = make(exported).filter(has).map(textsOf);
    if (toText) return [[toText(rows, exported.products[0]?.sku)]];
    return [listColumns(children).map((_, index) => rows.map((row) => row[index] ?? null))];
  };
}

/** Compares attribute names regardless of spelling. */
function attributePicker(name: string): (product: ExportedProduct) => string | null {
  const key = attributeKey(name);
  return ({ attributes }) => {
    if (Object.hasOwn(attributes, name)) return attributes[name] ?? null;
    for (const [other, value] of Object.entries(attributes)) if (attributeKey(other) === key) return value;
    return null;
  };
}

/**
 * Whether exported rows have the prices in force instead of whole lists: they change when an entry comes into force,
 * without a change of its list.
 */
export function hasPricesInForce({ entity, columns }: Pick<DataDefinition, 'entity' | 'columns'>): boolean {
  const rows = columns.flatMap(({ children }) => (children?.entity === 'price' ? [children.columns] : []));
  if (entity === 'price') rows.push(columns);
  return rows.some((own) => !own.some(({ target }) => target === 'valid_from'));
}

/**
 * The entries of price lists; without a column for their times, those in force. Without a column for channels, the base
 * lists.
 */
function priceRows(columns: readonly DataColumn[]): MakeRows {
  const row = rowMaker(columns);
  const has = (wanted: string) => columns.some(({ target }) => target === wanted);
  const [hasChannels, hasTimes] = [has('sales_channel'), has('valid_from')];
  return ({ priceLists, now }) =>
    priceLists.flatMap(({ sku, sales_channel_id, entries }): WrittenRow[] => {
      if (sales_channel_id !== null && !hasChannels) return [];
      const inForce = inForceEntry(entries, now);
      const wanted = hasTimes ? entries : inForce ? [inForce] : [];
      return wanted.map(({ valid_from, price, currency }) => {
        const time = new Date(valid_from).toISOString();
        return row({ sku, sales_channel: sales_channel_id, price: String(price), currency, valid_from: time });
      });
    });
}

type OrderPicker = (order: ExportedOrder, item: ExportedOrder['items'][number] | undefined) => string | null;

/** @param target of an order, or of one of its items */
function orderPicker(target: string): OrderPicker {
  const written = (value: unknown) => (value === null || value === undefined ? null : String(value));
  if (!isItemTarget(target)) return (order) => written(order[target as keyof ExportedOrder]);
  const field = target.slice('items.'.length) as keyof ExportedOrder['items'][number];
  return (_order, item) => written(item?.[field]);
}

/** One row per item; without item columns, one per order. */
function itemRows(columns: readonly DataColumn[]): MakeRows {
  const picks = columns.map(({ target }) => orderPicker(target));
  const hasItems = columns.some(({ target }) => isItemTarget(target));
  return ({ orders }) =>
    orders.flatMap((order) =>
      (hasItems ? order.items : [undefined]).map((item) => picks.map((pick) => pick(order, item))),
    );
}

function nestedOrderRows(columns: readonly DataColumn[]): MakeRows {
  const picks = columns.map(({ target }) => ({ isOfItem: isItemTarget(target), pick: orderPicker(target) }));
  return ({ orders }) =>
    orders.map((order) =>
      picks.map(({ isOfItem, pick }) =>
        isOfItem ? order.items.map((item) => pick(order, item)) : pick(order, undefined),
      ),
    );
}
