import { parseEncryptionKeys } from '../../src/encryption/encryption-keys.ts';
import { FieldCipher } from '../../src/encryption/field-cipher.ts';
import { ENCRYPTION_KEYS, type TestServer } from './server.ts';

/** Rows of each table: one a minute, for three weeks; the last has the current minute. */
const ROWS = 30_000;
/** The number of first rows of each table, whose states no later row has. */
const FIRST = 20;

const PARTNER = 'case when n % 10 = 0 then $1::bigint else $2::bigint end';
const CREATED = `now() - make_interval(mins => ${ROWS} - n)`;
const FROM = `from generate_series(1, ${ROWS}) n order by n`;

function early(rare: string, usual: string): string {
  return `case when n <= ${FIRST} then ${rare} else ${usual} end`;
}

/** One of two objects of every partner. */
function either(one: string, other: string): string {
  return `case when n / 10 % 2 = 0 then ${one} else ${other} end`;
}

const FILL = {
  feed: `insert into feed (partner_id, file_name, mode, validate_only, status, object_key, bucket, created_at)
    select ${PARTNER}, 'feed.csv', 'full', false, ${early(`'rejected'`, `'uploaded'`)}, 'key', 'bucket', ${CREATED} ${FROM}`,
  customer: `insert into customer (id, partner_id, first_name, last_name, email, created_at, updated_at)
    select n, ${PARTNER}, 'Ada', 'Lovelace', ($3::text[])[n], ${CREATED}, ${CREATED} ${FROM}`,
  job: `insert into job (job_type, number, status, message, partner_id, subject_type, subject_id, concurrency_key,
      created_at, finished_at)
    select ${early(`'order_export_replay'`, `case when n % 10 <> 0 and n % 3 = 0 then 'validation' else 'submission' end`)},
      1000 + n, ${early(either(`'failed'`, `'cancelled'`), `'completed'`)}, '', ${PARTNER}, 'feed', n, '', ${CREATED},
      ${CREATED} ${FROM}`,
  sales_order: `insert into sales_order (partner_id, status, fulfillment_status, block_export, total_amount, currency,
      created_at, updated_at)
    select ${PARTNER}, ${early(either(`'cancelled'`, `'created'`), `'completed'`)},
      ${early(either(`'failed'`, `'queued'`), `'delivered'`)}, n <= ${FIRST}, 1, 'EUR', ${CREATED}, ${CREATED} ${FROM}`,
  order_update: `insert into order_update (partner_id, update_id, feed_id, content, occurred_at, status, created_at,
      finished_at)
    select ${PARTNER}, 'U-' || n, ${early('7', 'null')}, '{}', now(), ${early(`'ignored'`, `'applied'`)}, ${CREATED},
      now() ${FROM}`,
  order_export: `insert into order_export (partner_id, order_id, order_partner_id, flag, of_cancelled, rank, status,
      created_at, ended_at)
    select ${PARTNER}, n, ${PARTNER}, 'to_erp', false, 1, ${early(`'rejected'`, `'completed'`)}, ${CREATED}, now() ${FROM}`,
};

export type FilledTable = keyof typeof FILL;

/**
 * Fills a table with rows of two partners.
 *
 * @param few the number of the partner of every tenth row
 * @param most the number of the partner of all other rows
 */
export async function fillTable(
  { pool }: TestServer,
  table: FilledTable,
  { few, most }: { few: number; most: number },
): Promise<void> {
  await pool.query(FILL[table], [few, most, ...(table === 'customer' ? [emails()] : [])]);
  await pool.query(`vacuum analyze ${table}`);
}

function emails(): string[] {
  const cipher = new FieldCipher(parseEncryptionKeys(ENCRYPTION_KEYS).keys);
  return Array.from({ length: ROWS }, (_, index) => {
    return cipher.encrypt('ada@example.com', { table: 'customer', id: index + 1, column: 'email' });
  });
}
