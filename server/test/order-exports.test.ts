import { createHash, createHmac } from 'node:crypto';
import type { ExportFlags } from '@commerce-integration/contract';
import { expect, it } from 'vitest';
import { bucketKeys } from './support/bucket.ts';
import { OrderExports, QUICK_EXPORTS } from './support/order-exports.ts';
import { startReceiver } from './support/receiver.ts';
import { startTestServer } from './support/server.ts';
import { until } from './support/until.ts';

const server = await startTestServer(QUICK_EXPORTS);
const receiver = await startReceiver();
const acme = await server.partner('Acme Corp');
await server.load(
  'sku,product_name,price,currency,availability\nA,One,10,EUR,in stock\nB,"Two, <blue>",5,EUR,in stock\n',
);
const exports = new OrderExports(server, acme.key);
const operator = new OrderExports(server);

function setFlags(flags: object[]) {
  return server.call<ExportFlags>('/order-export-flags', { method: 'PUT', body: { flags } });
}

it('takes an order through a chain: to a receiver, through an approval, and into a file', async () => {
  await setFlags([{ on: 'order', status: 'in_progress', flag: 'to_fulfilment' }]);
  const http = await exports.http('to_fulfilment', receiver.url, { next_flag: 'to_check' });
  await exports.exporter('manual', 'to_check', { next_flag: 'to_erp' });
  const file = await exports.exporter('s3_file', 'to_erp', {
    format: 'csv',
    batch: { max_wait_seconds: 0 },
    target: { file_name: 'erp-{date}-{number}.csv' },
  });
  const order = await exports.order('in_progress', ['PR00001', 'PR00002']);
  const waiting = await exports.one(`order_id=${order.order_id}&flag=to_check`, 'waiting_approval');
  const [request] = await receiver.first(1);
  const body = request?.text ?? '';
  expect(JSON.parse(body)).toEqual({
    order_export_id: expect.stringMatching(/^OE\d{5}$/),
    exporter_id: http.exporter_id,
    flag: 'to_fulfilment',
    delivery_ids: order.deliveries.map(({ delivery_id }) => delivery_id),
    order,
  });
  expect(request?.headers['idempotency-key']).toBe(JSON.parse(body).order_export_id);
  const signature = createHmac('sha256', http.secret ?? '')
    .update(body)
    .digest('hex');
  expect(request?.headers['x-commerce-signature']).toBe(`sha256=${signature}`);

  const approved = await exports.call(`/order-exports/${waiting.order_export_id}/approve`, {
    body: { reason: 'Paid' },
  });
  expect(approved).toMatchObject({
    status: 200,
    body: { status: 'completed', next_flag: 'to_erp', reason: 'Paid', decided_by: expect.stringMatching(/^AK/) },
  });
  const steps = await exports.all(order, 3);
  expect(steps.map(({ flag, next_flag, exporter_id }) => [flag, next_flag, exporter_id])).toEqual([
    ['to_fulfilment', 'to_check', http.exporter_id],
    ['to_check', 'to_erp', expect.any(String)],
    ['to_erp', null, file.exporter_id],
  ]);
  const written = await exports.get(steps[2]?.order_export_id ?? '');
  expect(written.file_name).toMatch(/^erp-\d{8}-000001\.csv$/);
  const text = await (await fetch(written.file_url ?? '')).text();
  expect(text.split('\r\n').map((line) => line.split(',').slice(-9, -4).join())).toEqual([
    'order_item_id,product_id,sku,product_name,quantity',
    expect.stringContaining('PR00001,A,One,2'),
    expect.stringContaining('"Two, <blue>",2'),
    '',
  ]);
  expect(written.attempts).toMatchObject([
    {
      attempt: 1,
      flag_before: 'to_erp',
      flag_after: null,
      orders: 1,
      error: null,
      request_digest: createHash('sha256').update(text).digest('hex'),
    },
  ]);
  expect((await bucketKeys(server.environment)).filter((key) => key.startsWith('order-exports/'))).toEqual([
    `order-exports/${file.exporter_id}/${written.file_name}`,
  ]);
  const events = await exports.call<{ items: { event_type: string; data: object }[] }>(
    `/events?subject=${order.order_id}&limit=100`,
  );
  expect(
    events.body.items.map(({ event_type }) => event_type).filter((type) => type.startsWith('order.export')),
  ).toEqual(['order.export.completed', 'order.export.completed', 'order.export.waiting', 'order.export.completed']);
});

