import type { Job, Overview } from '@commerce-integration/contract';
import { expect, it } from 'vitest';
import { holdRows, lockWaiters } from './support/held-rows.ts';
import { startReceiver } from './support/receiver.ts';
import { startTestServer } from './support/server.ts';
import { until } from './support/until.ts';
import { order, QUICK_RETRIES, Webhooks } from './support/webhooks.ts';

// Deliveries that wait.
const server = await startTestServer({ ...QUICK_RETRIES, WEBHOOK_RETRY_SECONDS: '0.02' });
const acme = await server.partner('Acme Corp');
const webhooks = new Webhooks(server, acme.key);
await server.load('sku,product_name,price,currency,availability\nA,One,10,EUR,in stock\n');
const ORDERS = { events: ['order.created'] };
const numberOf = (id: string) => Number(id.slice(2));

const dispatchHealth = async () =>
  (await server.call<Overview>('/overview')).body.components.find(({ component }) => component === 'webhook_dispatch')
    ?.status;

it('continues at once with an ordered subscription if the event of a delivery has expired', async () => {
  const receiver = await startReceiver();
  const { webhook_id } = await webhooks.create(receiver.url, { ...ORDERS, ordered: true });
  await server.pool.query(`update webhook set held_until = now() + interval '1 hour' where id = $1`, [
    numberOf(webhook_id),
  ]);
  await order(server);
  const [waiting] = await webhooks.deliveries(`webhook_id=${webhook_id}`);
  await server.pool.query('delete from event where id = $1', [numberOf(waiting?.event_id ?? '')]);
  await server.call(`/webhooks/${webhook_id}`, { method: 'PATCH', body: { status: 'active' } });
  const [cancelled] = await webhooks.ended(`webhook_id=${webhook_id}`, 1, 'cancelled');
  expect(cancelled?.error).toBe('The event is no longer kept.');
  const { rows } = await server.pool.query('select held_until from webhook where id = $1', [numberOf(webhook_id)]);
  expect(rows).toEqual([{ held_until: null }]);
  expect(receiver.received).toEqual([]);
});

it('keeps only pending deliveries in the queue', async () => {
  const receiver = await startReceiver();
  receiver.answer = (_, res) => void res.writeHead(receiver.received.length === 1 ? 500 : 204).end();
  const { webhook_id } = await webhooks.create(receiver.url, ORDERS);
  const queued = async () =>
    (await server.pool.query('select 1 from webhook_queue where webhook_id = $1', [numberOf(webhook_id)])).rowCount;
  await order(server);
  await webhooks.ended(`webhook_id=${webhook_id}`, 1);
  expect(await queued()).toBe(0);
  await server.call(`/webhooks/${webhook_id}`, { method: 'PATCH', body: { max_in_flight: 1 } });
  receiver.answer = () => undefined;
  await order(server);
  await order(server);
  await receiver.first(3);
  expect(await queued()).toBe(2);
  await server.call(`/webhooks/${webhook_id}`, { method: 'DELETE' });
  await until(async () => (await queued()) === 0);
  const statuses = (await webhooks.deliveries(`webhook_id=${webhook_id}`)).map(({ status }) => status);
  expect(statuses).toEqual(['cancelled', 'cancelled', 'succeeded']);
});

