import { attributeKey } from '../feed-file/attribute-names.ts';
import type { ValidFromPrice } from '../prices/prices.ts';
import type { DataColumn } from './columns.ts';
import { attributeOfTarget, type ImportEntity } from './entities.ts';
import { inForceEntry } from './price-rows.ts';
import type { WrittenRow } from './write-rows.ts';

/** A product as it is exported. */
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

/** A price list as it was last set. */
export interface ExportedPriceList {
  readonly sku: string;
  /** Null for the base list. */
  readonly sales_channel_id: string | null;
  readonly entries: readonly ValidFromPrice[];
}

interface Exported {
  readonly products: readonly ExportedProduct[];
  /** Of these products; only read where the entity is `price`. */
  readonly priceLists: readonly ExportedPriceList[];
  readonly now: Date;
}

type RowsOf = (exported: Exported, columns: readonly DataColumn[]) => WrittenRow[];

const ROWS: Readonly<Record<ImportEntity, RowsOf>> = {
  product: ({ products }, columns) => products.map((product) => productRow(product, columns)),
  product_attribute: ({ products }) =>
    products.flatMap(({ sku, attributes }) =>
      Object.entries(attributes).map(([name, value]) => ({ sku, name, value })),
    ),
  availability: ({ products }) =>
    products.flatMap(({ sku, availability }) => (availability === null ? [] : [{ sku, availability }])),
  price: priceRows,
  category: () => [],
  order_update: () => [],
};

/** The rows of an entity of which some products consist. */
export function exportedRows(
  entity: ImportEntity,
  columns: readonly DataColumn[],
  exported: Exported,
): readonly WrittenRow[] {
  return ROWS[entity](exported, columns);
}

/** Spellings of attributes do not matter. */
function productRow({ attributes, ...fields }: ExportedProduct, columns: readonly DataColumn[]): WrittenRow {
  const spelled = new Map(Object.entries(attributes).map(([name, value]) => [attributeKey(name), value]));
  const values = columns.map(({ target }): [string, string | null] => {
    const attribute = attributeOfTarget(target);
    if (attribute !== undefined) return [target, spelled.get(attributeKey(attribute)) ?? null];
    return [target, fields[target as keyof typeof fields] ?? null];
  });
  return Object.fromEntries(values);
}

/**
 * The entries of price lists; without a column for their times, those in force. Without a column for channels, the base
 * lists.
 */
function priceRows({ priceLists, now }: Exported, columns: readonly DataColumn[]): WrittenRow[] {
  const has = (wanted: string) => columns.some(({ target }) => target === wanted);
  return priceLists.flatMap(({ sku, sales_channel_id, entries }): WrittenRow[] => {
    if (sales_channel_id !== null && !has('sales_channel')) return [];
    const inForce = inForceEntry(entries, now);
    const wanted = has('valid_from') ? entries : inForce ? [inForce] : [];
    return wanted.map(({ valid_from, price, currency }) => ({
      sku,
      sales_channel: sales_channel_id,
      price: String(price),
      currency,
      valid_from: new Date(valid_from).toISOString(),
    }));
  });
}
