import {
  type Customer,
  EVENT_TYPES,
  type EventType,
  eventDefinition,
  type Order,
  type OrderExporter,
} from '@commerce-integration/contract';
import { expect, it } from 'vitest';
import { Batches } from './support/batches.ts';
import { DataExports, layoutOf } from './support/data-exports.ts';
import { Imports } from './support/imports.ts';
import { startReceiver } from './support/receiver.ts';
import { startTestServer } from './support/server.ts';
import { until } from './support/until.ts';
import { QUICK_RETRIES, Webhooks } from './support/webhooks.ts';

const server = await startTestServer({
  ...QUICK_RETRIES,
  WEBHOOK_RETRY_SECONDS: '0.02',
  WEBHOOK_CIRCUIT_SECONDS: '0.3,2',
});
const acme = await server.partner('Acme Corp');
const webhooks = new Webhooks(server);
const catalogue = (price: number) => `sku,product_name,price,currency,availability\nA,One,${price},EUR,in stock\n`;

interface EventRow {
  event_type: EventType;
  data: object;
}

const recorded = async (type?: EventType) => {
  const { rows } = await server.pool.query<EventRow>(
    'select event_type, data from event where $1::text is null or event_type = $1 order by id',
    [type ?? null],
  );
  return rows;
};
const last = async (type: EventType) => (await recorded(type)).at(-1)?.data;

it('records the changed fields of a partner', async () => {
  const change = (body: object) => server.call(`/partners/${acme.id}`, { method: 'PATCH', body });
  await change({ default_currency: 'EUR', status: 'active' });
  const event = { partner_id: acme.id, partner_name: 'Acme Corp', status: 'active', changed: ['default_currency'] };
  expect(await last('partner.updated')).toEqual(event);
  await change({ default_currency: 'EUR' });
  expect(await recorded('partner.updated')).toHaveLength(1);
});

it('records a load, its prices, and a failed load', async () => {
  await server.load(catalogue(10));
  expect(await recorded('product.price.changed')).toEqual([]);
  const load = await server.load(catalogue(9));
  expect(await last('product.price.changed')).toEqual({
    products_changed: 1,
    product_ids: ['PR00001'],
    feed_id: load.feed_id,
    job_id: load.job_id,
  });
  expect(await last('feed.validation.completed')).toMatchObject({
    validate_only: false,
    valid_records: 1,
    invalid_records: 0,
  });
  const failed = await server.load('sku,product_name\n,Nameless\n');
  expect(await last('feed.validation.failed')).toMatchObject({ error_message: failed.error, job_id: failed.job_id });
  expect(await last('job.failed')).toMatchObject({ error: failed.error, job_id: failed.job_id, status: 'failed' });
});

it('records a job that is cancelled before it starts', async () => {
  const { body } = await server.upload(catalogue(8));
  await server.call(`/jobs/${body.validation_job_id}/cancel`, { method: 'POST' });
  expect(await last('job.cancelled')).toEqual({
    job_id: body.validation_job_id,
    job_type: 'validation',
    status: 'cancelled',
    message: 'ETL processing cancelled.',
    feed_id: body.feed_id,
  });
});

it('records a price list, and its prices like any others', async () => {
  const price_list = [{ valid_from: '2024-01-01T00:00:00Z', price: 5, currency: 'EUR' }];
  await server.call('/products/PR00001/price-list', { method: 'PUT', body: { price_list } });
  expect(await last('price_list.changed')).toEqual({ product_id: 'PR00001', sales_channel_id: null });
  expect(await last('product.price.changed')).toEqual({ products_changed: 1, product_ids: ['PR00001'] });
});

it('records a batch and its prices', async () => {
  const batch = await new Batches(server, acme).run({
    one: { '@type': 'ProductValidFromPriceUpdate', product: { id: 'PR00001' }, price_list: [] },
  });
  expect(await last('operations_batch.completed')).toMatchObject({ batch_id: batch.batch_id, status: 'completed' });
  expect(await last('product.price.changed')).toEqual({
    products_changed: 1,
    product_ids: ['PR00001'],
    batch_id: batch.batch_id,
    job_id: batch.job_id,
  });
});

