import type { Job, OrderExport, Overview } from '@commerce-integration/contract';
import { expect, it } from 'vitest';
import { OrderExports, QUICK_EXPORTS } from './support/order-exports.ts';
import { startReceiver } from './support/receiver.ts';
import { startTestServer } from './support/server.ts';
import { until } from './support/until.ts';

// The circuit opens after 20 consecutive failures, and its first probe follows after 1/60 of the first pause.
const server = await startTestServer({ ...QUICK_EXPORTS, WEBHOOK_CIRCUIT_SECONDS: '1,100' });
const acme = await server.partner('Acme Corp');
await server.load('sku,product_name,price,currency,availability\nA,One,10,EUR,in stock\n');
const exports = new OrderExports(server, acme.key);

it('retries after a 500 with the same key, and treats any body with a 200 as success', async () => {
  await exports.setFlag('to_flaky');
  const receiver = await startReceiver();
  receiver.answer = (_, res) => {
    if (receiver.received.length === 1) res.writeHead(500).end('down');
    else res.writeHead(200, { 'content-type': 'application/json' }).end(`<html>\0 ${'x'.repeat(5_000)}`);
  };
  await exports.http('to_flaky', receiver.url);
  const [done] = await exports.all(await exports.order(), 1);
  const { attempts } = await exports.get(done?.order_export_id ?? '');
  expect(attempts).toMatchObject([
    {
      attempt: 1,
      response_code: 500,
      response_body: 'down',
      error: 'The receiver responded with 500.',
      flag_before: 'to_flaky',
      flag_after: 'to_flaky',
    },
    { attempt: 2, response_code: 200, error: null, flag_after: null },
  ]);
  expect(attempts[1]?.response_body).toHaveLength(2_000);
  expect(attempts[0]?.request_digest).toBe(attempts[1]?.request_digest);
  expect(receiver.values('idempotency-key')).toEqual([done?.order_export_id, done?.order_export_id]);
});

it('times out on a receiver that hangs, and continues with the orders of others', async () => {
  await exports.setFlag('to_hanging');
  const receiver = await startReceiver();
  receiver.answer = () => undefined;
  await exports.http('to_hanging', receiver.url, { retry: { attempts: 1 } });
  const hanging = await exports.order();
  await receiver.first(1);
  await exports.setFlag('to_working');
  await exports.exporter('event', 'to_working');
  const working = await exports.order();
  await exports.all(working, 1);
  const [failed] = await exports.all(hanging, 1, 'failed');
  expect(failed).toMatchObject({ error: 'The receiver did not answer within 1 seconds.', next_attempt_at: null });
  receiver.answer = (_, res) => void res.writeHead(204).end();
  const again = await exports.call(`/order-exports/${failed?.order_export_id}/retry`, { method: 'POST' });
  expect(again).toMatchObject({ status: 202, body: { status: 'queued' } });
  await exports.all(hanging, 1);
  const twice = await exports.call(`/order-exports/${failed?.order_export_id}/retry`, { method: 'POST' });
  expect(twice).toMatchObject({ status: 409, body: { code: 'export_not_repeatable' } });
});

it('sends the orders of a refused request one by one, so that one does not stop the others', async () => {
  await exports.setFlag('to_batch');
  const receiver = await startReceiver();
  let poison = '';
  receiver.answer = ({ text }, res) => void res.writeHead(text.includes(poison) ? 422 : 200).end();
  const exporter = await exports.http('to_batch', receiver.url, {
    batch: { max_orders: 3, max_wait_seconds: 3_600 },
    retry: { attempts: 2, first_delay_seconds: 1 },
  });
  const orders = [await exports.order(), await exports.order()];
  poison = orders[0]?.order_id ?? '';
  orders.push(await exports.order());
  const done = await until(async () => {
    const all = await exports.list(`exporter_id=${exporter.exporter_id}&status=completed`);
    return all.length === 2 && all;
  });
  expect(done.map(({ order_id }) => order_id).sort()).toEqual(orders.slice(1).map(({ order_id }) => order_id));
  const failed = await until(async () => {
    const [one] = await exports.list(`exporter_id=${exporter.exporter_id}&status=failed`);
    return one;
  });
  expect(failed).toMatchObject({ order_id: poison, attempt_count: 2, error: 'The receiver responded with 422.' });
  expect(JSON.parse(receiver.received[0]?.text ?? '').orders).toHaveLength(3);
});

