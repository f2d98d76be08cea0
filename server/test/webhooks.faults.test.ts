import { idNumber, type Order } from '@commerce-integration/contract';
import { expect, it } from 'vitest';
import { startReceiver } from './support/receiver.ts';
import { startTestServer } from './support/server.ts';
import { until } from './support/until.ts';
import { Webhooks } from './support/webhooks.ts';
import { WorkerProcess } from './support/worker-process.ts';

const server = await startTestServer({
  WORKER: 'off',
  WEBHOOK_ALLOW_LOOPBACK: 'true',
  // The claims of a killed worker expire after 6 seconds.
  WEBHOOK_TIMEOUT_SECONDS: '1',
  WEBHOOK_RETRY_SECONDS: '0.1x50',
});
const acme = await server.partner('Acme Corp');
const webhooks = new Webhooks(server, acme.key);

/** The number of workers to kill; KILLS=100 for more, which takes some minutes. */
const KILLS = Number(process.env.KILLS ?? 4);
const ORDERS = 10 * KILLS;
/** Each kill may delay the ordered subscription by the 6 seconds. */
const ENDING_MS = 60_000 + KILLS * 6_000;

it(
  'loses nothing when workers are killed and connections break between change and delivery',
  async () => {
    let worker = await WorkerProcess.start(server.environment);
    await server.load('sku,product_name,price,currency,availability\nA,One,10,EUR,in stock\n');
    const [ordered, free] = [await startReceiver(), await startReceiver()];
    // The response is delayed, so that kills interrupt deliveries.
    for (const receiver of [ordered, free])
      receiver.answer = (_, res) => void setTimeout(() => res.writeHead(204).end(), 15);
    const events = ['order.created'];
    const inOrder = await webhooks.create(ordered.url, { events, ordered: true });
    const atOnce = await webhooks.create(free.url, { events });
    const second = await WorkerProcess.start(server.environment);
    const created: string[] = [];
    const refused = { partner_name: 'Acme Corp', items: [{ product_id: 'PR99999', quantity: 1 }] };
    for (let n = 0; n < ORDERS; n += 1) {
      created.push((await acknowledged(`o-${n}`)).order_id);
      if (n % 5 === 0) expect((await server.call('/orders', { body: refused })).status).toBe(404);
      if (n % 10 === 9) {
        await until(async () => free.received.length > n / 2);
        await worker.kill();
        worker = await WorkerProcess.start(server.environment);
      }
      if (n % 40 === 20) await breakConnections();
    }
    for (const { webhook_id } of [inOrder, atOnce]) await allEnded(webhook_id);
    for (const { received } of [ordered, free])
      expect(new Set(received.map(({ body }) => body.data.order_id))).toEqual(new Set(created));
    const sequences = ordered.values('x-commerce-sequence').map(Number);
    expect(sequences).toEqual(sequences.toSorted((a, b) => a - b));
    expect(new Set(sequences)).toEqual(new Set(Array.from({ length: ORDERS }, (_, n) => n + 1)));
    const first = ordered.received.filter(
      ({ headers }, place) =>
        ordered.received.findIndex((one) => one.headers['webhook-id'] === headers['webhook-id']) === place,
    );
    expect(first.map(({ body }) => body.data.order_id)).toEqual(created);
    await second.stop();
  },
  90_000 + KILLS * 16_000 + ENDING_MS,
);

/** Creates an order, with the same key as long as the response is 503, which a broken connection causes. */
async function acknowledged(reference: string): Promise<Order> {
  const body = {
    partner_name: 'Acme Corp',
    customer_reference: reference,
    items: [{ product_id: 'PR00001', quantity: 1 }],
  };
  const headers = { 'idempotency-key': reference };
  return until(async () => {
    const answer = await server.call<Order>('/orders', { body, headers });
    expect([201, 503]).toContain(answer.status);
    return answer.status === 201 && answer.body;
  });
}

/** Waits until every order was delivered to a subscription. */
async function allEnded(webhookId: string): Promise<void> {
  await until(async () => {
    const sql = `select count(*)::integer as count from webhook_delivery where webhook_id = $1 and status = 'succeeded'`;
    const { rows } = await server.pool.query<{ count: number }>(sql, [idNumber(webhookId)]);
    return rows[0]?.count === ORDERS;
  }, ENDING_MS);
}

/** Terminates all connections, like a restart of PostgreSQL. */
async function breakConnections(): Promise<void> {
  await server.pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database()
       and backend_type = 'client backend' and pid <> pg_backend_pid()`,
  );
}
