import { expect, it } from 'vitest';
import { exportersWithWork } from '../src/order-exports/worker/claim-batches.ts';
import { OrderExports } from './support/order-exports.ts';
import { startTestServer } from './support/server.ts';

const server = await startTestServer({ WORKER: 'off' });
const acme = await server.partner('Acme Corp');

/** Copies of an exporter, all with an order that waits for more. */
const COPIES = 250;

it('a round covers all exporters with work, however many wait for more orders', async () => {
  const exports = new OrderExports(server, acme.key);
  const batch = { max_orders: 1_000, max_wait_seconds: 3_600 };
  await exports.exporter('s3_file', 'to_file', { batch });
  await server.pool.query(
    `insert into order_exporter select (jsonb_populate_record(
       exporter, jsonb_build_object('id', nextval('order_exporter_id_seq')))).* from order_exporter exporter, generate_series(1, $1)`,
    [COPIES],
  );
  const { rows } = await server.pool.query<{ exporter_id: string }>(
    `insert into order_export (partner_id, exporter_id, order_id, order_partner_id, flag, of_cancelled, rank,
       status, due_at, created_at)
     select partner_id, id, 1, partner_id, 'to_file', false, 1, 'queued', now(), now() from order_exporter
     returning exporter_id`,
  );
  const all = rows.map(({ exporter_id }) => Number(exporter_id)).sort((one, other) => one - other);
  const [begin = 0] = all.slice(100);
  const from = (after: number) => [...all.filter((id) => id > after), ...all.filter((id) => id <= after)];
  expect(await exportersWithWork(server.pool, begin)).toEqual(from(begin));
  expect(all).toHaveLength(COPIES + 1);
});