it('records an export that completes, and one that fails', async () => {
  const exports = new DataExports(server, acme);
  const group = await exports.group([layoutOf('availability')]);
  const { job, result } = await exports.run(group.data_group_id);
  const about = { data_group_id: group.data_group_id, job_id: job.job_id, message: job.message };
  expect(await last('export.completed')).toEqual({ ...about, result });
  await server.load('sku,product_name\nOHM,Ω\n', { key: acme.key, fields: {} });
  const latin = await exports.group([layoutOf('product', { format: { type: 'csv', encoding: 'windows-1252' } })]);
  const failed = await exports.run(latin.data_group_id);
  expect(await last('export.failed')).toEqual({
    ...{ data_group_id: latin.data_group_id, job_id: failed.job.job_id, message: failed.job.message },
    error: failed.job.error,
  });
});

it('records an import that completes, and one that fails', async () => {
  const imports = new Imports(server, acme);
  const columns = ['sku', 'availability'].map((name) => ({ target: name, source: name }));
  const group = await imports.group([{ entity: 'availability', file_name_pattern: '*.csv', columns }]);
  const { job } = await imports.run(group.data_group_id, 'stock.csv', 'sku,availability\nnone,yes\nA,yes\n');
  const about = { data_group_id: group.data_group_id, job_id: job.job_id, message: job.message };
  expect(await last('import.completed')).toEqual({ ...about, result: job.result });
  const failed = await imports.run(group.data_group_id, 'stock.txt', 'x');
  expect(await last('import.failed')).toEqual({
    ...{ data_group_id: group.data_group_id, job_id: failed.job.job_id },
    ...{ message: failed.job.message, error: failed.job.error },
  });
});

it('records a failing subscription: its remaining time, failed deliveries, and its end', async () => {
  const receiver = await startReceiver();
  receiver.answer = (_, res) => void res.writeHead(500).end();
  const { webhook_id } = await webhooks.create(receiver.url, { events: ['order.created'] });
  const told = await until(async () => {
    await server.call(`/webhooks/${webhook_id}/test`, { body: {} });
    return (await last('webhook.disabled')) ?? false;
  });
  expect(told).toMatchObject({ webhook_id, reason: 'failing', last_error: 'The receiver responded with 500.' });
  expect(await last('webhook.failing')).toMatchObject({ webhook_id, url: receiver.url });
  expect(await last('webhook.attempts.exhausted')).toMatchObject({ webhook_id, attempts: 2 });
});

it('records the progress of an order', async () => {
  const post = async (path: string, body: object) => (await server.call<Order>(path, { key: acme.key, body })).body;
  const { order_id, items } = await post('/orders', { items: [{ product_id: 'PR00001', quantity: 3 }] });
  const part = { order_item_id: items[0]?.order_item_id, quantity: 1 };
  const { deliveries } = await post(`/orders/${order_id}/transitions`, { to: 'in_progress', reason: 'Paid' });
  const [delivery_id] = deliveries.map((one) => one.delivery_id);
  expect(await last('order.status.changed')).toEqual({ order_id, from: 'created', to: 'in_progress', reason: 'Paid' });
  expect(await last('order.fulfillment.queued')).toEqual({ order_id, fulfillment_status: 'queued' });
  await server.call(`/deliveries/${delivery_id}`, { method: 'PATCH', key: acme.key, body: { status: 'failed' } });
  expect(await last('order.delivery.changed')).toEqual({
    order_id,
    delivery_id,
    from: 'pending',
    to: 'failed',
    reason: null,
  });
  expect(await last('order.fulfillment.failed')).toEqual({ order_id, fulfillment_status: 'failed' });
  await server.call(`/deliveries/${delivery_id}`, { method: 'PATCH', key: acme.key, body: { status: 'pending' } });
  await post(`/orders/${order_id}/cancellations`, { items: [{ ...part, reason: 'Sold out' }] });
  expect(await last('order.items.cancelled')).toMatchObject({ order_id, items: [part], reason: 'Sold out' });
  const { shipments } = await post(`/orders/${order_id}/shipments`, { tracking_number: 'T-1' });
  expect(await last('order.shipped')).toEqual({ order_id, shipment: shipments[0] });
  expect(await last('order.fulfillment.completed')).toEqual({ order_id, fulfillment_status: 'shipped' });
  await post(`/orders/${order_id}/returns`, { items: [part] });
  expect(await last('order.items.returned')).toMatchObject({ order_id, items: [part], reason: null });
});

