import type { FeedLayout } from '@commerce-integration/contract/feed-file';
import { compareText } from '../http/mock-lists.ts';
import type { JobRow, ProductRow } from '../mock-rows.ts';

/** What a load may write of a product. */
export type ProductFields = Omit<ProductRow, 'id' | 'partnerId' | 'feedId' | 'sku' | 'createdAt' | 'updatedAt'>;

/** A row that the catalogue does not have as it is. */
export interface ProductUpdate {
  sku: string;
  before: ProductRow | undefined;
  fields: ProductFields;
}

/** How many changes a load that writes nothing shows. */
const SAMPLE = 1_000;

/** The first changes that a load would make; of a new product, all it would have. */
export function sampleChanges(
  layout: FeedLayout,
  changes: readonly ProductUpdate[],
  removed: readonly ProductRow[],
): JobRow['changes'] {
  const shown = changes.slice(0, SAMPLE).flatMap((change) => changesOf(layout, change));
  const gone = removed.map(({ sku, availability }) => ({
    sku,
    field: 'availability',
    from: availability,
    to: 'discontinued',
  }));
  return [...shown, ...gone].slice(0, SAMPLE);
}

function changesOf(layout: FeedLayout, { sku, before, fields }: ProductUpdate): JobRow['changes'] {
  const known = [
    ['product_name', before?.productName, fields.productName],
    ['description', before?.description, fields.description],
    ['brand', before?.brand, fields.brand],
    ['category', before?.category, fields.category],
    ['price', before?.price, fields.price],
    ['availability', before?.availability, fields.availability],
    ['currency', before?.currency, fields.currency],
  ] as const;
  const names = [...new Set([...(before?.attributes.keys() ?? []), ...fields.attributes.keys()])].sort(compareText);
  const attributes = layout.attributes.length === 0 ? [] : names;
  return [
    ...known,
    ...attributes.map(
      (name) => [`attributes.${name}`, before?.attributes.get(name), fields.attributes.get(name)] as const,
    ),
  ]
    .map(([field, from, to]) => ({ sku, field, from: from ?? null, to: to ?? null }))
    .filter(({ from, to }) => from !== to);
}
