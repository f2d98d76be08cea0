import { type FieldChange, formatId } from '@commerce-integration/contract';
import {
  type AttributeSpellings,
  attributeKey,
  attributeSpellings,
  tooManyAttributes,
} from '@commerce-integration/contract/feed-file';
import { compareText } from '../store/mock-lists.ts';
import type { ProductChangeRow, ProductRow } from '../store/mock-rows.ts';
import { keep, type MockTables } from '../store/mock-tables.ts';

/** The fields of a product that a feed's columns set, except for its attributes. */
const PRODUCT_FIELDS = [
  'product_name',
  'description',
  'brand',
  'category',
  'price',
  'availability',
  'currency',
] as const satisfies (keyof ProductRow['shown'])[];

/** The fields of a product that can be written. */
export type ProductFields = Pick<ProductRow['shown'], (typeof PRODUCT_FIELDS)[number]> & Pick<ProductRow, 'attributes'>;

/**
 * The partner of a product, and the feed or job that created or changed it, with the time in milliseconds since 1970.
 */
interface NewProduct {
  partnerId: number;
  sku: string;
  feedId: number | null;
  at: number;
}

export function addProduct(
  tables: MockTables,
  { partnerId, sku, feedId, at }: NewProduct,
  { attributes, ...fields }: ProductFields,
): ProductRow {
  const id = tables.next('product');
  const created_at = new Date(at).toISOString();
  const ids = {
    product_id: formatId('product', id),
    partner_id: formatId('partner', partnerId),
    feed_id: idOfFeed(feedId),
  };
  return keep(tables.products, {
    id,
    partnerId,
    attributes,
    shown: { ...ids, sku, ...fields, created_at, updated_at: created_at },
  });
}

/** Writes fields of a product, and records changes of its price and availability. */
export function changeProduct(
  tables: MockTables,
  product: ProductRow,
  { attributes = product.attributes, ...fields }: Partial<ProductFields>,
  { feedId, job, changedAt }: Pick<ProductChangeRow, 'feedId' | 'job' | 'changedAt'>,
): ProductRow {
  const { shown: from } = product;
  const to = {
    ...from,
    ...fields,
    feed_id: idOfFeed(feedId) ?? from.feed_id,
    updated_at: new Date(changedAt).toISOString(),
  };
  const changed = fieldsChanged({ ...from, attributes: product.attributes }, { ...to, attributes });
  if (changed.length > 0)
    tables.productChanges.push({ productId: product.id, feedId, job, changedAt, from, to, fields: changed });
  return keep(tables.products, { ...product, attributes, shown: to });
}

/** The fields that differ, in the order of a product's fields; attributes by name. */
export function fieldsChanged(before: Partial<ProductFields>, after: ProductFields): FieldChange[] {
  const text = (value: string | number | null | undefined) =>
    value === null || value === undefined ? null : String(value);
  const names = [...new Set([...(before.attributes?.keys() ?? []), ...after.attributes.keys()])].sort(compareText);
  return [
    ...PRODUCT_FIELDS.map((field) => ({ field: field as string, from: before[field], to: after[field] })),
    ...names.map((name) => ({
      field: `attributes.${name}`,
      from: before.attributes?.get(name),
      to: after.attributes.get(name),
    })),
  ]
    .map(({ field, from, to }) => ({ field, from: text(from), to: text(to) }))
    .filter(({ from, to }) => from !== to);
}

function idOfFeed(feedId: number | null) {
  return feedId === null ? null : formatId('feed', feedId);
}

/** A partner's products. */
export function productsOf({ products }: MockTables, partnerId: number): ProductRow[] {
  return [...products.values()].filter((row) => row.partnerId === partnerId);
}

/** The attributes that a partner's products have or have had, in the catalogue's spelling. */
export function attributesOf({ attributeNames }: MockTables, partnerId: number): AttributeSpellings {
  return attributeNames.get(partnerId) ?? new Map();
}

/**
 * Keeps the spelling of new attributes. When there are too many names, those that no product uses any more are deleted.
 *
 * @param names as spelled by `spellAttribute`
 * @returns the problem where there would be too many
 */
export function noteAttributes(tables: MockTables, partnerId: number, names: readonly string[]): string | undefined {
  const added = names.filter((name) => !attributesOf(tables, partnerId).has(attributeKey(name)));
  if (tooManyAttributes(attributesOf(tables, partnerId).size, added) !== undefined) {
    const used = productsOf(tables, partnerId).flatMap(({ attributes }) => [...attributes.keys()]);
    const kept = new Set([...used, ...names]);
    const others = [...attributesOf(tables, partnerId)].filter(([, name]) => kept.has(name));
    tables.attributeNames.set(partnerId, new Map(others));
  }
  const known = attributesOf(tables, partnerId);
  const refusal = tooManyAttributes(known.size, added);
  if (refusal === undefined) tables.attributeNames.set(partnerId, new Map([...known, ...attributeSpellings(added)]));
  return refusal;
}
