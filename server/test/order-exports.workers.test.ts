import { GetObjectCommand } from '@aws-sdk/client-s3';
import type { Order, Page } from '@commerce-integration/contract';
import { expect, it } from 'vitest';
import { bucketKeys, s3Client } from './support/bucket.ts';
import { OrderExports, QUICK_EXPORTS } from './support/order-exports.ts';
import { startReceiver } from './support/receiver.ts';
import { startTestServer } from './support/server.ts';
import { until } from './support/until.ts';
import { WorkerProcess } from './support/worker-process.ts';

/** The number of times a worker is killed; increase it for manual runs. */
const KILLS = Number(process.env.EXPORT_KILLS ?? 2);
/** Orders between two kills. */
const STEP = 12;
const CATALOGUE = 'sku,product_name,price,currency,availability\nA,One,10,EUR,in stock\n';

const server = await startTestServer({ ...QUICK_EXPORTS, WORKER: 'off' });
const receiver = await startReceiver();
const acme = await server.partner('Acme Corp');
const exports = new OrderExports(server, acme.key);

it(
  'exports each order exactly once at each step, whenever workers are killed',
  async () => {
    const flags = [{ on: 'order', status: 'in_progress', flag: 'to_file' }];
    await server.call('/order-export-flags', { method: 'PUT', body: { flags } });
    const batch = { max_orders: 5, max_wait_seconds: 0 };
    const { exporter_id } = await exports.exporter('s3_file', 'to_file', { batch, next_flag: 'to_receiver' });
    await exports.http('to_receiver', receiver.url);
    receiver.answer = (_, res) => void setTimeout(() => res.writeHead(204).end(), 20);
    const steady = await WorkerProcess.start(server.environment);
    await server.load(CATALOGUE);
    let worker = await WorkerProcess.start(server.environment);
    const orders: Order[] = [];
    for (let kill = 0; kill < KILLS; kill += 1) {
      const before = receiver.received.length;
      const made = Array.from({ length: STEP }, () => exports.order());
      orders.push(...(await Promise.all(made)));
      // At a point between the first and the last order of this step, which the test does not control.
      await until(async () => receiver.received.length > before + Math.random() * STEP);
      await worker.kill();
      worker = await WorkerProcess.start(server.environment);
    }
    const count = 2 * orders.length;
    await until(async () => (await completed()) === count, 120_000 + KILLS * 2_000);
    await Promise.all([worker.stop(), steady.stop()]);

    const wanted = orders.map(({ order_id }) => order_id).sort();
    expect((await ordersOfFiles(`order-exports/${exporter_id}/`)).sort()).toEqual(wanted);
    const keys = new Map(receiver.received.map(({ headers, text }) => [headers['idempotency-key'], orderOf(text)]));
    expect([...keys.values()].sort()).toEqual(wanted);
    const { rows } = await server.pool.query<{ flags: string }>('select count(*) as flags from order_export_flag');
    expect(rows).toEqual([{ flags: '0' }]);
  },
  300_000 + KILLS * 20_000,
);

it('a worker that stops waits for the answer of a receiver, and writes it', async () => {
  await exports.setFlag('to_slow');
  const slow = await startReceiver();
  const answers: (() => void)[] = [];
  slow.answer = (_, res) => void answers.push(() => res.writeHead(204).end());
  await exports.http('to_slow', slow.url);
  const worker = await startTestServer({ ...server.environment, WEBHOOK_TIMEOUT_SECONDS: '60', WORKER: 'on' });
  await server.load(CATALOGUE);
  const order = await exports.order();
  await slow.first(1);
  const stopping = worker.stop();
  // It closes its address before it ends its work.
  await until(
    async () =>
      await fetch(worker.url).then(
        () => false,
        () => true,
      ),
  );
  for (const answer of answers) answer();
  await stopping;
  expect(await exports.list(`order_id=${order.order_id}`)).toMatchObject([{ status: 'completed' }]);
});

/** All completed exports. */
async function completed(): Promise<number> {
  let count = 0;
  for (let cursor = ''; ; ) {
    const path = `/order-exports?status=completed&limit=100${cursor}`;
    const { body } = await exports.call<Page<object>>(path);
    count += body.items.length;
    if (!body.next_cursor) return count;
    cursor = `&cursor=${body.next_cursor}`;
  }
}

/** The orders in all files of an exporter, including repetitions. */
async function ordersOfFiles(prefix: string): Promise<string[]> {
  const client = s3Client(server.environment);
  const found: string[] = [];
  for (const Key of await bucketKeys(server.environment)) {
    if (!Key.startsWith(prefix)) continue;
    const { Body } = await client.send(new GetObjectCommand({ Bucket: server.environment.S3_BUCKET, Key }));
    const text = (await Body?.transformToString()) ?? '';
    found.push(...text.trimEnd().split('\n').map(orderOf));
  }
  client.destroy();
  return found;
}

function orderOf(json: string): string {
  return (JSON.parse(json) as { order: Order }).order.order_id;
}
