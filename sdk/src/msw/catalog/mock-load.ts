import { DEFAULT_CURRENCY, type Feed, type LoadResult } from '@commerce-integration/contract';
import {
  type FeedLayout,
  type FeedRow,
  loadRefusal,
  modeAfterReading,
  removalRefusal,
  spellAttribute,
} from '@commerce-integration/contract/feed-file';
import { LOST_FEED_FILE, loadMessage } from '@commerce-integration/contract/rules';
import type { MockParts } from '../http/mock-call.ts';
import { LoadFailure, type LoadOutcome } from '../jobs/mock-worker.ts';
import type { FeedFile, JobErrorRow, JobRow, ProductRow } from '../store/mock-rows.ts';
import { lostFile } from '../store/mock-storage.ts';
import { checkpoint, type MockTables } from '../store/mock-tables.ts';
import { currencyOf, priceOf, type StagedFeed, type StagedRow, stageFeed } from './mock-load-rows.ts';
import { keepLoad } from './mock-loads.ts';
import {
  addProduct,
  attributesOf,
  changeProduct,
  fieldsChanged,
  noteAttributes,
  type ProductFields,
  productsOf,
} from './mock-write-products.ts';

/** A row that differs from the catalogue. */
interface ProductUpdate {
  sku: string;
  before: ProductRow | undefined;
  fields: ProductFields;
  changes: JobRow['changes'];
}

/** Largest number of changes that a load with `validate_only` reports. */
const SAMPLE = 1_000;

/** Loads a job's feed into the catalogue, all or nothing. @throws LoadFailure */
export function loadFeed({ tables, storage }: Pick<MockParts, 'tables' | 'storage'>, job: JobRow): LoadOutcome {
  const feed = tables.feeds.get(job.feedId ?? 0);
  const file = tables.feedFiles.get(job.feedId ?? 0);
  if (!feed || !file) throw new LoadFailure(LOST_FEED_FILE.gone);
  const lost = lostFile(storage, feed, file);
  if (lost) throw new LoadFailure(lost);
  const defaultCurrency = tables.partners.get(feed.partnerId)?.shown.default_currency ?? DEFAULT_CURRENCY;
  const { mode, validate_only, max_error_ratio, max_removed_ratio } = feed.shown;
  const task = { feedId: feed.id, file, mode, validate_only, max_error_ratio, max_removed_ratio };
  return loadFile(tables, job, { ...task, defaultCurrency });
}

/** A file to load, and how. */
interface LoadTask extends Pick<Feed, 'mode' | 'validate_only' | 'max_error_ratio' | 'max_removed_ratio'> {
  /** Null for a file that is no feed. */
  feedId: number | null;
  file: Pick<FeedFile, 'layout' | 'records' | 'notes' | 'failure'>;
  defaultCurrency: string;
}

/** Loads a file into the catalogue, all or nothing. @throws LoadFailure */
export function loadFile(tables: MockTables, job: JobRow, task: LoadTask): LoadOutcome & { result: LoadResult } {
  const { feedId, file, mode: asked, validate_only, max_error_ratio: maxErrorRatio, max_removed_ratio } = task;
  const { defaultCurrency } = task;
  const own = productsOf(tables, job.partnerId);
  const bySku = new Map(own.map((product) => [product.shown.sku, product]));
  const staged = stageFeed(file, defaultCurrency, bySku);
  const takeBack = checkpoint(tables);
  const refusal = loadRefusal(staged, { mode: asked, maxErrorRatio }) ?? spellLayout(tables, job.partnerId, staged);
  if (validate_only) takeBack();
  if (refusal !== undefined) throw new LoadFailure(refusal, staged.errors);
  const { winners, repeats } = lastLines(staged.rows);
  const updates = winners
    .map(({ row }) => updateOf(staged.layout, row, bySku.get(row.sku), defaultCurrency))
    .filter(({ before, changes }) => !before || changes.length > 0);
  const mode = modeAfterReading(asked, staged.lost);
  const removed = mode === 'full' ? missingProducts(own, staged) : [];
  const notes = file.notes.with(mode === asked ? {} : { nothing_removed: staged.lost });
  const active = own.filter(({ shown }) => shown.availability !== 'discontinued').length;
  const tooMany = removalRefusal({ active, removed: removed.length }, max_removed_ratio);
  if (tooMany !== undefined) throw new LoadFailure(tooMany, staged.errors);
  if (!validate_only) write(tables, feedId, job, newOnesInOrder(staged.rows, updates), removed);
  const result = { ...countRows(staged, updates, repeats.length, removed.length), ...notes.asResult() };
  return {
    result,
    message: loadMessage(result, validate_only),
    errors: [...staged.errors, ...repeats].sort((a, b) => a.line - b.line || a.position - b.position),
    changes: validate_only ? sampleChanges(updates, removed) : [],
  };
}

