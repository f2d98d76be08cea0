import { pipeline } from 'node:stream/promises';
import { CURRENCY_DIGITS } from '@commerce-integration/contract';
import { tooManyDecimals } from '@commerce-integration/contract/feed-file';
import type { PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { CheckedRecords } from './checked-records.ts';
import type { LoadTask } from './load-task.ts';
import type { RowPiece, RowPieces } from './row-pieces.ts';
import { type StageStatements, stageStatements } from './staging-sql.ts';

/**
 * For classification only: looks products up by index, row by row. PostgreSQL's statistics do not include the rows just
 * inserted, and must not lead to another plan.
 */
const BY_INDEX = `set local enable_seqscan = off; set local enable_bitmapscan = off; set local enable_hashjoin = off;
  set local enable_mergejoin = off; set local enable_material = off; set local enable_memoize = off`;
const BY_ESTIMATE = BY_INDEX.replaceAll('= off', 'to default');

const [UNUSUAL_CURRENCIES, UNUSUAL_DIGITS] = [...CURRENCY_DIGITS]
  .filter(([, digits]) => digits !== 2)
  .reduce<[string[], number[]]>(
    (all, [code, digits]) => [
      [...all[0], code],
      [...all[1], digits],
    ],
    [[], []],
  );

/**
 * Stages the feed's rows while they are being read and, chunk by chunk, inserts new products into the catalogue at
 * once; changes are stored for the merge. Returns the number of inserted products.
 */
export async function stageFeed(
  client: PoolClient,
  task: LoadTask,
  records: CheckedRecords,
  pieces: RowPieces,
): Promise<number> {
  const layout = await records.layout;
  const statements = stageStatements(layout, task.rowsWanted);
  await client.query(statements.createTables);
  const catalogue = await client.query('select from product where partner_id = $1 limit 1', [task.partnerId]);
  // If only rows of existing products are wanted, all of them have to be looked up.
  const first = catalogue.rowCount === 0 && task.rowsWanted !== 'existing';
  await client.query(BY_INDEX);
  let inserted = 0;
  let rows = 0;
  let place = '(0,0)';
  for (let piece = await pieces.take(); piece; piece = await pieces.take()) {
    const chunk = await copyChunk(client, statements.copy, pieces, piece, task.chunkRows);
    const measured = await client.query<{ rows: number; last: string }>(statements.measure, [place]);
    if (measured.rows[0]?.rows !== chunk.rows)
      throw new Error('The staging table does not hold the rows in their order');
    await rejectCurrencyMismatches(client, task, statements, place, records);
    for (const statement of classification(task, statements, first, chunk.repeats > 0)) {
      inserted += await classify(client, task, statement, place);
    }
    place = measured.rows[0].last;
    rows += chunk.rows;
    task.signal.throwIfAborted();
    task.onProgress(rows + records.rejected);
  }
  await client.query(BY_ESTIMATE);
  return inserted;
}

/** Copies pieces as they arrive until the chunk is full or the rows end. */
async function copyChunk(client: PoolClient, copy: string, pieces: RowPieces, first: RowPiece, maxRows: number) {
  const chunk = { rows: 0, repeats: 0 };
  await pipeline(
    async function* () {
      for (let piece: RowPiece | undefined = first; piece; ) {
        chunk.rows += piece.rows;
        chunk.repeats += piece.repeats;
        yield piece.bytes;
        piece = chunk.rows < maxRows ? await pieces.take() : undefined;
      }
    },
    client.query(copyFrom(copy)),
  );
  return chunk;
}

/** The statements for a chunk. `first` says that the partner had no products before this load. */
function classification(task: LoadTask, statements: StageStatements, first: boolean, mayRepeat: boolean): string[] {
  if (task.validateOnly) return [statements.classifyOnly];
  const single = first ? statements.insert : statements.classify;
  return mayRepeat ? [single, statements.classifyRepeats] : [single];
}

async function classify(client: PoolClient, task: LoadTask, statement: string, place: string): Promise<number> {
  const parameters = [task.partnerId, task.feedId, task.defaultCurrency, place];
  const found = await client.query<{ inserted: number }>(statement, parameters);
  return found.rows[0]?.inserted ?? 0;
}

/** Rejects rows whose price and currency do not fit together, where one of them comes from the catalogue. */
async function rejectCurrencyMismatches(
  client: PoolClient,
  task: LoadTask,
  { rejectCurrencyMismatches: statement }: StageStatements,
  place: string,
  records: CheckedRecords,
): Promise<void> {
  if (statement === undefined) return;
  const parameters = [task.partnerId, task.feedId, task.defaultCurrency, place, UNUSUAL_CURRENCIES, UNUSUAL_DIGITS];
  const bad = await client.query<{ line: number; sku: string; price: string; currency: string }>(statement, parameters);
  const { columns } = await records.layout;
  const column = columns.price === undefined ? 'currency' : 'price';
  for (const { line, sku, price, currency } of bad.rows) {
    records.reject(line, sku, [tooManyDecimals(column, column === 'price' ? price : currency, currency)]);
  }
}