it('reports overdue deliveries, however many wait for others', async () => {
  const [disabled, active] = [
    await webhooks.create('https://nobody.example/', { ...ORDERS }),
    await webhooks.create('https://nobody.example/', { ...ORDERS }),
  ];
  await server.call(`/webhooks/${disabled.webhook_id}`, { method: 'PATCH', body: { status: 'disabled' } });
  expect(await dispatchHealth()).toBe('ok');
  const queue = (id: string, count: number) =>
    server.pool.query(
      `insert into webhook_queue (delivery_id, webhook_id, event_id, event_at, due_at, created_at)
       select nextval('webhook_delivery_id_seq'), $1, 1, now(), now() - interval '10 minutes', now()
       from generate_series(1, $2::integer)`,
      [numberOf(id), count],
    );
  await queue(disabled.webhook_id, 10_100);
  expect(await dispatchHealth()).toBe('ok');
  // As if no worker took it.
  const held = await holdRows(server, 'select 1 from webhook where id = $1 for update', [numberOf(active.webhook_id)]);
  await queue(active.webhook_id, 1);
  expect(await dispatchHealth()).toBe('warning');
  await server.pool.query('delete from webhook_queue where webhook_id = any($1::bigint[])', [
    [disabled, active].map(({ webhook_id }) => numberOf(webhook_id)),
  ]);
  await held.release();
});

it('ends a redelivery whose subscription is deleted meanwhile', async () => {
  const receiver = await startReceiver();
  receiver.answer = (_, res) => void res.writeHead(500).end();
  const { webhook_id } = await webhooks.create(receiver.url, ORDERS);
  await order(server);
  await webhooks.ended(`webhook_id=${webhook_id}`, 1, 'failed');
  const held = await holdRows(server, 'delete from webhook where id = $1', [numberOf(webhook_id)]);
  const asked = await server.call<Job>('/webhook-deliveries/redeliver', { body: { webhook_id } });
  await lockWaiters(server, /from webhook where id = \$1 for update/);
  await held.release();
  const job = await until(async () => {
    const { body } = await server.call<Job>(`/jobs/${asked.body.job_id}?wait=30`);
    return body.status === 'failed' && body;
  });
  expect(job.message).toContain('the subscription was deleted.');
  expect(await webhooks.ended(`webhook_id=${webhook_id}`, 1, 'failed')).toHaveLength(1);
});

it('delivers to others while a subscription is locked, and writes its outcome afterwards', async () => {
  const [slow, healthy] = [await startReceiver(), await startReceiver()];
  let answer = () => {};
  slow.answer = (_, res) => {
    answer = () => res.writeHead(204).end();
  };
  const { webhook_id } = await webhooks.create(slow.url, { ...ORDERS, ordered: true });
  await webhooks.create(healthy.url, ORDERS);
  await order(server);
  await healthy.first(1);
  await slow.first(1);
  const held = await holdRows(server, 'select 1 from webhook where id = $1 for update', [numberOf(webhook_id)]);
  slow.answer = (_, res) => void res.writeHead(204).end();
  answer();
  for (let count = 2; count <= 4; count += 1) {
    await order(server);
    await healthy.first(count);
  }
  expect((await webhooks.deliveries(`webhook_id=${webhook_id}`)).map(({ status }) => status)).toEqual(
    Array(4).fill('pending'),
  );
  await held.release();
  await webhooks.ended(`webhook_id=${webhook_id}`, 4);
  expect(slow.values('x-commerce-sequence')).toEqual(['1', '2', '3', '4']);
});

it('ignores an outcome that arrives after another process took over the claim of an ordered subscription', async () => {
  const receiver = await startReceiver();
  let answer = () => {};
  receiver.answer = (_, res) => {
    answer = () => res.writeHead(204).end();
  };
  const { webhook_id } = await webhooks.create(receiver.url, { ...ORDERS, ordered: true });
  await order(server);
  await receiver.first(1);
  const [delivery] = await webhooks.deliveries(`webhook_id=${webhook_id}`);
  // Like another process that claims it after the lease.
  await server.pool.query(
    `with lease as (
       update webhook_queue set claimed_until = now() + interval '1 hour' where webhook_id = $1 returning claimed_until
     )
     update webhook set held_until = claimed_until from lease where id = $1`,
    [numberOf(webhook_id)],
  );
  answer();
  await until(async () => (await webhooks.delivery(delivery?.delivery_id ?? '')).attempts.length === 1);
  const { rows } = await server.pool.query<{ held_until: Date | null }>(
    'select held_until from webhook where id = $1',
    [numberOf(webhook_id)],
  );
  expect(rows[0]?.held_until?.getTime()).toBeGreaterThan(Date.now() + 60_000);
});