/** Gives attributes the catalogue's spelling, and keeps it. @returns the problem where there would be too many */
function spellLayout(tables: MockTables, partnerId: number, staged: StagedFeed): string | undefined {
  const known = attributesOf(tables, partnerId);
  const attributes = staged.layout.attributes.map(({ name, index }) => ({ name: spellAttribute(name, known), index }));
  staged.layout = { ...staged.layout, attributes };
  const names = attributes.map(({ name }) => name);
  return noteAttributes(tables, partnerId, names);
}

/** Only the last line of a repeated SKU counts; the others are reported. */
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

/** The product as the row would change it; columns that are not in the file stay unchanged. */
function updateOf(
  layout: FeedLayout,
  row: FeedRow,
  before: ProductRow | undefined,
  defaultCurrency: string,
): ProductUpdate {
  const or = <Name extends 'description' | 'brand' | 'category' | 'availability'>(name: Name) =>
    layout.columns[name] === undefined ? (before?.shown[name] ?? null) : row[name];
  const fields = {
    product_name: row.product_name,
    description: or('description'),
    brand: or('brand'),
    category: or('category'),
    price: priceOf(layout, row, before?.shown),
    currency: currencyOf(layout, row, before?.shown, defaultCurrency),
    availability: or('availability') as ProductFields['availability'],
    attributes: mergedAttributes(layout, row, before),
  };
  return { sku: row.sku, before, fields, changes: changesOf(row.sku, before, fields) };
}

/** Attributes that the file names are set or, by an empty cell, removed; all others stay. */
function mergedAttributes(layout: FeedLayout, row: FeedRow, before: ProductRow | undefined): Map<string, string> {
  const merged = new Map(before?.attributes);
  layout.attributes.forEach(({ name }, index) => {
    const value = row.attributes[index] ?? null;
    if (value === null) merged.delete(name);
    else merged.set(name, value);
  });
  return merged;
}

/** The changes of a product; for a new one, all its fields. */
function changesOf(sku: string, before: ProductRow | undefined, fields: ProductFields): JobRow['changes'] {
  const from = before ? { ...before.shown, attributes: before.attributes } : {};
  return fieldsChanged(from, fields).map((change) => ({ sku, ...change }));
}

/** The first changes that a load would make. */
function sampleChanges(updates: readonly ProductUpdate[], removed: readonly ProductRow[]): JobRow['changes'] {
  const gone = removed.map(({ shown: { sku, availability } }) => {
    return { sku, field: 'availability', from: availability, to: 'discontinued' };
  });
  return [...updates.slice(0, SAMPLE).flatMap(({ changes }) => changes), ...gone].slice(0, SAMPLE);
}

/** Products that are missing from a full feed. A product named by a rejected row is not missing. */
function missingProducts(own: readonly ProductRow[], { rows, errors }: StagedFeed): ProductRow[] {
  const rejected = errors.filter(({ severity }) => severity === 'error');
  const named = new Set([...rows.map(({ row }) => row.sku), ...rejected.map(({ sku }) => sku)]);
  return own.filter(({ shown }) => shown.availability !== 'discontinued' && !named.has(shown.sku));
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
  feedId: number | null,
  job: JobRow,
  updates: readonly ProductUpdate[],
  removed: readonly ProductRow[],
): void {
  // New products are inserted before the others are changed.
  const at = tables.timeOfChange();
  const changedAt = tables.timeOfChange();
  const changed = (before: ProductRow, fields: Partial<ProductFields>) => {
    const after = changeProduct(tables, before, fields, { feedId, job, changedAt });
    // What an import has changed belongs to no feed.
    if (feedId === null) after.shown.feed_id = null;
    return after;
  };
  const written = updates.map(({ sku, before, fields }) => ({
    before,
    after: before ? changed(before, fields) : addProduct(tables, { partnerId: job.partnerId, sku, feedId, at }, fields),
  }));
  const discontinued = removed.map((before) => ({ before, after: changed(before, { availability: 'discontinued' }) }));
  // An import keeps what all its files wrote together.
  if (job.jobType === 'validation') keepLoad(tables, job, [...written, ...discontinued]);
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
