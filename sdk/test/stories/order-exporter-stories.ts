import { expect } from 'vitest';
import { shopOf } from './shop.ts';
import type { RawAnswer, StoryApi } from './story-api.ts';

const column = (target: string, source = target) => ({ target, source });
const ORDERS = {
  name: 'Orders for the ERP',
  direction: 'export',
  entity: 'order',
  format: { type: 'csv', delimiter: ';' },
  columns: [column('order_id', 'Auftrag'), column('items.sku', 'Artikel/SKU')],
};
const PRICES = {
  name: 'Prices',
  entity: 'price',
  format: { type: 'csv' },
  columns: ['sku', 'price', 'currency'].map((name) => column(name)),
};

/** Exporters that use the layout of a data descriptor, and the changes that this prevents. */
export async function exportersWriteByDescriptors(api: StoryApi): Promise<void> {
  const { key, id } = await api.partner('Layouts Inc');
  const { key: other } = await api.partner('Other Layouts Inc');
  const described = async (fields: object, owner = key): Promise<string> =>
    (await api.post('/data-descriptors', fields, { key: owner })).body.data_descriptor_id;
  const orders = await described(ORDERS);
  const workbook = await described({ ...ORDERS, format: { type: 'xlsx' } });
  const prices = await described(PRICES);
  const fixed = await described({ ...ORDERS, columns: [column('order_id'), { target: 'currency', constant: 'EUR' }] });
  const foreign = await described(ORDERS, other);
  const when = { flag: 'to_erp' };
  const file = (format: string, more: object = {}) => ({ name: 'ERP', kind: 's3_file', when, format, ...more });
  const created = await api.post('/order-exporters', file(orders), { key });
  expect(created.body).toMatchObject({ format: orders, target: { file_name: expect.stringMatching(/\.csv$/) } });
  const path = `/order-exporters/${created.body.exporter_id}`;
  const http = { kind: 'http', target: { url: 'https://erp.example/orders' } };
  for (const format of [prices, fixed, foreign, 'DD99999', 'yaml', 7]) {
    const refused = await api.post('/order-exporters', file(format as string), { key });
    expect(refused.status).toBe(format === foreign || format === 'DD99999' ? 404 : 422);
    await api.call('PATCH', path, { key, json: { format } });
  }
  await api.post('/order-exporters', file(workbook, http), { key });
  await api.post('/order-exporters', file(orders, { kind: 'manual' }), { key });
  await api.post('/order-exporters', file(orders));
  await api.post('/order-exporters', file(foreign, { when: { ...when, partner_id: id } }));
  await api.post('/order-exporters', file(workbook, { when: { ...when, partner_id: id } }));

  const change = (json: object) => api.call('PATCH', `/data-descriptors/${orders}`, { key, json });
  expect((await change({ entity: 'category', columns: [column('code'), column('name')] })).status).toBe(409);
  expect((await change({ columns: [column('order_id'), { target: 'currency', constant: 'EUR' }] })).status).toBe(409);
  expect((await change({ name: 'Orders', format: { type: 'jsonl' } })).status).toBe(200);
  expect((await api.get(path, { key })).body.target.file_name).toMatch(/\.jsonl$/);
  expect((await api.call('DELETE', `/data-descriptors/${orders}`, { key })).status).toBe(409);
  await api.call('PATCH', path, { key, json: { format: workbook } });
  expect((await api.call('DELETE', `/data-descriptors/${orders}`, { key })).status).toBe(204);
  await api.call('DELETE', path, { key });
  expect((await api.call('DELETE', `/data-descriptors/${workbook}`, { key })).status).toBe(409);
}

