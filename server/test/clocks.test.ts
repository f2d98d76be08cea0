import { expect, it } from 'vitest';
import { OrderExports } from './support/order-exports.ts';
import { startReceiver } from './support/receiver.ts';
import { Schedules } from './support/schedules.ts';
import { startTestServer } from './support/server.ts';
import { until } from './support/until.ts';
import { Webhooks } from './support/webhooks.ts';
import { WorkerProcess } from './support/worker-process.ts';

// Workers whose clocks differ from the database's, which decides what is due.
const RETRY_SECONDS = 300;
const server = await startTestServer({
  WEBHOOK_ALLOW_LOOPBACK: 'true',
  WEBHOOK_RETRY_SECONDS: `${RETRY_SECONDS}x3`,
  WORKER: 'off',
});
const acme = await server.partner('Acme Corp');

/** Options of a process whose clock is ahead by seconds. */
const clockAhead = (seconds: number) => {
  const code = `const Real = Date; const now = () => Real.now() + ${seconds * 1_000};
    globalThis.Date = class extends Real { constructor(...at) { super(...(at.length ? at : [now()])); } };
    Date.now = now;`;
  return `--import=data:text/javascript,${encodeURIComponent(code)}`;
};

it.each([
  ['behind', -600],
  ['ahead', 600],
])('a worker whose clock is %s retries after the usual time', async (name, seconds) => {
  const worker = await WorkerProcess.start({ ...server.environment, NODE_OPTIONS: clockAhead(seconds) });
  if (name === 'behind') await server.load('sku,product_name,price,currency,availability\nA,One,10,EUR,in stock\n');
  const receiver = await startReceiver();
  receiver.answer = (_, res) => void res.writeHead(500).end();
  const webhooks = new Webhooks(server, acme.key);
  const exports = new OrderExports(server, acme.key);
  const { webhook_id } = await webhooks.create(receiver.url, { events: ['order.created'] });
  await exports.setFlag(name);
  const retry = { first_delay_seconds: RETRY_SECONDS, max_delay_seconds: RETRY_SECONDS };
  await exports.http(name, receiver.url, { retry });
  const { order_id } = await exports.order();
  const delivery = await until(async () =>
    (await webhooks.deliveries(`webhook_id=${webhook_id}`)).find(({ error }) => error !== null),
  );
  const failed = await exports.one(`order_id=${order_id}`, 'failed');
  const leastAndMost = [RETRY_SECONDS / 2, RETRY_SECONDS * 1.5].map((wait) => Date.now() + wait * 1_000);
  for (const at of [delivery.next_attempt_at, failed.next_attempt_at]) {
    expect(new Date(at ?? 0).getTime()).toBeGreaterThan(leastAndMost[0] ?? 0);
    expect(new Date(at ?? 0).getTime()).toBeLessThan(leastAndMost[1] ?? 0);
  }
  await worker.stop();
});

it('a worker whose clock is behind starts a schedule that is due', async () => {
  const schedules = new Schedules(server, acme);
  const { data_group_id } = await schedules.group({ type: 'bucket', prefix: 'shop' });
  await server.pool.query(`update data_schedule set next_run_at = now() - interval '1 second'`);
  const worker = await WorkerProcess.start({ ...server.environment, NODE_OPTIONS: clockAhead(-600) });
  await until(async () => (await schedules.get(data_group_id)).last_runs.length > 0);
  await worker.stop();
});
