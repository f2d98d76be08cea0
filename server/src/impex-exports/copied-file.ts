import type { DataDefinition } from '@commerce-integration/contract';
import { createRowsWriter } from '@commerce-integration/contract/rules';
import { escapeLiteral, type Pool } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { holdConnection } from '../database/held-connection.ts';
import { sqlOf } from '../database/queryable.ts';
import { sql, textWithLiterals } from '../database/sql.ts';
import type { RowScope } from '../impex/entities/row-service.ts';
import { type CopiedField, copiedCell } from '../impex/exports/copied-fields.ts';
import { sortedBy } from '../impex/exports/pages.ts';
import { wantedProducts } from '../impex/exports/read-exported.ts';
import { RowCounter } from './row-counter.ts';
import { cancelStatement } from './snapshot.ts';

/** The time limit of a copy, which waits for the upload of the file. */
const COPY_MS = 6 * 3_600_000;

/** Read-ahead in bytes: few large parts cost less than many small ones. */
const READ_BYTES = 256 * 1024;

/** A file of products written as CSV by PostgreSQL. */
export interface CopiedFile {
  readonly definition: DataDefinition;
  readonly fields: readonly CopiedField[];
  /** Receives the number of rows of each part. */
  readonly onRows: (rows: number) => void;
}

/**
 * Lets PostgreSQL write a file of products, in half of the time that reading and writing the rows here takes. Uses a
 * separate connection that shares the snapshot of the unit of work's transaction.
 *
 * @param scope of a transaction that reads one snapshot
 * @param work gets the bytes; bytes that it leaves unread are discarded
 */
export async function withCopiedFile<T>(
  pool: Pool,
  scope: RowScope,
  { definition, fields, onRows }: CopiedFile,
  work: (bytes: AsyncGenerator<Buffer>) => Promise<T>,
): Promise<T> {
  const statement = await copySql(scope, definition, fields);
  const snapshot = await exportSnapshot(scope);
  const connection = await holdConnection(pool, () => undefined);
  const { client } = connection;
  let pid: number | undefined;
  try {
    await client.query(`begin isolation level repeatable read read only;
      set transaction snapshot ${escapeLiteral(snapshot)}; set local statement_timeout = ${COPY_MS}`);
    pid = (await client.query<{ pid: number }>('select pg_backend_pid() as pid')).rows[0]?.pid;
    const result = await work(
      copied(createRowsWriter(definition).begin, client.query(copyTo(statement, { highWaterMark: READ_BYTES }))),
    );
    await client.query('commit');
    connection.release();
    return result;
  } catch (error) {
    // A running copy waits until its bytes are read, or for a lock, so its connection is closed.
    connection.release(error as Error);
    await cancelStatement(pool, pid);
    throw error;
  }

  async function* copied(header: string, rows: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    yield Buffer.from(header);
    const counter = new RowCounter(definition.format.quote ?? '"');
    for await (const chunk of rows) {
      onRows(counter.count(chunk));
      yield chunk;
    }
  }
}

/** Tenancy: the condition on the partner is one of those of the wanted products. */
async function copySql(scope: RowScope, definition: DataDefinition, fields: readonly CopiedField[]): Promise<string> {
  const { delimiter, quote = '"' } = definition.format;
  const { where, orderBy } = await wantedProducts(scope, definition);
  // Cells get names of their own, which no sort can refer to.
  const cells = fields.map((field, index) => sql`${copiedCell(field)} as ${sql.ref(`cell_${index}`)}`);
  const select = sql`select ${sql.join(cells)} from product where ${where} order by ${sortedBy(orderBy)}`;
  const options = `format csv, delimiter ${escapeLiteral(delimiter)}, quote ${escapeLiteral(quote)}`;
  return `copy (${textWithLiterals(select)}) to stdout with (${options})`;
}

/** @returns the name of the open transaction's snapshot, valid while it is open */
async function exportSnapshot({ em }: RowScope): Promise<string> {
  // The transaction is idle while the other connection copies.
  const { rows } = await sqlOf(em).query<{ name: string }>(
    `select pg_export_snapshot() as name, set_config('idle_in_transaction_session_timeout', $1, true)`,
    [`${COPY_MS}`],
  );
  return rows[0]?.name ?? '';
}