it('searches for deliveries to resend before it locks the subscription', async () => {
  const receiver = await startReceiver();
  const { webhook_id } = await webhooks.create(receiver.url, { events: ['order.shipped'] });
  const held = await holdRows(server, 'lock table event in access exclusive mode');
  const recovering = server.call(`/webhooks/${webhook_id}/recover`, { body: { since: '2026-01-01T00:00:00Z' } });
  await lockWaiters(server, /from event e/);
  // Fails if the row is locked.
  await server.pool.query('select 1 from webhook where id = $1 for update nowait', [numberOf(webhook_id)]);
  await held.release();
  expect(await recovering).toMatchObject({ status: 202, body: { deliveries: 0 } });
});

const queuedOf = async (id: string) =>
  (await server.pool.query('select 1 from webhook_queue where webhook_id = $1', [numberOf(id)])).rowCount;

/** Queues and logs deliveries of an event, the same number for each subscription. */
const queueMany = (numbers: readonly number[], count: number) =>
  server.pool.query(
    `with logged as (
       insert into webhook_delivery (webhook_id, event_id, event_at, event_type, due_at, created_at)
       select webhook_id, 1, now(), 'order.created', now(), now()
       from unnest($1::bigint[]) webhook_id, generate_series(1, $2::integer) returning *
     )
     insert into webhook_queue (delivery_id, webhook_id, event_id, event_at, due_at, created_at)
     select id, webhook_id, event_id, event_at, due_at, created_at from logged`,
    [numbers, count],
  );

it('deletes a subscription at once for any number of queued deliveries, and cancels these afterwards', async () => {
  const { webhook_id } = await webhooks.create('https://nobody.example/', ORDERS);
  await server.call(`/webhooks/${webhook_id}`, { method: 'PATCH', body: { status: 'disabled' } });
  await queueMany([numberOf(webhook_id)], 5_000);
  const held = await holdRows(server, 'select 1 from webhook_queue where webhook_id = $1 for update', [
    numberOf(webhook_id),
  ]);
  expect((await server.call(`/webhooks/${webhook_id}`, { method: 'DELETE' })).status).toBe(204);
  await held.release();
  await until(async () => (await queuedOf(webhook_id)) === 0);
  const { rows } = await server.pool.query(
    'select status, count(*)::integer from webhook_delivery where webhook_id = $1 group by status',
    [numberOf(webhook_id)],
  );
  expect(rows).toEqual([{ status: 'cancelled', count: 5_000 }]);
});

it('finds queued deliveries of a deleted subscription behind any number of others', async () => {
  const disabled = await webhooks.create('https://nobody.example/', { events: ['job.failed'] });
  await server.call(`/webhooks/${disabled.webhook_id}`, { method: 'PATCH', body: { status: 'disabled' } });
  const { rows } = await server.pool.query<{ id: string }>(
    `insert into webhook (url, events, ordered, max_in_flight, header_names, secret, status, created_at, updated_at)
     select url, events, ordered, max_in_flight, header_names, secret, status, created_at, updated_at
     from webhook, generate_series(1, 600) where id = $1 returning id`,
    [numberOf(disabled.webhook_id)],
  );
  const numbers = rows.map(({ id }) => Number(id));
  await queueMany(numbers, 1);
  const deleted = await webhooks.create('https://nobody.example/', ORDERS);
  await server.call(`/webhooks/${deleted.webhook_id}`, { method: 'DELETE' });
  // Like a change that was in progress.
  await queueMany([numberOf(deleted.webhook_id)], 1);
  await until(async () => (await queuedOf(deleted.webhook_id)) === 0);
  await server.pool.query('delete from webhook_queue where webhook_id = any($1::bigint[])', [numbers]);
});
