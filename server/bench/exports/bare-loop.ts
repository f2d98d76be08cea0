import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import pg from 'pg';
import { readExportedOrders } from '../../src/orders/exported-orders.ts';
import { ObjectStore } from '../../src/storage/object-store.ts';

// The minimum work of exporting orders to files: reads each order and writes it to a file, twice, and writes the same
// rows and events as ours, with the simplest statements. Two loops process different numbers without coordination;
// nothing is checked, and a killed loop does not recover.

const {
  DATABASE_URL = '',
  S3_ENDPOINT = '',
  S3_BUCKET = '',
  AWS_ACCESS_KEY_ID = '',
  AWS_SECRET_ACCESS_KEY = '',
} = process.env;
const [worker, workers, orders] = [process.env.WORKER, process.env.WORKERS, process.env.ORDERS].map(Number);
const STEP = 1_000;

const pool = new pg.Pool({ connectionString: DATABASE_URL, max: 4 });
const store = new ObjectStore({
  endpoint: S3_ENDPOINT,
  region: 'us-east-1',
  bucket: S3_BUCKET,
  credentials: { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY },
});
for (let start = 1 + (worker ?? 0) * STEP; start <= (orders ?? 0); start += STEP * (workers ?? 1)) {
  const numbers = Array.from({ length: STEP }, (_, n) => start + n);
  await step(numbers, 'bare_first', 1);
  await step(numbers, 'bare_second', 2);
}
store.close();
await pool.end();

async function step(numbers: number[], flag: string, exporter: number): Promise<void> {
  const { rows: flags } = await pool.query<{ id: string }>(
    `insert into order_export_flag (partner_id, order_id, flag, of_cancelled, created_at)
     select 1, n, $2, false, now() from unnest($1::bigint[]) n returning id`,
    [numbers, flag],
  );
  await pool.query('delete from order_export_flag where id = any($1::bigint[])', [flags.map(({ id }) => id)]);
  const { rows } = await pool.query<{ id: string }>(
    `insert into order_export (exporter_id, order_id, order_partner_id, flag, of_cancelled, rank, status, due_at, created_at)
     select $3, n, 1, $2, false, 1, 'queued', now(), now() from unnest($1::bigint[]) n returning id`,
    [numbers, flag, exporter],
  );
  const ids = rows.map(({ id }) => id);
  await pool.query(
    `update order_export set status = 'running', attempts = 1, batch_id = $2, batch_ids = array[$2::bigint], due_at = null
     where id = any($1::bigint[])`,
    [ids, numbers[0]],
  );
  const read = [...(await readExportedOrders(pool, numbers.slice(0, 500))).values()];
  read.push(...(await readExportedOrders(pool, numbers.slice(500))).values());
  const text = `${read.join('\n')}\n`;
  await store.put(`bare/${flag}-${numbers[0]}`, Readable.from([Buffer.from(text)]), 'application/x-ndjson');
  await pool.query(
    `insert into order_export_attempt (batch_id, attempt, duration_ms, orders, request_digest, at)
     values ($1, 1, 1, $2, $3, now())`,
    [numbers[0], numbers.length, createHash('sha256').update(text).digest('hex')],
  );
  await pool.query(`update order_export set status = 'completed', ended_at = now() where id = any($1::bigint[])`, [
    ids,
  ]);
  await pool.query(
    `insert into event (event_type, partner_id, subject_id, data, occurred_at)
     select 'order.export.completed', null, 'OR' || n, jsonb_build_object('order_export_id', 'OE' || n, 'order_id',
       'OR' || n, 'exporter_id', 'OX00001', 'flag', $2::text, 'next_flag', null), clock_timestamp()
     from unnest($1::bigint[]) n`,
    [numbers, flag],
  );
}