it('does not connect to a private address behind a name', async () => {
  await exports.setFlag('to_private');
  const exporter = await exports.http('to_private', 'https://1.1.1.1/orders', { retry: { attempts: 1 } });
  // As with a name that resolved to a public address when it was checked.
  await server.pool.query(`update order_exporter set url = 'https://10.0.0.1/orders' where flag = 'to_private'`);
  const [failed] = await exports.all(await exports.order(), 1, 'failed');
  expect(failed).toMatchObject({ exporter_id: exporter.exporter_id, error: '10.0.0.1 is not a public address.' });
});

it('clears pending exports of a deleted exporter, and keeps them in the log', async () => {
  await exports.setFlag('to_deleted');
  const { exporter_id } = await exports.exporter('event', 'to_deleted', { enabled: false });
  const order = await exports.order();
  await exports.all(order, 1, 'queued');
  const gone = await exports.call(`/order-exporters/${exporter_id}`, { method: 'DELETE' });
  expect(gone.status).toBe(204);
  const [cleared] = await exports.all(order, 1, 'cleared');
  expect(cleared).toMatchObject({ exporter_id, error: 'The exporter was deleted.', flag: 'to_deleted' });
});

it('does not export an order cancelled meanwhile, and lets one in progress finish', async () => {
  await exports.setFlag('to_cancel');
  const receiver = await startReceiver();
  const answers: (() => void)[] = [];
  receiver.answer = (_, res) => void answers.push(() => res.writeHead(204).end());
  const { exporter_id } = await exports.http('to_cancel', receiver.url, { next_flag: 'after_cancel' });
  await exports.exporter('event', 'after_cancel');
  const underWay = await exports.order();
  await receiver.first(1);
  expect((await exports.post(underWay, 'transitions', { to: 'cancelled' })).status).toBe('cancelled');
  for (const answer of answers) answer();
  const [sent] = await until(async () => {
    const all = await exports.list(`exporter_id=${exporter_id}&status=completed`);
    return all.length === 1 && all;
  });
  expect(sent?.order_id).toBe(underWay.order_id);
  const after = await exports.one(`order_id=${underWay.order_id}&flag=after_cancel`, 'cleared');
  expect(after.error).toBe('The order was cancelled.');

  await exports.call(`/order-exporters/${exporter_id}`, { method: 'PATCH', body: { enabled: false } });
  const waiting = await exports.order();
  await exports.all(waiting, 1, 'queued');
  await exports.post(waiting, 'transitions', { to: 'cancelled' });
  await exports.call(`/order-exporters/${exporter_id}`, { method: 'PATCH', body: { enabled: true } });
  await exports.all(waiting, 1, 'cleared');
  expect(receiver.received).toHaveLength(1);
});

it('does not wait for the approval of an order cancelled meanwhile', async () => {
  await exports.setFlag('to_approve');
  await exports.exporter('manual', 'to_approve', { priority: 1 });
  await exports.exporter('event', 'to_approve', { priority: 2 });
  const order = await exports.order();
  const waiting = await exports.one(`order_id=${order.order_id}&status=waiting_approval`, 'waiting_approval');
  await exports.post(order, 'transitions', { to: 'cancelled' });
  const cleared = await exports.all(order, 2, 'cleared');
  expect(cleared.map(({ error }) => error)).toEqual(['The order was cancelled.', 'The order was cancelled.']);
  const approved = await exports.call(`/order-exports/${waiting.order_export_id}/approve`, { body: {} });
  expect(approved).toMatchObject({ status: 409, body: { code: 'export_not_waiting' } });
});

