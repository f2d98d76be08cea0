import { setTimeout as delay } from 'node:timers/promises';
import type { OrderUpdate, Page, ReceivedOrderUpdates } from '@commerce-integration/contract';
import { expect, it } from 'vitest';
import { OrderUpdates } from './support/order-updates.ts';
import { startTestServer } from './support/server.ts';
import { until } from './support/until.ts';
import { WorkerProcess } from './support/worker-process.ts';

const server = await startTestServer({ WORKER: 'off' });
const acme = await server.partner('Acme Corp');
const updates = new OrderUpdates(server, acme.key);
const ORDERS = 30;
/** The number of workers to kill, with broken connections before each; KILLS=100 for more, which takes long. */
const KILLS = Number(process.env.KILLS ?? 2);
const ROUNDS = 2 * KILLS;

it(
  'applies each update exactly once when workers are killed and connections break',
  async () => {
    let worker = await WorkerProcess.start(server.environment);
    const second = await WorkerProcess.start(server.environment);
    await server.load('sku,product_name,price,currency,availability\nA,One,10,EUR,in stock\n');
    const orders: string[] = [];
    for (let n = 0; n < ORDERS; n += 1) orders.push((await updates.order([ROUNDS])).order_id);
    for (let round = 1; round <= ROUNDS; round += 1) {
      // Each update is a parcel with one piece: a second application would add a piece.
      const said = orders.map((order_id, n) => ({
        update_id: `P-${round}-${n}`,
        order_id,
        items: [{ sku: 'A', quantity: 1 }],
        tracking_number: `T-${round}-${n}`,
      }));
      const sent = await until(async () => {
        const answer = await updates.send<ReceivedOrderUpdates>(...said);
        expect([202, 503]).toContain(answer.status);
        return answer.status === 202 && answer.body;
      });
      expect(sent.updates).toHaveLength(ORDERS);
      // At a different point of the work each time: the checks must hold at any point.
      await delay((7 * round) % 60);
      if (round % 2 === 1) {
        await worker.kill();
        worker = await WorkerProcess.start(server.environment);
      } else
        await server.pool.query(
          `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database()
           and backend_type = 'client backend' and pid <> pg_backend_pid()`,
        );
    }
    await until(async () => (await isAny('applied')) && (await isAny('queued')) === false);
    expect(await updates.list('status=parked')).toEqual([]);
    for (const [n, order_id] of orders.entries()) {
      const { status, shipments } = await updates.orderNow(order_id);
      expect(status).toBe('completed');
      const numbers = shipments.map(({ tracking_number }) => tracking_number).sort();
      expect(numbers).toEqual(Array.from({ length: ROUNDS }, (_, round) => `T-${round + 1}-${n}`).sort());
    }
    await second.stop();
  },
  90_000 + KILLS * 15_000,
);

/** Undefined if the API is unavailable: a broken connection leads to one more 503. */
async function isAny(status: string): Promise<boolean | undefined> {
  const path = `/order-updates?status=${status}&limit=1`;
  const answer = await server.call<Page<OrderUpdate>>(path, { key: acme.key });
  expect([200, 503]).toContain(answer.status);
  return answer.status === 200 ? answer.body.items.length > 0 : undefined;
}
