import type { Readable } from 'node:stream';
import type { LoadResult } from '@commerce-integration/contract';
import {
  type AttributeSpellings,
  type FeedLayout,
  loadRefusal,
  modeAfterReading,
  tooManyAttributes,
} from '@commerce-integration/contract/feed-file';
import type { PoolClient } from 'pg';
import { inTransaction } from '../../database/in-transaction.ts';
import { JobErrorWriter } from '../../jobs/job-error-writer.ts';
import { inSpan } from '../../tracing/span.ts';
import { knownAttributes, newAttributes, noteAttributes } from '../attribute-names.ts';
import { CheckedRecords } from './checked-records.ts';
import { readFeedFile } from './feed-file-reader.ts';
import { type LoadOutcome, LoadRefused, type LoadTask } from './load-task.ts';
import { mergeLoad } from './merge-load.ts';
import { COUNT_UNKNOWN } from './merge-sql.ts';
import { inPartnerTransaction } from './partner-transaction.ts';
import { RowPieces } from './row-pieces.ts';
import { stageFeed } from './stage-feed.ts';

export type { LoadOutcome, LoadTask } from './load-task.ts';
export { LoadRefused } from './load-task.ts';

/** Small enough to classify a chunk quickly, large enough to make its fixed costs negligible. */
export const CHUNK_ROWS = 50_000;

/**
 * Loads a feed into the catalogue in one transaction, all or nothing, one load per partner at a time. Uses constant
 * memory. Rejected rows are reported as the job's errors, and stay reported when the load fails.
 *
 * @returns the committed counters; always `processed = inserted + updated + unchanged + skipped`
 * @throws LoadRefused where too many rows are invalid, FeedFileError where the file cannot be read to its end: their
 *   messages tell a partner what to fix. The signal's reason when it fires. Any other error is internal or the store's,
 *   and worth a retry.
 */
export async function loadCatalogue(task: LoadTask): Promise<LoadOutcome> {
  return inPartnerTransaction(task.pool, task.partnerId, task.signal, async (client, lost) => {
    const errors = await JobErrorWriter.open(task.pool, task.jobId, task.file);
    try {
      return await load(client, task, errors, AbortSignal.any([task.signal, lost]));
    } finally {
      await errors.close();
    }
  });
}

async function load(
  client: PoolClient,
  task: LoadTask,
  errors: JobErrorWriter,
  stop: AbortSignal,
): Promise<LoadOutcome> {
  const known = await knownAttributes(client, task.partnerId);
  const pieces = new RowPieces(task.chunkRows);
  const records = new CheckedRecords({ rows: pieces, errors }, { defaultCurrency: task.defaultCurrency, known });
  const inserted = await inSpan('read and stage', {}, () => readAndStage(client, task, records, pieces, stop));
  await errors.finish();
  assertWorthLoading(task, records);
  const layout = await records.layout;
  await nameAttributes(task, layout, known);
  const mode = modeAfterReading(task.mode, records.lost);
  if (mode !== task.mode) records.notes.add('nothing_removed', records.lost);
  const ending = { ...task, mode };
  const { priceChanges, ...counts } = await inSpan('merge', {}, () =>
    mergeLoad(client, ending, layout, inserted, pieces.repeats > 0),
  );
  const leftOut = await countLeftOut(client, task, records, counts);
  const { rejected, firstProblem } = records;
  const outcome = { result: countRows(records, counts, leftOut), rejected, leftOut, firstProblem, priceChanges };
  stop.throwIfAborted();
  await inSpan('record the outcome', {}, async () => task.complete(client, outcome));
  return outcome;
}

/** Reads the file and stages its rows concurrently. When this throws, both sides have stopped. */
async function readAndStage(
  client: PoolClient,
  task: LoadTask,
  records: CheckedRecords,
  pieces: RowPieces,
  stop: AbortSignal,
): Promise<number> {
  const source = await task.openSource(stop);
  const giveUp = (error: unknown): void => {
    records.fail(error);
    pieces.fail(error);
    source.destroy();
  };
  const onStop = (): void => giveUp(stop.reason);
  stop.addEventListener('abort', onStop);
  if (stop.aborted) onStop();
  const reading = readRecords(source, task, records, pieces).catch(giveUp);
  try {
    return await stageFeed(client, task, records, pieces);
  } catch (error) {
    giveUp(error);
    throw error;
  } finally {
    await reading;
    stop.removeEventListener('abort', onStop);
  }
}

async function readRecords(
  source: Readable,
  task: LoadTask,
  records: CheckedRecords,
  pieces: RowPieces,
): Promise<void> {
  const reading = task.readRecords?.(source, records) ?? readFeedFile(source, task.delimiter, records);
  for await (const _ of reading) await records.ready();
  pieces.end();
}

function assertWorthLoading(task: LoadTask, records: CheckedRecords): void {
  const refusal = task.isPart ? undefined : loadRefusal(records, task);
  if (refusal !== undefined) throw new LoadRefused(refusal);
}

/**
 * Records the names of new attributes in a separate transaction: otherwise a batch that holds locks on products and
 * uses one of the names would wait for the load, while the load waits for its products.
 *
 * @throws LoadRefused where there would be too many
 */
async function nameAttributes(task: LoadTask, { attributes }: FeedLayout, known: AttributeSpellings): Promise<void> {
  const names = attributes.map(({ name }) => name);
  const added = newAttributes(names, known);
  if (added.length === 0) return;
  const others = await inTransaction(task.pool, (client) => noteAttributes(client, task, names), {
    dryRun: task.validateOnly,
  });
  const refusal = others === undefined ? undefined : tooManyAttributes(others, added);
  if (refusal !== undefined) throw new LoadRefused(refusal);
}

/** The winning rows that the import mode excludes. */
async function countLeftOut(
  client: PoolClient,
  { partnerId, rowsWanted = 'all' }: LoadTask,
  { processed, rejected }: CheckedRecords,
  { inserted, duplicates }: { inserted: number; duplicates: number },
): Promise<number> {
  if (rowsWanted === 'all') return 0;
  if (rowsWanted === 'new') return processed - rejected - duplicates - inserted;
  const { rows } = await client.query<{ count: number }>(COUNT_UNKNOWN, [partnerId]);
  return rows[0]?.count ?? 0;
}

function countRows(
  { processed, rejected, notes }: CheckedRecords,
  { inserted, updated, duplicates, removed }: Omit<LoadResult, 'processed' | 'unchanged' | 'skipped'>,
  leftOut: number,
): LoadResult {
  const skipped = rejected + duplicates + leftOut;
  const unchanged = processed - inserted - updated - skipped;
  return { processed, inserted, updated, unchanged, skipped, duplicates, removed, ...notes.asResult() };
}