it('clears a failed export once its order is cancelled, so that it no longer needs attention', async () => {
  await exports.setFlag('to_fail');
  const receiver = await startReceiver();
  receiver.answer = (_, res) => void res.writeHead(422).end();
  const { exporter_id } = await exports.http('to_fail', receiver.url, {
    retry: { attempts: 1 },
    next_flag: 'after_fail',
  });
  const order = await exports.order();
  const [failed] = await exports.all(order, 1, 'failed');
  const told = async () => {
    const { body } = await server.call<Overview>('/overview');
    return body.needs_attention.filter(({ subject }) => subject.id === failed?.order_export_id).length;
  };
  expect(await told()).toBe(1);
  await exports.post(order, 'transitions', { to: 'cancelled' });
  const [cleared] = await exports.all(order, 1, 'cleared');
  expect(cleared).toMatchObject({ exporter_id, error: 'The order was cancelled.', next_attempt_at: null });
  expect(await told()).toBe(0);
});

it('opens the circuit of a failing exporter, and continues when it works', async () => {
  await exports.setFlag('to_broken');
  const receiver = await startReceiver();
  let isBroken = true;
  receiver.answer = (_, res) => void res.writeHead(isBroken ? 500 : 204).end();
  const { exporter_id } = await exports.http('to_broken', receiver.url);
  const orders = await Promise.all(Array.from({ length: 10 }, () => exports.order()));
  const open = await until(async () => {
    const exporter = await exports.getExporter(exporter_id);
    return exporter.circuit === 'open' && exporter;
  });
  expect(open).toMatchObject({ last_error: 'The receiver responded with 500.', enabled: true });
  expect(open.failure_count).toBeGreaterThanOrEqual(20);
  isBroken = false;
  for (const order of orders) await exports.all(order, 1);
  expect(await exports.getExporter(exporter_id)).toMatchObject({ circuit: 'closed', failure_count: 0 });
});

it('repeats exports as a job, without later steps of the chain', async () => {
  await exports.setFlag('to_replay');
  const receiver = await startReceiver();
  const { exporter_id } = await exports.http('to_replay', receiver.url, { next_flag: 'after_replay' });
  await exports.exporter('event', 'after_replay');
  const orders = [await exports.order(), await exports.order()];
  for (const order of orders) await exports.all(order, 2);
  const asked = await exports.call<Job>('/order-exports/replay', { body: { exporter_id, status: 'completed' } });
  expect(asked).toMatchObject({ status: 202, body: { job_type: 'order_export_replay', exporter_id } });
  const job = await until(async () => {
    const { body } = await exports.call<Job>(`/jobs/${asked.body.job_id}?wait=30`);
    return body.status === 'completed' && body;
  });
  expect(job).toMatchObject({ result: { exports: 2 }, message: 'Replay of exports completed. Exports: 2.' });
  await receiver.first(4);
  for (const order of orders) {
    const [first, second] = await exports.all(order, 2);
    expect(first).toMatchObject({ attempt_count: 2, next_flag: 'after_replay' });
    expect(second).toMatchObject({ attempt_count: 1 });
  }
  expect(new Set(receiver.values('idempotency-key')).size).toBe(2);
});

it('asks for a new approval of repeated exports, without the previous decision', async () => {
  await exports.setFlag('to_decide');
  const { exporter_id } = await exports.exporter('manual', 'to_decide');
  const order = await exports.order();
  const [waiting] = await exports.all(order, 1, 'waiting_approval');
  const approve = `/order-exports/${waiting?.order_export_id}/approve`;
  const { body } = await exports.call<OrderExport>(approve, { body: { reason: 'The customer has paid' } });
  expect(body).toMatchObject({ status: 'completed', reason: 'The customer has paid' });
  await exports.call('/order-exports/replay', { body: { exporter_id, status: 'completed' } });
  const [again] = await exports.all(order, 1, 'waiting_approval');
  expect(again).toEqual(waiting);
});
