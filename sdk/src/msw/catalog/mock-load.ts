import { DEFAULT_CURRENCY, type LoadResult } from '@commerce-integration/contract';
import {
  attributeKey,
  type FeedLayout,
  type FeedRow,
  loadRefusal,
  modeAfterReading,
  removalRefusal,
  spellAttribute,
  tooManyAttributes,
} from '@commerce-integration/contract/feed-file';
import { LOST_FEED_FILE, loadMessage } from '@commerce-integration/contract/rules';
import { lostFile } from '../feeds/mock-feed-file.ts';
import { compareText } from '../http/mock-lists.ts';
import { LoadFailure, type LoadOutcome } from '../jobs/mock-worker.ts';
import type { MockParts } from '../mock-call.ts';
import type { FeedRow as FeedEntity, JobErrorRow, JobRow, Offer, ProductRow } from '../mock-rows.ts';
import type { MockTables } from '../mock-tables.ts';
import { timeToSet } from '../prices/mock-price-lists.ts';
import { attributesOf } from './mock-attributes.ts';
import { type ProductFields, type ProductUpdate, sampleChanges } from './mock-load-changes.ts';
import { currencyOf, priceOf, type StagedFeed, type StagedRow, stageFeed } from './mock-load-rows.ts';

/** Loads a job's feed into the catalogue: all of it or nothing. @throws LoadFailure */
export function loadFeed({ tables, storage }: Pick<MockParts, 'tables' | 'storage'>, job: JobRow): LoadOutcome {
  const feed = tables.feeds.get(job.feedId ?? 0);
  const file = tables.feedFiles.get(job.feedId ?? 0);
  if (!feed || !file) throw new LoadFailure(LOST_FEED_FILE.gone);
  const lost = lostFile(storage.get(feed.objectKey), file);
  if (lost) throw new LoadFailure(lost);
  const defaultCurrency = tables.partners.get(feed.partnerId)?.defaultCurrency ?? DEFAULT_CURRENCY;
  const own = [...tables.products.values()].filter((product) => product.partnerId === feed.partnerId);
  const bySku = new Map(own.map((product) => [product.sku, product]));
  const staged = stageFeed(file, defaultCurrency, (sku) => bySku.get(sku));
  const refusal = loadRefusal(staged, feed);
  if (refusal !== undefined) throw new LoadFailure(refusal, staged.errors);
  const refusedNames = spellLayout(staged, own);
  if (refusedNames !== undefined) throw new LoadFailure(refusedNames, staged.errors);
  const { winners, repeats } = lastLines(staged.rows);
  const changes = winners.flatMap(({ row }) => {
    const before = bySku.get(row.sku);
    const fields = mergedFields(staged.layout, row, before, defaultCurrency);
    return before && isSame(before, fields) ? [] : [{ sku: row.sku, before, fields }];
  });
  const mode = modeAfterReading(feed.mode, staged.lost);
  const removed = mode === 'full' ? missingProducts(own, staged) : [];
  const notes = file.notes.with(mode === feed.mode ? {} : { nothing_removed: staged.lost });
  const active = own.filter(({ availability }) => availability !== 'discontinued').length;
  const tooMany = removalRefusal({ active, removed: removed.length }, feed.maxRemovedRatio);
  if (tooMany !== undefined) throw new LoadFailure(tooMany, staged.errors);
  if (!feed.validateOnly) write(tables, feed, job, newOnesInOrder(staged.rows, changes), removed);
  const result = { ...countRows(staged, changes, repeats.length, removed.length), ...notes.asResult() };
  return {
    result,
    message: loadMessage(result, feed.validateOnly),
    errors: [...staged.errors, ...repeats].sort((a, b) => a.line - b.line || a.position - b.position),
    changes: feed.validateOnly ? sampleChanges(staged.layout, changes, removed) : [],
  };
}

/** Names attributes as the catalogue does. @returns why there would be too many; undefined where there are not */
function spellLayout(staged: StagedFeed, own: readonly ProductRow[]): string | undefined {
  const known = attributesOf(own);
  const attributes = staged.layout.attributes.map(({ name, index }) => ({ name: spellAttribute(name, known), index }));
  staged.layout = { ...staged.layout, attributes };
  const added = attributes.filter(({ name }) => !known.has(attributeKey(name))).map(({ name }) => name);
  return tooManyAttributes(known.size, added);
}

/** Of a SKU that the file repeats the last line counts; the others are reported. */
function lastLines(rows: readonly StagedRow[]): { winners: StagedRow[]; repeats: JobErrorRow[] } {
  const last = new Map(rows.map(({ line, row }) => [row.sku, line]));
  const repeats = rows.filter(({ line, row }) => last.get(row.sku) !== line);
  return {
    winners: rows.filter(({ line, row }) => last.get(row.sku) === line),
    repeats: repeats.map(({ line, row: { sku } }) => ({
      line,
      position: 0,
      sku,
      column: 'sku',
      code: 'duplicate_sku',
      message: `The SKU is named again in line ${last.get(sku)}, which counts.`,
      value: sku,
      severity: 'warning',
    })),
  };
}

