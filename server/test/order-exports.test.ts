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
await server.load('sku,product_name,price,currency,availability\nA,One,10,EUR,in stock\nB,"Two, <blue>",5,EUR,in stock\n');
const exports = new OrderExports(server, acme.key);
const operator = new OrderExports(server);

function setFlags(flags: object[]) {
  return server.call<ExportFlags>('/order-export-flags', { method: 'PUT', body: { flags } });
}

it('takes an order through a chain: to a receiver, past a person, and into a file', async () => {
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
  const signature = createHmac('sha256', http.secret ?? '').update(body).digest('hex');
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
    'order_item_id,product_id,sku,product_name,quantity'.split(',').join(),
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
  expect(events.body.items.map(({ event_type }) => event_type).filter((type) => type.startsWith('order.export'))).toEqual(
    ['order.export.completed', 'order.export.completed', 'order.export.waiting', 'order.export.completed'],
  );
});

it('clears a flag that no exporter serves, and says so', async () => {
  await setFlags([{ on: 'order', status: 'in_progress', flag: 'nowhere' }]);
  const order = await exports.order();
  const cleared = await exports.one(`order_id=${order.order_id}`, 'cleared');
  expect(cleared).toMatchObject({
    exporter_id: null,
    flag: 'nowhere',
    error: 'No exporter takes this order for the flag nowhere.',
  });
});
