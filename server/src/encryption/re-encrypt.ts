import type { Pool, PoolClient } from 'pg';
import { inTransaction } from '../database/in-transaction.ts';
import { type FieldCipher, type FieldPlace, UnreadableFieldError } from './field-cipher.ts';

// Tenancy of this file: a command of the operator, for the rows of every partner.

/** The encrypted columns, by table. */
export type SealedTables = Readonly<Record<string, readonly string[]>>;

export interface ReEncryption {
  /** Number of values that were re-encrypted with the first key. */
  reEncrypted: number;
  /** Number of values that could not be decrypted and stay as they were. */
  unreadable: number;
  /** The first unreadable values, by place and key. */
  examples: string[];
  /** Whether it was stopped before the end. */
  stopped: boolean;
}

export interface ReEncryptionOptions {
  /** Rows per transaction. */
  batchRows: number;
  stop: AbortSignal;
  /** Called after each batch with the number of values done. */
  progress(reEncrypted: number): void;
}

const MOST_EXAMPLES = 5;

/**
 * Re-encrypts all values of sealed columns with the cipher's first key, one batch of rows per transaction. Rows are
 * locked while they are rewritten, so that concurrent writes are not lost; orders do not wait. If it is stopped or
 * killed, each value is encrypted with one key or the other, and the next run continues.
 */
export async function reEncrypt(
  pool: Pool,
  cipher: FieldCipher,
  sealed: SealedTables,
  { batchRows, stop, progress }: ReEncryptionOptions,
): Promise<ReEncryption> {
  const done: ReEncryption = { reEncrypted: 0, unreadable: 0, examples: [], stopped: false };
  for (const [table, columns] of Object.entries(sealed)) {
    let after = '0';
    while (!stop.aborted) {
      const rows = await inTransaction(pool, (client) =>
        rewriteRows(client, cipher, { table, columns, after, batchRows }, done),
      );
      progress(done.reEncrypted);
      const last = rows.at(-1);
      if (!last) break;
      after = last.id;
    }
  }
  return { ...done, stopped: stop.aborted };
}

/**
 * How many values use other keys than the cipher's first one, by the key's ID; null for values that are not encrypted.
 */
export async function valuesUnderOtherKeys(
  pool: Pool,
  cipher: FieldCipher,
  sealed: SealedTables,
): Promise<Map<string | null, number>> {
  const each = Object.entries(sealed).flatMap(([table, columns]) =>
    columns.map((column) => `select ${column} as value from ${table} where not starts_with(${column}, $1)`),
  );
  const { rows } = await pool.query<{ key: string | null; values: string }>(
    `select substring(value from '^([a-z0-9]{1,16})\\.[A-Za-z0-9_-]+$') as key, count(*) as values
     from (${each.join(' union all ')}) left_over group by 1 order by 1`,
    [prefixOf(cipher)],
  );
  return new Map(rows.map((row) => [row.key, Number(row.values)]));
}

type Row = { id: string } & Record<string, string | null>;

/** Locks the next rows with a value under another key, and rewrites those that can be decrypted. @returns the rows */
async function rewriteRows(
  client: PoolClient,
  cipher: FieldCipher,
  { table, columns, after, batchRows }: { table: string; columns: readonly string[]; after: string; batchRows: number },
  done: ReEncryption,
): Promise<Row[]> {
  const elsewhere = columns.map((column) => `not starts_with(${column}, $3)`).join(' or ');
  const { rows } = await client.query<Row>(
    `select id, ${columns.join(', ')} from ${table} where id > $1 and (${elsewhere}) order by id limit $2 for no key update`,
    [after, batchRows, prefixOf(cipher)],
  );
  const values = columns.map((column) =>
    rows.map((row) => rewritten(row[column] ?? null, { table, id: Number(row.id), column }, cipher, done)),
  );
  const set = columns.map((column) => `${column} = coalesce(v.${column}, t.${column})`).join(', ');
  const arrays = columns.map((_, index) => `$${index + 2}::text[]`).join(', ');
  await client.query(
    `update ${table} t set ${set} from unnest($1::bigint[], ${arrays}) as v(id, ${columns.join(', ')})
     where t.id = v.id and num_nonnulls(${columns.map((column) => `v.${column}`).join(', ')}) > 0`,
    [rows.map((row) => row.id), ...values],
  );
  return rows;
}

/** A value re-encrypted with the first key; null for one that stays as it is. Counts the outcome in `done`. */
function rewritten(stored: string | null, place: FieldPlace, cipher: FieldCipher, done: ReEncryption): string | null {
  if (stored === null || stored.startsWith(prefixOf(cipher))) return null;
  try {
    const sealed = cipher.encrypt(cipher.decrypt(stored, place), place);
    done.reEncrypted += 1;
    return sealed;
  } catch (error) {
    if (!(error instanceof UnreadableFieldError)) throw error;
    done.unreadable += 1;
    if (done.examples.length < MOST_EXAMPLES) done.examples.push(error.message);
    return null;
  }
}

function prefixOf(cipher: FieldCipher): string {
  return `${cipher.keyId}.`;
}