/** A column that the file does not have is left alone. */
function mergedFields(
  layout: FeedLayout,
  row: FeedRow,
  before: ProductRow | undefined,
  defaultCurrency: string,
): ProductFields {
  const { columns } = layout;
  const or = <T>(column: keyof typeof columns, value: T, old: T | undefined): T | null =>
    columns[column] === undefined ? (old ?? null) : value;
  return {
    productName: row.product_name,
    description: or('description', row.description, before?.description),
    brand: or('brand', row.brand, before?.brand),
    category: or('category', row.category, before?.category),
    price: priceOf(layout, row, before),
    currency: currencyOf(layout, row, before, defaultCurrency),
    availability: or('availability', row.availability, before?.availability),
    attributes: mergedAttributes(layout, row, before),
  };
}

/** Names that the file has are set or, by an empty cell, taken away; all others stay. */
function mergedAttributes(layout: FeedLayout, row: FeedRow, before: ProductRow | undefined): Map<string, string> {
  const merged = new Map(before?.attributes);
  layout.attributes.forEach(({ name }, index) => {
    const value = row.attributes[index] ?? null;
    if (value === null) merged.delete(name);
    else merged.set(name, value);
  });
  // In the order in which PostgreSQL keeps them: by length, then by letters.
  const size = (name: string) => new TextEncoder().encode(name).length;
  return new Map([...merged].sort(([a], [b]) => size(a) - size(b) || compareText(a, b)));
}

function isSame(before: ProductRow, fields: ProductFields): boolean {
  return JSON.stringify(comparable(before)) === JSON.stringify(comparable(fields));
}

function comparable({
  productName,
  description,
  brand,
  category,
  price,
  currency,
  availability,
  attributes,
}: ProductFields) {
  return [productName, description, brand, category, price, currency, availability, [...attributes]];
}

/** Products that a full feed does not name. A rejected row names its product all the same. */
function missingProducts(own: readonly ProductRow[], { rows, errors }: StagedFeed): ProductRow[] {
  const rejected = errors.filter(({ severity }) => severity === 'error');
  const named = new Set([...rows.map(({ row }) => row.sku), ...rejected.map(({ sku }) => sku)]);
  return own.filter(({ sku, availability }) => availability !== 'discontinued' && !named.has(sku));
}

/** New products get their numbers in the order in which the file first names them. */
function newOnesInOrder(rows: readonly StagedRow[], changes: readonly ProductUpdate[]): ProductUpdate[] {
  const place = new Map<string, number>();
  for (const { line, row } of rows) if (!place.has(row.sku)) place.set(row.sku, line);
  const isNew = ({ before }: ProductUpdate) => before === undefined;
  const fresh = changes.filter(isNew).sort((a, b) => (place.get(a.sku) ?? 0) - (place.get(b.sku) ?? 0));
  return [...fresh, ...changes.filter((change) => !isNew(change))];
}

function write(
  tables: MockTables,
  feed: FeedEntity,
  job: JobRow,
  changes: readonly ProductUpdate[],
  removed: readonly ProductRow[],
): void {
  const { id: feedId, partnerId } = feed;
  // New products are there before the others change.
  const began = new Date(timeToSet(tables, partnerId));
  const now = new Date(began.getTime() + 1);
  const note = (product: ProductRow, to: Offer) => {
    const from = offerOf(product);
    if (JSON.stringify(from) === JSON.stringify(offerOf(to))) return;
    const id = tables.next('productChange');
    const change = { id, productId: product.id, feedId, jobType: job.jobType, jobNumber: job.number, changedAt: now };
    tables.productChanges.push({ ...change, from, to: offerOf(to) });
  };
  for (const { sku, before, fields } of changes) {
    if (before) note(before, fields);
    const id = before?.id ?? tables.next('product');
    const times = before ? { createdAt: before.createdAt, updatedAt: now } : { createdAt: began, updatedAt: began };
    tables.products.set(id, { id, partnerId, feedId, sku, ...fields, ...times });
  }
  for (const product of removed) {
    const availability = 'discontinued' as const;
    note(product, { ...product, availability });
    tables.products.set(product.id, { ...product, availability, feedId, updatedAt: now });
  }
}

function offerOf({ price, currency, availability }: Offer): Offer {
  return { price, currency, availability };
}

function countRows(
  { processed, rejected }: StagedFeed,
  changes: readonly ProductUpdate[],
  duplicates: number,
  removed: number,
): LoadResult {
  const inserted = changes.filter(({ before }) => before === undefined).length;
  const updated = changes.length - inserted;
  const skipped = rejected + duplicates;
  return {
    processed,
    inserted,
    updated,
    unchanged: processed - inserted - updated - skipped,
    skipped,
    duplicates,
    removed,
  };
}
