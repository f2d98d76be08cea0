import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { startCommand } from '../support/command.ts';
import { startReceiver } from '../support/receiver.ts';
import { OPERATOR_KEY } from '../support/server.ts';
import { until } from '../support/until.ts';
import { Cluster } from './cluster.ts';
import { BusyPartner } from './mixed-load.ts';

/** How long partners work while processes and servers are stopped; CLUSTER_SECONDS=600 makes it minutes. */
const SECONDS = Number(process.env.CLUSTER_SECONDS ?? 30);
const PARTNERS = Number(process.env.CLUSTER_PARTNERS ?? 50);
/** Milliseconds after everything is restored until all acknowledged work must be done. */
const PATIENCE_MS = 600_000;

it(
  'three APIs and three workers lose, repeat and leave behind nothing during outages',
  async () => {
    const receiver = await startReceiver();
    const settings = {
      // As few connections as the workers need: six processes share one database.
      DATABASE_POOL_SIZE: '10',
      WORKER_CONCURRENCY: '1',
      WORKER_SMALL_CONCURRENCY: '1',
      WEBHOOK_ALLOW_LOOPBACK: 'true',
      WEBHOOK_RETRY_SECONDS: '1x20',
      RATE_LIMIT_PER_MINUTE: '1000000',
    };
    const cluster = await Cluster.start(settings);
    await prepare(cluster, receiver.url);
    const partners = Array.from({ length: PARTNERS }, (_, place) => new BusyPartner(cluster, `Partner ${place}`));
    await Promise.all(partners.map((partner) => partner.begin()));

    const over = new AbortController();
    const working = Promise.all(partners.map((partner) => partner.work(over.signal)));
    // A call that was refused ends the test, without further faults.
    working.catch(() => over.abort());
    const both = (how: 'kill' | 'stop') => Promise.all([cluster.replace('only', how), cluster.replace('off', how)]);
    const faults = [
      () => both('kill'),
      () => cluster.storageAway(1_500),
      () => cluster.restartDatabase(),
      () => both('stop'),
    ];
    const end = Date.now() + SECONDS * 1_000;
    // Each fault occurs at least once.
    for (let count = 0; (count < faults.length || Date.now() < end) && !over.signal.aborted; count += 1) {
      await faults[count % faults.length]?.();
      await delay(Math.random() * 2_000);
    }
    over.abort();
    await working;

    await until(async () => (await unfinished(cluster)) === 0, PATIENCE_MS);
    const done = partners.map((partner) => partner.done);
    const all = (part: 'loads' | 'batches' | 'orders' | 'begun' | 'updates') => done.flatMap((one) => one[part]);
    console.info(
      `${all('loads').length} loads, ${all('batches').length} batches, ${all('orders').length} orders, ${all('updates').length} updates`,
    );
    const rows = async (text: string, values: unknown[] = []) => (await cluster.pool.query(text, values)).rows;

    // Each requested job has completed; those of one key in order and never concurrently.
    const jobs = await rows(
      `select case job_type when 'validation' then 'JV' else 'JB' end || lpad(number::text, greatest(5, length(number::text)), '0') as id
       from job where job_type in ('validation', 'operations_batch') and status = 'completed'`,
    );
    expect(jobs.map(({ id }) => id).sort()).toEqual([...all('loads'), ...all('batches')].sort());
    const overlapping = await rows(
      `select id from (
         select id, started_at, lag(finished_at) over (partition by concurrency_key order by id) as before from job
         where job_type in ('validation', 'operations_batch')
       ) job where started_at < before`,
    );
    expect(overlapping).toEqual([]);
    const prices = await rows(
      `select partner.name, array_agg(distinct price::integer) as prices
       from product join partner on partner.id = product.partner_id group by 1`,
    );
    expect(new Map(prices.map(({ name, prices }) => [name, prices]))).toEqual(
      new Map(partners.map(({ name, done: { price } }) => [name, [price]])),
    );

    // Each order was created once, and has one event and one export.
    const orders = await rows(
      `select 'OR' || lpad(id::text, greatest(5, length(id::text)), '0') as id from sales_order`,
    );
    expect(orders.map(({ id }) => id).sort()).toEqual(all('orders').sort());
    const told = new Set(receiver.received.map(({ body }) => body.data.order_id));
    expect(all('orders').filter((id) => !told.has(id))).toEqual([]);
    const exported = await rows(
      `select 'OR' || lpad(order_id::text, greatest(5, length(order_id::text)), '0') as id from order_export where status = 'completed'`,
    );
    expect(exported.map(({ id }) => id).sort()).toEqual(all('begun').sort());
    const updates = await rows(`select update_id as id, status from order_update`);
    expect(updates.map(({ id }) => id).sort()).toEqual(all('updates').sort());
    expect(new Set(updates.map(({ status }) => status))).toEqual(new Set(['applied']));

    const verified = await startCommand('verify', cluster.environment).ended;
    expect(verified.output).toContain(', 0 with violations, ');
    expect(verified.code).toBe(0);
  },
  // Starting so many processes takes minutes on a busy machine.
  SECONDS * 2_000 + 2 * PATIENCE_MS,
);

/** A subscription to the orders of all partners, and an exporter that writes orders in progress to files. */
async function prepare(cluster: Cluster, url: string): Promise<void> {
  const send = async (target: string, method: string, body: object) => {
    const headers = { 'x-api-key': OPERATOR_KEY, 'content-type': 'application/json' };
    const answer = await fetch(`${cluster.url()}${target}`, { method, headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${target} answered ${answer.status}: ${await answer.text()}`);
  };
  await send('/webhooks', 'POST', { url, events: ['order.created'] });
  const flags = [{ on: 'order', status: 'in_progress', flag: 'to_file' }];
  await send('/order-export-flags', 'PUT', { flags });
  const batch = { max_orders: 100, max_wait_seconds: 1 };
  const retry = { first_delay_seconds: 1, max_delay_seconds: 1 };
  await send('/order-exporters', 'POST', { name: 'files', kind: 's3_file', when: { flag: 'to_file' }, batch, retry });
}

/** The work that is not finished. */
async function unfinished(cluster: Cluster): Promise<number> {
  const { rows } = await cluster.pool.query<{ count: number }>(
    `select ((select count(*) from job where run_requested_at is not null)
       + (select count(*) from order_update where status = 'queued')
       + (select count(*) from webhook_queue) + (select count(*) from order_export_flag)
       + (select count(*) from order_export where ended_at is null))::integer as count`,
  );
  return rows[0]?.count ?? 0;
}