it('leaves out a delivery whose export is blocked, and exports it once it is not', async () => {
  await setFlags([{ on: 'delivery', status: 'packing', flag: 'packed' }]);
  await exports.exporter('event', 'packed');
  const order = await exports.order('created', ['PR00001', 'PR00002']);
  const [first] = order.items;
  const split = await exports.post(order, 'transitions', { to: 'in_progress' });
  const { deliveries } = await exports.post(split, 'deliveries', {
    items: [{ order_item_id: first?.order_item_id, quantity: 1 }],
  });
  const [one, two] = deliveries.map(({ delivery_id }) => delivery_id);
  const change = (id: string | undefined, body: object) => exports.call(`/deliveries/${id}`, { method: 'PATCH', body });
  await change(one, { block_export: true });
  await change(one, { status: 'packing' });
  await change(two, { status: 'packing' });
  const done = await exports.one(`order_id=${order.order_id}&status=completed`, 'completed');
  expect(done.delivery_ids).toEqual([two]);
  const blocked = await exports.one(`order_id=${order.order_id}&status=blocked`, 'blocked');
  expect(blocked).toMatchObject({ delivery_ids: [one], next_attempt_at: null });
  await change(one, { block_export: false });
  await exports.all(order, 2);
});

it('does not export a delivery that was cancelled after it had set its flag', async () => {
  await setFlags([
    { on: 'delivery', status: 'packing', flag: 'packed_then' },
    { on: 'delivery', status: 'cancelled', flag: 'called_off' },
  ]);
  const { exporter_id } = await exports.exporter('event', 'packed_then', { priority: 1, enabled: false });
  await exports.exporter('event', 'packed_then', { priority: 2, next_flag: 'packed_and_checked' });
  await exports.exporter('event', 'called_off');
  await exports.exporter('manual', 'packed_and_checked');
  const order = await exports.order('in_progress', ['PR00001', 'PR00002']);
  const [first] = order.items;
  const { deliveries } = await exports.post(order, 'deliveries', {
    items: [{ order_item_id: first?.order_item_id, quantity: 1 }],
  });
  const [one, two] = deliveries.map(({ delivery_id }) => delivery_id);
  const change = (id: string | undefined, status: string) =>
    exports.call(`/deliveries/${id}`, { method: 'PATCH', body: { status } });
  await change(one, 'packing');
  await change(two, 'packing');
  await exports.all(order, 4, 'queued');
  await change(one, 'cancelled');
  await exports.call(`/order-exporters/${exporter_id}`, { method: 'PATCH', body: { enabled: true } });
  const cleared = await until(async () => {
    const all = await exports.list(`order_id=${order.order_id}&status=cleared`);
    return all.length === 2 && all;
  });
  expect(cleared.map(({ delivery_ids, error }) => [delivery_ids, error])).toEqual([
    [[one], 'The delivery was cancelled.'],
    [[one], 'The delivery was cancelled.'],
  ]);
  // The other delivery, and the chain that the state `cancelled` begins, continue.
  await exports.one(`order_id=${order.order_id}&flag=called_off`, 'completed');
  const waiting = await exports.one(`order_id=${order.order_id}&flag=packed_and_checked`, 'waiting_approval');
  await change(two, 'cancelled');
  expect(waiting.delivery_ids).toEqual([two]);
  const checked = await exports.one(`order_id=${order.order_id}&flag=packed_and_checked`, 'cleared');
  // With it, the whole order is cancelled.
  expect(checked.error).toBe('The order was cancelled.');
});