/** Waits until the only export of an order to fulfilment has a status. */
async function exported(api: StoryApi, key: string, orderId: string, status: string): Promise<RawAnswer['body']> {
  const path = `/order-exports?order_id=${orderId}&flag=to_fulfilment`;
  const end = Date.now() + 30_000;
  for (;;) {
    const { items } = (await api.get(path, { key, unrecorded: true })).body;
    if (items.length === 1 && items[0].status === status) return (await api.get(path, { key })).body.items[0];
    if (Date.now() > end) throw new Error(`${orderId} was not exported as ${status}: ${JSON.stringify(items)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** An order is exported by the exporters whose conditions it meets: the least total is included. */
export async function exportersTakeOnlyWhatMeetsTheirConditions(api: StoryApi): Promise<void> {
  const { key, order, post } = await shopOf(api, 'Conditions Inc');
  const { body: channel } = await post('/sales-channels', { name: 'Shop', type: 'WEB_SALES_CHANNEL' });
  const conditions = [
    { currency: 'EUR', min_total: 20.2 },
    { currency: 'EUR', min_total: 20.21 },
    { currency: 'USD' },
    { sales_channel_id: channel.sales_channel_id },
  ];
  const exporters: string[] = [];
  for (const condition of conditions) {
    const when = { flag: 'to_fulfilment', ...condition };
    exporters.push((await post('/order-exporters', { name: 'Some', kind: 'event', when })).body.exporter_id);
  }
  const id = await order(2);
  await post(`/orders/${id}/transitions`, { to: 'in_progress' });
  expect(await exported(api, key, id, 'completed')).toMatchObject({ exporter_id: exporters[0] });
  for (const exporter of exporters) await api.call('DELETE', `/order-exporters/${exporter}`, { key });
}

/** An order is split while it waits for its exporter, and all that is left of it is blocked. */
export async function blockedDeliveriesAreKeptBack(api: StoryApi): Promise<void> {
  const { key, order, get, post, patch } = await shopOf(api, 'Blocked Parts Inc');
  const when = { flag: 'to_fulfilment' };
  const { body: exporter } = await post('/order-exporters', { name: 'Log', kind: 'event', when, enabled: false });
  const id = await order(2);
  const { body: begun } = await post(`/orders/${id}/transitions`, { to: 'in_progress' });
  const items = [{ order_item_id: begun.items[0].order_item_id, quantity: 2 }];
  const { body: split } = await post(`/orders/${id}/deliveries`, { items });
  const [, left] = split.deliveries.map(({ delivery_id }: { delivery_id: string }) => delivery_id);
  await patch(`/deliveries/${left}`, { block_export: true });
  await patch(`/order-exporters/${exporter.exporter_id}`, { enabled: true });
  await exported(api, key, id, 'blocked');
  await patch(`/deliveries/${left}`, { block_export: false });
  await exported(api, key, id, 'completed');
  await get(`/orders/${id}`);
  await api.call('DELETE', `/order-exporters/${exporter.exporter_id}`, { key });
}

/** A partner with an order whose export waits for approval. */
async function waitingForAPerson(api: StoryApi, name: string) {
  const shop = await shopOf(api, name);
  const when = { flag: 'to_fulfilment' };
  const { body: exporter } = await shop.post('/order-exporters', { name: 'Person', kind: 'manual', when });
  const id = await shop.order(1);
  await shop.post(`/orders/${id}/transitions`, { to: 'in_progress' });
  const { order_export_id } = await exported(api, shop.key, id, 'waiting_approval');
  return { ...shop, id, exporter_id: exporter.exporter_id as string, order_export_id };
}

/** An order is cancelled while its export waits for approval. */
export async function nobodyApprovesACancelledOrder(api: StoryApi): Promise<void> {
  const { key, get, post, id, exporter_id, order_export_id } = await waitingForAPerson(api, 'Cancelled Inc');
  await post(`/orders/${id}/transitions`, { to: 'cancelled' });
  await exported(api, key, id, 'cleared');
  await post(`/order-exports/${order_export_id}/approve`);
  await post(`/order-exports/${order_export_id}/reject`, { reason: 'Too late' });
  await get(`/order-exports/${order_export_id}`);
  await api.call('DELETE', `/order-exporters/${exporter_id}`, { key });
}

/** A replay of an approved export waits for approval again. */
export async function replaysAskAPersonAnew(api: StoryApi): Promise<void> {
  const { key, get, post, id, exporter_id, order_export_id } = await waitingForAPerson(api, 'Replays Inc');
  await post(`/order-exports/${order_export_id}/approve`, { reason: 'Paid' });
  await get(`/order-exports/${order_export_id}`);
  await post('/order-exports/replay', { exporter_id, status: 'completed' });
  await exported(api, key, id, 'waiting_approval');
  await post(`/order-exports/${order_export_id}/reject`, { reason: 'Not paid' });
  await get(`/order-exports/${order_export_id}`);
  await api.call('DELETE', `/order-exporters/${exporter_id}`, { key });
}