it('records exports: of an order sent as an event, of one that waits, and of one that fails', async () => {
  const receiver = await startReceiver();
  receiver.answer = (_, res) => void res.writeHead(500).end();
  const exporter = async (kind: string, more: object) => {
    const body = { name: kind, kind, when: { flag: 'to_fulfilment' }, retry: { attempts: 1 }, ...more };
    return (await server.call<OrderExporter>('/order-exporters', { key: acme.key, body })).body.exporter_id;
  };
  const event = await exporter('event', { priority: 1 });
  await exporter('manual', { priority: 2 });
  const http = await exporter('http', { priority: 3, target: { url: receiver.url } });
  const ordered = await server.call<Order>('/orders', {
    key: acme.key,
    body: { items: [{ product_id: 'PR00001', quantity: 1 }] },
  });
  const { order_id } = ordered.body;
  await server.call(`/orders/${order_id}/transitions`, { key: acme.key, body: { to: 'in_progress' } });
  const waiting = (await until(() => last('order.export.waiting'))) as { order_export_id: string };
  expect(await last('order.export')).toMatchObject({ order_id, exporter_id: event, flag: 'to_fulfilment' });
  expect(await last('order.export.completed')).toMatchObject({ order_id, exporter_id: event, next_flag: null });
  await server.call(`/order-exports/${waiting.order_export_id}/approve`, { key: acme.key, body: {} });
  const failed = await until(() => last('order.export.failed'));
  expect(failed).toMatchObject({ exporter_id: http, error: 'The receiver responded with 500.', next_attempt_at: null });
});

it("has recorded each type, with exactly the contract's data", async () => {
  const person = { first_name: 'Alice', last_name: 'Moreau', email: 'alice@example.com' };
  const { body: customer } = await server.call<Customer>('/customers', { body: person });
  const address = { address_line1: 'Hafen 1', city: 'Bremen', state: 'HB', postal_code: '28195', country: 'DE' };
  await server.call(`/customers/${customer.customer_id}/addresses`, { body: address });
  await fulfilOrders();
  const rows = await recorded();
  expect(new Set(rows.map(({ event_type }) => event_type))).toEqual(new Set(EVENT_TYPES));
  for (const { event_type, data } of rows) {
    expect(eventDefinition(event_type).data.parse(data), event_type).toEqual(data);
  }
});

/** An order that is shipped, cancelled and returned in parts, and one whose delivery fails. */
async function fulfilOrders(): Promise<void> {
  const { key } = acme;
  const begin = async () => {
    const { body } = await server.call<Order>('/orders', {
      key,
      body: { items: [{ product_id: 'PR00001', quantity: 3 }] },
    });
    return (await server.call<Order>(`/orders/${body.order_id}/transitions`, { key, body: { to: 'in_progress' } }))
      .body;
  };
  const order = await begin();
  const items = [{ order_item_id: order.items[0]?.order_item_id, quantity: 1 }];
  for (const [path, body] of [
    ['shipments', { carrier: 'DHL', tracking_number: 'T-1', items }],
    ['cancellations', { items }],
    ['shipments', {}],
    ['returns', { items }],
  ] as const)
    expect(await server.call(`/orders/${order.order_id}/${path}`, { key, body })).toMatchObject({ status: 201 });
  const { deliveries } = await begin();
  const failed = { method: 'PATCH', key, body: { status: 'failed' } };
  expect(await server.call(`/deliveries/${deliveries[0]?.delivery_id}`, failed)).toMatchObject({ status: 200 });
}