it('holds back an order whose deliveries are all blocked or cancelled', async () => {
  await setFlags([{ on: 'order', status: 'in_progress', flag: 'to_kept_back' }]);
  const { exporter_id } = await exports.exporter('event', 'to_kept_back', { enabled: false });
  const order = await exports.order();
  const [item] = order.items;
  const items = [{ order_item_id: item?.order_item_id, quantity: item?.quantity }];
  const { deliveries } = await exports.post(order, 'deliveries', { items });
  expect(deliveries.map(({ status }) => status)).toEqual(['cancelled', 'pending']);
  const [, left] = deliveries.map(({ delivery_id }) => delivery_id);
  const change = (body: object) => exports.call(`/deliveries/${left}`, { method: 'PATCH', body });
  await change({ block_export: true });
  await exports.call(`/order-exporters/${exporter_id}`, { method: 'PATCH', body: { enabled: true } });
  await exports.all(order, 1, 'blocked');
  await change({ block_export: false });
  const [done] = await exports.all(order, 1);
  expect(done?.delivery_ids).toContain(left);
});

it('stops a blocked order, and clears it when it is rejected', async () => {
  await setFlags([{ on: 'order', status: 'in_progress', flag: 'to_blocked' }]);
  await exports.exporter('event', 'to_blocked');
  const [kept, rejected] = [await exports.order('created'), await exports.order('created')];
  for (const order of [kept, rejected]) {
    await exports.post(order, 'block-export', { reason: 'The address is checked' });
    await exports.post(order, 'transitions', { to: 'in_progress' });
    await exports.all(order, 1, 'blocked');
  }
  const [export_] = await exports.all(rejected, 1, 'blocked');
  const reject = () =>
    exports.call(`/order-exports/${export_?.order_export_id}/reject`, { body: { reason: 'No such address' } });
  expect(await reject()).toMatchObject({ status: 200, body: { status: 'rejected', reason: 'No such address' } });
  expect(await reject()).toMatchObject({ status: 409, body: { code: 'export_not_waiting' } });
  await exports.post(kept, 'unblock-export');
  await exports.post(rejected, 'unblock-export');
  await exports.all(kept, 1);
  expect(await exports.list(`order_id=${rejected.order_id}`)).toMatchObject([{ status: 'rejected' }]);
});

it("assigns an order to a flag's exporters by priority, and only to those whose filter matches", async () => {
  await setFlags([{ on: 'order', status: 'in_progress', flag: 'by_priority' }]);
  const late = await exports.exporter('event', 'by_priority', { priority: 9, next_flag: 'after_all' });
  const soon = await exports.exporter('event', 'by_priority', { priority: 1 });
  const large = { flag: 'by_priority', min_total: 1000, currency: 'EUR' };
  await exports.exporter('event', 'by_priority', { when: large });
  await exports.exporter('event', 'by_priority', { when: { flag: 'by_priority', currency: 'USD' } });
  const last = await exports.exporter('event', 'after_all');
  const order = await exports.order();
  const done = await exports.all(order, 3);
  expect(done.map(({ exporter_id, next_flag }) => [exporter_id, next_flag])).toEqual([
    [soon.exporter_id, null],
    [late.exporter_id, 'after_all'],
    [last.exporter_id, null],
  ]);
});

