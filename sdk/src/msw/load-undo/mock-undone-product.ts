import { type LoadedProduct, loadsOf } from '../catalog/mock-loads.ts';
import { changeProduct, type ProductFields } from '../catalog/mock-write-products.ts';
import { compareText } from '../store/mock-lists.ts';
import type { JobRow, ProductChangeRow, ProductRow } from '../store/mock-rows.ts';
import type { MockTables } from '../store/mock-tables.ts';

/** What an undo does to a product. */
export interface Undone extends LoadedProduct {
  now: ProductRow;
  outcome: 'restored' | 'removed' | 'discontinued';
  /** What gets its former value. */
  fields: Partial<ProductFields>;
  /** The fields that were changed since; null for a new product as a whole. */
  kept: (string | null)[];
  changes: JobRow['changes'];
}

/** In the order of reports. */
const SINGLE = ['product_name', 'description', 'brand', 'category', 'availability'] as const;

/** Decides what is put back: what still holds the value that the load wrote. */
export function undoneProduct(tables: MockTables, { before, after }: LoadedProduct): Undone {
  const now = tables.products.get(after.id) ?? after;
  const product = { before, after, now };
  if (!before) return undoneNewProduct(tables, product);
  const { sku } = after.shown;
  const wrote = SINGLE.filter((name) => before.shown[name] !== after.shown[name]);
  const wroteMoney = before.shown.price !== after.shown.price || before.shown.currency !== after.shown.currency;
  const holdsMoney = now.shown.price === after.shown.price && now.shown.currency === after.shown.currency;
  const back = wrote.filter((name) => now.shown[name] === after.shown[name]);
  const money = wroteMoney && holdsMoney ? (['price', 'currency'] as const) : [];
  const attributes = undoneAttributes(before, after, now);
  const keptFields = [...wrote.filter((name) => !back.includes(name)), ...(wroteMoney && !holdsMoney ? ['price'] : [])];
  return {
    ...product,
    outcome: 'restored',
    fields: {
      ...Object.fromEntries([...back, ...money].map((name) => [name, before.shown[name]])),
      attributes: attributes.merged,
    },
    kept: [...keptFields.sort((a, b) => PLACES.indexOf(a) - PLACES.indexOf(b)), ...attributes.kept],
    changes: [
      ...[...back, ...money].map((name) => ({
        sku,
        field: name as string,
        from: text(after.shown[name]),
        to: text(before.shown[name]),
      })),
      ...attributes.back.map((name) => ({
        sku,
        field: `attributes.${name}`,
        from: text(after.attributes.get(name)),
        to: text(before.attributes.get(name)),
      })),
    ].filter(({ from, to }) => from !== to),
  };
}

const PLACES: readonly string[] = ['product_name', 'description', 'brand', 'category', 'price', 'availability'];

function text(value: string | number | null | undefined): string | null {
  return value === null || value === undefined ? null : String(value);
}

/** Whether anything has changed a product since its load, except for loads that were undone, and their undos. */
function isChangedSince(tables: MockTables, { id, shown }: ProductRow): boolean {
  const undone = [...loadsOf(tables).values()].filter(({ isUndone }) => isUndone);
  const isTakenBack = ({ job, changedAt }: ProductChangeRow) =>
    undone.some(
      (load) =>
        load.job === job &&
        load.products.some(({ after }) => after.id === id && changedAt <= Date.parse(after.shown.updated_at)),
    );
  return tables.productChanges
    .filter(({ productId, changedAt }) => productId === id && changedAt > Date.parse(shown.updated_at))
    .some((change) => change.job.jobType !== 'undo' && !isTakenBack(change));
}

/** A new product is removed, or discontinued where something names it; one that was changed since is kept. */
function undoneNewProduct(tables: MockTables, product: LoadedProduct & { now: ProductRow }): Undone {
  const { after, now } = product;
  if (isChangedSince(tables, after)) return { ...product, outcome: 'restored', fields: {}, kept: [null], changes: [] };
  const { id, shown } = now;
  const isOrdered = [...tables.orders.values()].some((order) =>
    order.shown.items.some(({ product_id }) => product_id === shown.product_id),
  );
  const isPriced = tables.priceLists.some(({ productId }) => productId === id);
  const outcome = isOrdered || isPriced ? 'discontinued' : 'removed';
  const to = outcome === 'discontinued' ? 'discontinued' : null;
  return {
    ...product,
    outcome,
    fields: outcome === 'discontinued' ? { availability: 'discontinued' } : {},
    kept: [],
    changes: [{ sku: shown.sku, field: 'availability', from: shown.availability, to }],
  };
}

function undoneAttributes(before: ProductRow, after: ProductRow, now: ProductRow) {
  const names = [...new Set([...before.attributes.keys(), ...after.attributes.keys()])].sort(compareText);
  const wrote = names.filter((name) => before.attributes.get(name) !== after.attributes.get(name));
  const back = wrote.filter((name) => now.attributes.get(name) === after.attributes.get(name));
  const merged = new Map(now.attributes);
  for (const name of back) {
    const former = before.attributes.get(name);
    if (former === undefined) merged.delete(name);
    else merged.set(name, former);
  }
  return { back, merged, kept: wrote.filter((name) => !back.includes(name)).map((name) => `attributes.${name}`) };
}

/**
 * Writes what an undo decided. A product that was put back in full belongs to its former feed again, unless another feed
 * has changed other fields of it since.
 */
export function writeUndone(
  tables: MockTables,
  { before, after, now, outcome, fields, kept, changes }: Undone,
  change: Pick<ProductChangeRow, 'feedId' | 'job' | 'changedAt'>,
): void {
  if (outcome === 'removed') tables.products.delete(now.id);
  if (outcome === 'removed' || changes.length === 0) return;
  const written = changeProduct(tables, now, fields, change);
  if (!before || kept.length > 0) return;
  if (now.shown.feed_id === after.shown.feed_id) written.shown.feed_id = before.shown.feed_id;
  else forgetFeed(tables, before, after);
}

/** An undo of a feed that has changed the product since gives it to the feed that it belonged to before. */
function forgetFeed(tables: MockTables, before: ProductRow, after: ProductRow): void {
  for (const one of [...loadsOf(tables).values()].flatMap(({ products }) => products)) {
    const isLater = one.after.id === after.id && one.after.shown.updated_at > after.shown.updated_at;
    if (!one.before || !isLater || one.before.shown.feed_id !== after.shown.feed_id) continue;
    one.before = { ...one.before, shown: { ...one.before.shown, feed_id: before.shown.feed_id } };
  }
}
