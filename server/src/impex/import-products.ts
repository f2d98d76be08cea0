import { Readable } from 'node:stream';
import {
  attributeOfTarget,
  type DataDefinition,
  DEFAULT_CURRENCY,
  type FEED_COLUMNS,
  formatId,
  type ImportMode,
  JobNotes,
} from '@commerce-integration/contract';
import { type FeedLayout, readableSku } from '@commerce-integration/contract/feed-file';
import type { CheckedRecords } from '../catalog/load/checked-records.ts';
import { CHUNK_ROWS, loadCatalogue } from '../catalog/load/load-catalogue.ts';
import type { RowsWanted } from '../catalog/load/load-task.ts';
import { pricesChanged } from '../catalog/price-changes.ts';
import { sqlOf } from '../database/queryable.ts';
import { EVERYBODY } from '../database/tenancy.ts';
import { recordEvent } from '../events/record-event.ts';
import { getPartner } from '../partners/partners.queries.ts';
import { type FileTask, reportedFile, rollbackReason } from './import-file.ts';
import { ImportRefused } from './import-refused.ts';
import { mapRows } from './map-rows.ts';
import { resolvedRows } from './resolve-lookups.ts';

const ROWS_WANTED: Readonly<Record<Exclude<ImportMode, 'delete'>, RowsWanted>> = {
  merge: 'all',
  insert_only: 'new',
  update_only: 'existing',
};

/**
 * Imports the products of a file with the loader of feeds, in one transaction.
 *
 * @throws ImportRefused, LoadRefused where nothing of the file is imported
 */
export async function importProducts(task: FileTask): Promise<void> {
  const { database, run, partnerId, definition, validateOnly } = task;
  const leftOut = { rows: 0 };
  const partner = await getPartner(database.open(EVERYBODY), formatId('partner', partnerId));
  await loadCatalogue({
    pool: database.pool,
    partnerId,
    feedId: null,
    jobId: run.job.id,
    file: reportedFile(task),
    isPart: task.only !== undefined,
    mode: 'incremental',
    rowsWanted: ROWS_WANTED[definition.mode as keyof typeof ROWS_WANTED],
    validateOnly,
    maxErrorRatio: task.maxErrorRatio,
    maxRemovedRatio: 0,
    defaultCurrency: partner.defaultCurrency ?? DEFAULT_CURRENCY,
    delimiter: ',',
    openSource: async () => Readable.from(await task.open(), { objectMode: false }),
    readRecords: (source, records) => readRecords(source, records, task, leftOut),
    signal: run.signal,
    onProgress: task.onProgress,
    complete: async (client, { result, rejected, firstProblem, priceChanges }) => {
      const refusal = rollbackReason(task, { processed: result.processed, rejected, firstProblem });
      if (refusal !== undefined) throw new ImportRefused(refusal);
      if (priceChanges.products > 0) {
        const data = { ...pricesChanged(priceChanges), job_id: run.job.publicId() };
        await recordEvent(client, { type: 'product.price.changed', partnerId, data });
      }
      const { processed, skipped } = result;
      const counts = { ...result, processed: processed + leftOut.rows, skipped: skipped + leftOut.rows };
      await task.finish(client, counts);
    },
    chunkRows: CHUNK_ROWS,
  });
}

/** Passes the rows of a file to the loader, in the layout of a feed. */
async function* readRecords(
  source: Readable,
  records: CheckedRecords,
  { database, partnerId, definition, only, unresolved }: FileTask,
  leftOut: { rows: number },
): AsyncGenerator<void> {
  const layout = productLayout(definition.columns);
  const sku = layout.columns.sku ?? 0;
  records.header(layout, { line: 1, begin: 0, end: 0 }, new JobNotes());
  const read = mapRows(source, definition, { only });
  const sql = sqlOf(database.open(EVERYBODY));
  for await (const rows of resolvedRows(read, definition.columns, sql, partnerId)) {
    for (const { line, values, problems, isLeftOut, unresolved: missing } of rows) {
      if (isLeftOut) {
        leftOut.rows += 1;
        continue;
      }
      if (problems.length > 0) {
        records.refuse(line, readableSku(values[sku] ?? ''), problems);
        unresolved.note({ line, item: 0 }, problems);
        continue;
      }
      if (missing) {
        leftOut.rows += 1;
        unresolved.note({ line, item: 0 }, missing);
        continue;
      }
      const cells = values.map((value) => value ?? '');
      records.record({ line, begin: 0, end: 0, cells, mayHaveNul: true, problem: undefined, warning: undefined });
    }
    yield;
  }
}

/** The columns of a descriptor of products in the layout of a feed. */
export function productLayout(columns: DataDefinition['columns']): FeedLayout {
  const known: Partial<Record<(typeof FEED_COLUMNS)[number], number>> = {};
  const attributes: { name: string; index: number }[] = [];
  const applies: Record<string, 'on_insert' | 'on_update'> = {};
  columns.forEach(({ target, apply }, index) => {
    const name = attributeOfTarget(target);
    if (apply === 'on_insert' || apply === 'on_update') applies[target] = apply;
    if (name === undefined) known[target as keyof typeof known] = index;
    else attributes.push({ name, index });
  });
  return { width: columns.length, columns: known, attributes, applies };
}
