import { CommerceClient, ConflictError } from '@commerce-integration/sdk';
import { createMockApi } from '@commerce-integration/sdk/msw';
import { setupServer } from 'msw/node';
import { afterAll, beforeEach, expect, it } from 'vitest';

const baseUrl = 'http://exports.mock';
const mock = createMockApi({
  baseUrl,
  seed: {
    partners: [
      {
        partner_name: 'Acme Corp',
        api_key: 'acme-key',
        products: [{ sku: 'A', product_name: 'One', price: 5, availability: 'in_stock' }],
      },
    ],
  },
});
const server = setupServer(...mock.handlers);
server.listen();
afterAll(() => server.close());
beforeEach(() => mock.reset());
const client = new CommerceClient({ baseUrl, apiKey: 'acme-key', maxRetries: 0 });

async function orderInProgress(): Promise<string> {
  const { order_id } = await client.orders.create({ items: [{ product_id: 'PR00001', quantity: 1 }] });
  await client.orders.transition(order_id, { to: 'in_progress' });
  return order_id;
}

async function statuses(order_id: string): Promise<[string, string][]> {
  const { items } = await client.orderExports.list({ order_id });
  return items.map(({ flag, status }): [string, string] => [flag, status]).reverse();
}

it('the mock exports an order through a chain, with an approval, to a file', async () => {
  const manual = { kind: 'manual', when: { flag: 'to_fulfilment' }, next_flag: 'to_erp' } as const;
  await client.orderExporters.create({ name: 'Person', ...manual });
  await client.orderExporters.create({ name: 'ERP', kind: 's3_file', when: { flag: 'to_erp' } });
  const order = await orderInProgress();
  expect(await statuses(order)).toEqual([['to_fulfilment', 'waiting_approval']]);
  const [waiting] = (await client.orderExports.list({ status: 'waiting_approval' })).items;
  await client.orderExports.approve(waiting?.order_export_id ?? '', { reason: 'Paid' });
  expect(await statuses(order)).toEqual([
    ['to_fulfilment', 'completed'],
    ['to_erp', 'completed'],
  ]);
  await expect(client.orderExports.approve(waiting?.order_export_id ?? '')).rejects.toThrow(ConflictError);
  const refused = client.orderExporters.create({
    name: 'x',
    kind: 'event',
    when: { flag: 'to_erp' },
    next_flag: 'to_erp',
  });
  await expect(refused).rejects.toMatchObject({ code: 'export_chain_loops' });
});

it('the mock holds back a blocked order, and clears a flag without exporters', async () => {
  const unserved = await orderInProgress();
  expect(await statuses(unserved)).toEqual([['to_fulfilment', 'cleared']]);
  await client.orderExporters.create({ name: 'Event', kind: 'event', when: { flag: 'to_fulfilment' } });
  const { order_id } = await client.orders.create({ items: [{ product_id: 'PR00001', quantity: 1 }] });
  await client.orders.block(order_id);
  await client.orders.transition(order_id, { to: 'in_progress' });
  expect(await statuses(order_id)).toEqual([['to_fulfilment', 'blocked']]);
  await client.orders.unblock(order_id);
  expect(await statuses(order_id)).toEqual([['to_fulfilment', 'completed']]);
});

it('the mock exports no delivery that was cancelled after its flag was set', async () => {
  const operator = new CommerceClient({ baseUrl, apiKey: 'demo-secret-key', maxRetries: 0 });
  await operator.orderExporters.setFlags({ flags: [{ on: 'delivery', status: 'packing', flag: 'packed' }] });
  await client.orderExporters.create({ name: 'Person', kind: 'manual', when: { flag: 'packed' } });
  const { order_id, items } = await client.orders.create({ items: [{ product_id: 'PR00001', quantity: 2 }] });
  await client.orders.transition(order_id, { to: 'in_progress' });
  const order_item_id = items[0]?.order_item_id ?? '';
  const { deliveries } = await client.orders.createDelivery(order_id, { items: [{ order_item_id, quantity: 1 }] });
  const delivery = deliveries[0]?.delivery_id ?? '';
  await client.orders.updateDelivery(delivery, { status: 'packing' });
  expect(await statuses(order_id)).toEqual([['packed', 'waiting_approval']]);
  await client.orders.updateDelivery(delivery, { status: 'cancelled' });
  const { items: exports } = await client.orderExports.list({ order_id });
  expect(exports).toMatchObject([{ status: 'cleared', error: 'The delivery was cancelled.' }]);
});

it('the mock continues with the other exporters of a flag if one of them is deleted', async () => {
  const event = { kind: 'event', when: { flag: 'to_fulfilment' } } as const;
  await client.orderExporters.create({ name: 'First', ...event, priority: 1 });
  const person = { kind: 'manual', when: event.when, next_flag: 'to_erp' } as const;
  const deleted = await client.orderExporters.create({ name: 'Person', ...person, priority: 2 });
  await client.orderExporters.create({ name: 'Last', ...event, priority: 3 });
  await client.orderExporters.create({ name: 'ERP', kind: 'event', when: { flag: 'to_erp' } });
  const order = await orderInProgress();
  expect((await statuses(order)).map(([, status]) => status)).toEqual(['completed', 'waiting_approval', 'queued']);
  await client.orderExporters.delete(deleted.exporter_id);
  expect(await statuses(order)).toEqual([
    ['to_fulfilment', 'completed'],
    ['to_fulfilment', 'cleared'],
    ['to_fulfilment', 'completed'],
    ['to_erp', 'completed'],
  ]);
});

it('the mock names files by their format, and refuses a custom key in headers', async () => {
  const { exporter_id } = await client.orderExporters.create({
    name: 'ERP',
    kind: 's3_file',
    format: 'csv',
    when: { flag: 'to_erp' },
  });
  const changed = await client.orderExporters.update(exporter_id, { format: 'xml' });
  expect(changed.target.file_name).toBe('{exporter}-{date}-{time}-{number}.xml');
  const target = { url: 'https://fulfilment.example', headers: { 'Idempotency-Key': 'same' } };
  const refused = client.orderExporters.create({ name: 'x', kind: 'http', when: { flag: 'x' }, target });
  await expect(refused).rejects.toMatchObject({ code: 'validation_failed' });
});
