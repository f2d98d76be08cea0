import type { OrderExport } from '@commerce-integration/contract';
import { expect, it } from 'vitest';
import { OrderExports, QUICK_EXPORTS } from './support/order-exports.ts';
import { startReceiver } from './support/receiver.ts';
import { startTestServer } from './support/server.ts';
import { Webhooks } from './support/webhooks.ts';

// The ways to export orders: methods, layouts, events, and exporters for all partners.
const server = await startTestServer(QUICK_EXPORTS);
const acme = await server.partner('Acme Corp');
const other = await server.partner('Other Corp');
await server.load('sku,product_name,price,currency,availability\nA,"<Tom> & ""Jerry""",10,EUR,in stock\n');
const exports = new OrderExports(server, acme.key);
const operator = new OrderExports(server);

async function fileOf(done: OrderExport | undefined): Promise<string> {
  const { file_url } = await exports.get(done?.order_export_id ?? '');
  return (await fetch(file_url ?? '')).text();
}

it('puts several orders in one request, with the configured headers', async () => {
  await exports.setFlag('to_put');
  const receiver = await startReceiver();
  let method = '';
  receiver.answer = (_, res, req) => {
    method = req.method ?? '';
    res.writeHead(204).end();
  };
  const target = { url: receiver.url, method: 'PUT', headers: { authorization: 'Bearer 4f9c' } };
  await exports.exporter('http', 'to_put', { target, batch: { max_orders: 2, max_wait_seconds: 3_600 } });
  const orders = [await exports.order(), await exports.order()];
  for (const order of orders) await exports.all(order, 1);
  const [request] = await receiver.first(1);
  expect([method, request?.headers.authorization]).toEqual(['PUT', 'Bearer 4f9c']);
  expect(JSON.parse(request?.text ?? '')).toMatchObject({ orders: orders.map((order) => ({ order })) });
  expect(receiver.received).toHaveLength(1);
});

it('writes XML with escapes, and JSON lines', async () => {
  await exports.setFlag('to_files');
  const files = { batch: { max_wait_seconds: 0 } };
  await exports.exporter('s3_file', 'to_files', { ...files, format: 'xml', priority: 1 });
  await exports.exporter('s3_file', 'to_files', { ...files, format: 'json_lines', priority: 2 });
  const order = await exports.order();
  const [xml, lines] = await exports.all(order, 2);
  expect([xml?.file_name, lines?.file_name]).toEqual([
    expect.stringMatching(/-000001\.xml$/),
    expect.stringMatching(/-000001\.jsonl$/),
  ]);
  const text = await fileOf(xml);
  expect(text).toMatch(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n<order_exports>\n<order_export>/);
  expect(text).toContain('<product_name>&lt;Tom&gt; &amp; "Jerry"</product_name>');
  expect(text).toContain(`<order_id>${order.order_id}</order_id>`);
  expect(text.trimEnd()).toMatch(/<\/order_exports>$/);
  const [line, ...more] = (await fileOf(lines)).trimEnd().split('\n');
  expect(JSON.parse(line ?? '')).toMatchObject({ order, order_export_id: lines?.order_export_id });
  expect(more).toEqual([]);
});

it('records an event that webhooks deliver', async () => {
  await exports.setFlag('to_event');
  const receiver = await startReceiver();
  await new Webhooks(server, acme.key).create(receiver.url, { events: ['order.export'] });
  const { exporter_id } = await exports.exporter('event', 'to_event');
  const order = await exports.order();
  const [request] = await receiver.first(1);
  expect(request?.body).toMatchObject({
    event_type: 'order.export',
    data: { order_id: order.order_id, exporter_id, flag: 'to_event', delivery_ids: [order.deliveries[0]?.delivery_id] },
  });
});

it('takes orders of all partners with an exporter of the operator, whose log is hidden from partners', async () => {
  await exports.setFlag('to_all');
  const { exporter_id } = await operator.exporter('event', 'to_all');
  const own = await new OrderExports(server, other.key).exporter('event', 'to_all', { enabled: false });
  const order = await exports.order();
  await operator.one(`order_id=${order.order_id}`, 'completed');
  expect(await exports.list(`exporter_id=${exporter_id}`)).toEqual([]);
  expect((await exports.call(`/order-exporters/${exporter_id}`)).status).toBe(404);
  expect(await operator.list(`exporter_id=${own.exporter_id}`)).toEqual([]);
  const filtered = `order_id=${order.order_id}&flag=to_all&status=completed&created_from=2026-01-01T00:00:00Z`;
  expect(await operator.list(filtered)).toHaveLength(1);
  expect(await operator.list(`${filtered}&created_to=2026-01-02T00:00:00Z`)).toEqual([]);
});
