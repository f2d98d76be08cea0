import { expect } from 'vitest';
import type { StoryApi } from './story-api.ts';

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

/** Exporters that write in the layout of a data descriptor, and what that forbids. */
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