it('accepts one of two concurrent approvals', async () => {
  await setFlags([{ on: 'order', status: 'in_progress', flag: 'to_decide' }]);
  await exports.exporter('manual', 'to_decide');
  const [waiting] = await exports.all(await exports.order(), 1, 'waiting_approval');
  const path = `/order-exports/${waiting?.order_export_id}`;
  const answers = await Promise.all([
    exports.call(`${path}/approve`, { body: {} }),
    operator.call(`${path}/approve`, { body: {} }),
    operator.call(`${path}/reject`, { body: { reason: 'Too expensive' } }),
  ]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
});

it('refuses a second exporter that sets the next flag, and a chain that loops', async () => {
  const first = await exports.exporter('event', 'loop_a', { next_flag: 'loop_b' });
  await exports.exporter('event', 'loop_b', { next_flag: 'loop_c' });
  const post = (flag: string, next_flag: string, key = exports) =>
    key.call<{ detail: string }>('/order-exporters', {
      body: { name: 'x', kind: 'event', when: { flag }, next_flag },
    });
  const second = await post('loop_a', 'elsewhere');
  expect(second).toMatchObject({ status: 409, body: { code: 'next_flag_taken' } });
  expect(second.body.detail).toContain(first.exporter_id);
  const loop = { status: 409, body: { code: 'export_chain_loops' } };
  expect(await post('loop_c', 'loop_a')).toMatchObject(loop);
  expect(await post('loop_c', 'loop_a', operator)).toMatchObject(loop);
  expect(await post('itself', 'itself')).toMatchObject(loop);
  const third = await exports.exporter('event', 'loop_c');
  const change = { method: 'PATCH', body: { next_flag: 'loop_b' } };
  expect(await exports.call(`/order-exporters/${third.exporter_id}`, change)).toMatchObject(loop);
});

it.each([
  ['http', {}, 'target.url'],
  ['http', { target: { url: 'http://10.0.0.1/orders' } }, 'target.url'],
  ['http', { target: { url: 'https://10.0.0.1/orders' } }, 'target.url'],
  ['http', { target: { url: 'https://a.example', file_name: 'x-{number}' } }, 'target.file_name'],
  ['http', { target: { url: 'https://a.example' }, batch: { max_orders: 501 } }, 'batch.max_orders'],
  ['s3_file', { target: { file_name: 'same-{date}.csv' } }, 'target.file_name'],
  ['s3_file', { target: { file_name: '../{number}.csv' } }, 'target.file_name'],
  ['s3_file', { target: { file_name: '{number}-{customer}.csv' } }, 'target.file_name'],
  ['manual', { format: 'csv' }, 'format'],
  ['event', { when: { flag: 'x', min_total: 5 } }, 'when.currency'],
])('refuses an invalid exporter of the kind %s: %j', async (kind, more, path) => {
  const body = { name: 'x', kind, when: { flag: 'x' }, ...more };
  const refused = await exports.call('/order-exporters', { body });
  expect(refused).toMatchObject({ status: 422, body: { code: 'validation_failed', errors: [{ path }] } });
});

it('reserves the table of flags for the operator, and refuses unreachable states', async () => {
  const flags = [{ on: 'order', status: 'completed', flag: 'to_accounting' }];
  const put = (key: OrderExports, rows: object[]) =>
    key.call('/order-export-flags', { method: 'PUT', body: { flags: rows } });
  expect(await put(exports, flags)).toMatchObject({ status: 403 });
  expect(await put(operator, [{ on: 'order', status: 'packing', flag: 'x' }])).toMatchObject({ status: 422 });
  expect(await put(operator, [{ on: 'delivery', status: 'created', flag: 'x' }])).toMatchObject({ status: 422 });
  expect(await put(operator, [...flags, ...flags])).toMatchObject({ status: 422 });
  expect(await put(operator, flags)).toMatchObject({ status: 200, body: { flags } });
  expect(await exports.call('/order-export-flags')).toMatchObject({ status: 200, body: { flags } });
});

it('clears a flag without an exporter, and logs it', async () => {
  await setFlags([{ on: 'order', status: 'in_progress', flag: 'nowhere' }]);
  const order = await exports.order();
  const cleared = await exports.one(`order_id=${order.order_id}`, 'cleared');
  expect(cleared).toMatchObject({
    exporter_id: null,
    flag: 'nowhere',
    error: 'No exporter takes this order for the flag nowhere.',
  });
});
