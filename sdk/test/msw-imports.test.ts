import { expect, it } from 'vitest';
import type { CreateDataDescriptorFields } from '../src/index.ts';
import { mockClient, useMock } from './support/mock-server.ts';

const products = [{ sku: 'A1', product_name: 'Apple', price: 1.5, availability: 'in_stock' as const }];
useMock({ seed: { partners: [{ partner_name: 'acme', api_key: 'acme-key', products }] } });
const client = mockClient({ apiKey: 'acme-key' });

const operator = mockClient();
const ANN = { first_name: 'Ann', last_name: 'Lee', email: 'ann@example.com' };

const columns = (...targets: string[]) => targets.map((target) => ({ target, source: target }));
const STOCK: CreateDataDescriptorFields = {
  name: 'Stock',
  entity: 'availability',
  format: { type: 'csv', delimiter: ';' },
  file_name_pattern: 'stock*',
  columns: columns('sku', 'availability'),
};

/** A group with a new descriptor. */
async function groupOf(fields: CreateDataDescriptorFields): Promise<string> {
  const { data_descriptor_id } = await client.dataDescriptors.create(fields);
  const group = await client.dataGroups.create({ name: 'group', descriptors: [data_descriptor_id] });
  return group.data_group_id;
}

async function imported(groupId: string, name: string, text: string) {
  const { job_id } = await client.dataGroups.import(groupId, { file: new File([text], name) });
  const job = await client.jobs.waitForJob(job_id, { throwOnFailure: false });
  const errors = (await client.jobs.listErrors(job_id)).items.map(({ line, code }) => `${line} ${code}`);
  return { job, errors };
}

it('the mock imports rows of each entity with their descriptors', async () => {
  const stock = await imported(await groupOf(STOCK), 'stock.csv', 'sku;availability\nA1;no\nA1;no\nB1;no\nA1;maybe\n');
  expect(stock.job.result).toMatchObject({
    ...{ processed: 4, inserted: 0, updated: 1, unchanged: 1, skipped: 2 },
    files: [{ file_name: 'stock.csv', status: 'completed', version: 1 }],
  });
  expect(stock.errors).toEqual(['4 unknown_product', '5 invalid_value']);

  const product = { ...STOCK, entity: 'product' as const, format: { type: 'jsonl' as const }, file_name_pattern: '*' };
  const color = { target: 'attributes.color', source: 'color', optional: true };
  const group = await groupOf({ ...product, columns: [...columns('sku', 'product_name'), color] });
  const rows = [
    { sku: 'A1', product_name: 'Apple' },
    { sku: 'B1', product_name: 'Pear' },
  ];
  const made = await imported(group, 'a.jsonl', rows.map((row) => JSON.stringify(row)).join('\n'));
  expect(made.job.result).toMatchObject({ processed: 2, inserted: 1, updated: 0, unchanged: 1, skipped: 0 });
  const { items } = await client.products.list({ sku: 'A1' });
  expect(items[0]).toMatchObject({ availability: 'out_of_stock' });

  const from = { target: 'valid_from', source: 'valid_from', type: 'date' as const };
  const price = { ...STOCK, entity: 'price' as const, columns: [...columns('sku', 'price', 'currency'), from] };
  const priced = await imported(await groupOf(price), 'stock', 'sku;price;currency;valid_from\nA1;9;eur;2026-01-01\n');
  expect(priced.job.message).toBe(
    'Import completed. Files: 1. Failed: 0. Rows: 1. Inserted: 0. Updated: 1. Unchanged: 0. Skipped: 0.',
  );
  expect(await client.products.getPrice(items[0]?.product_id ?? '')).toMatchObject({ price: 9, currency: 'EUR' });
});

it('the mock previews rows without changing anything, and proposes descriptors', async () => {
  const sample = 'sku;availability\nA1;preorder\nA1;preorder\nC9;no\nA1;\n';
  const { rows } = await client.dataDescriptors.previewDefinition({ definition: STOCK, sample });
  expect(rows.map(({ line, outcome, problems }) => [line, outcome, problems[0]?.code])).toEqual([
    [2, 'updated', undefined],
    [3, 'unchanged', undefined],
    [4, 'rejected', 'unknown_product'],
    [5, 'rejected', 'required'],
  ]);
  expect((await client.products.list({ sku: 'A1' })).items[0]).not.toMatchObject({ availability: 'preorder' });
  const { data_descriptor_id } = await client.dataDescriptors.create(STOCK);
  const cut = await client.dataDescriptors.preview(data_descriptor_id, { sample: 'sku;stock\nA1;n', is_cut: true });
  expect(cut).toEqual({ rows: [], error: 'Missing columns: availability. The header has: sku, stock.' });
  const { definition } = await client.dataDescriptors.detect({ sample: 'SKU\tPreis\nA1\t1,50\n' });
  expect(definition).toMatchObject({ format: { delimiter: '\t' }, columns: [{}, { decimal_separator: ',' }] });
});

it('the mock exports its imports unchanged', async () => {
  const layout = {
    ...STOCK,
    entity: 'product' as const,
    file_name_pattern: '*',
    columns: columns('sku', 'product_name'),
  };
  const { data_descriptor_id } = await client.dataDescriptors.create(layout);
  const text = await (await client.dataDescriptors.export(data_descriptor_id)).text();
  expect(text).toMatch(/^sku;product_name\nA1;Apple\n/);
  const again = await imported(await groupOf(layout), 'products.csv', text);
  const rows = text.trim().split('\n').length - 1;
  expect(again.job.result).toMatchObject({ processed: rows, unchanged: rows });
  const part = { target: 'product_name', source: 'product_name', extract: '(.*)' };
  const lossy = { ...layout, columns: [...columns('sku'), part] };
  const refused = await client.dataDescriptors.create(lossy);
  await expect(client.dataDescriptors.export(refused.data_descriptor_id)).rejects.toThrow(/cannot be undone/);
});

it('the mock exports categories, and imports them again unchanged', async () => {
  const layout = { ...STOCK, entity: 'category' as const, file_name_pattern: '*' };
  const tree = { ...layout, columns: columns('code', 'name', 'parent_code') };
  const file = 'code;name;parent_code\nchairs;Chairs;seats\nseats;Seats;\n';
  const made = await imported(await groupOf(tree), 'tree.csv', file);
  expect(made.job.result).toMatchObject({ inserted: 2 });
  const { data_descriptor_id } = await client.dataDescriptors.create({ ...tree, direction: 'export' });
  const text = await (await client.dataDescriptors.export(data_descriptor_id)).text();
  expect(text).toBe(file);
  const again = await imported(await groupOf(tree), 'tree.csv', text);
  expect(again.job.result).toMatchObject({ processed: 2, unchanged: 2 });
});

it('the mock reads nested rows, and writes them unchanged', async () => {
  const pair = [
    { target: 'name', source: '#1' },
    { target: 'value', source: '#2' },
  ];
  const cell = { entity: 'product_attribute' as const, row_delimiter: '|', value_delimiter: ':', columns: pair };
  const layout = {
    ...STOCK,
    entity: 'product' as const,
    file_name_pattern: '*',
    columns: [
      ...columns('sku', 'product_name'),
      { target: 'children.attributes', source: 'attributes', children: cell },
    ],
  };
  const group = await groupOf(layout);
  const file = 'sku;product_name;attributes\nA1;Apple;Colour:red|Size:S\nB1;Pear;:x\n';
  const made = await imported(group, 'p.csv', file);
  expect(made.job.result).toMatchObject({
    files: [
      { processed: 2, inserted: 1, unchanged: 1 },
      { children: 'attributes', processed: 3, updated: 2, skipped: 1 },
    ],
  });
  expect(made.job.message).toContain('Files: 1.');
  expect((await client.jobs.listErrors(made.job.job_id)).items).toMatchObject([
    { file_name: 'p.csv#attributes', line: 3 },
  ]);
  const { data_descriptor_id } = await client.dataDescriptors.create({ ...layout, direction: 'export' });
  const text = await (await client.dataDescriptors.export(data_descriptor_id)).text();
  expect(text).toContain('A1;Apple;Colour:red|Size:S\n');
  const again = await imported(group, 'p.csv', text);
  expect(again.job.result).toMatchObject({ updated: 0, inserted: 0, skipped: 0 });
  const { rows } = await client.dataDescriptors.preview(data_descriptor_id, { sample: file });
  expect(rows.map(({ children, outcome }) => [children, outcome])).toEqual([
    [undefined, 'unchanged'],
    [undefined, 'unchanged'],
    ['attributes', 'unchanged'],
    ['attributes', 'unchanged'],
    ['attributes', 'rejected'],
  ]);
});

it('the mock imports customers with keys that may write them, and shows no values', async () => {
  const targets = ['external_id', 'first_name', 'last_name', 'email', 'address_line1', 'city', 'state', 'postal_code'];
  const layout = { ...STOCK, entity: 'customer' as const, file_name_pattern: '*', columns: columns(...targets) };
  const group = await groupOf(layout);
  const head = `${targets.join(';')}\n`;
  const file = `${head}7;Ann;Lee;ann@example.com;1 Road;Town;IL;1234\n8;Bob;Ray;wrong;;;;\n`;
  const made = await imported(group, 'customers.csv', file);
  expect(made.job.result).toMatchObject({ processed: 2, inserted: 1, skipped: 1 });
  const [error] = (await client.jobs.listErrors(made.job.job_id)).items;
  expect(error).toMatchObject({ line: 3, column: 'email', code: 'invalid_value' });
  expect(error?.value).toBeUndefined();
  const again = await imported(group, 'customers.csv', file);
  expect(again.job.result).toMatchObject({ unchanged: 1, skipped: 1 });
  const { items } = await client.customers.list({ external_id: '7' });
  expect(items).toMatchObject([{ first_name: 'Ann', email_masked: 'an***@example.com' }]);
  await expect(client.customers.create({ ...ANN, external_id: '7' })).rejects.toMatchObject({
    code: 'external_id_taken',
  });
  const gone = await groupOf({ ...layout, mode: 'delete', columns: columns('external_id') });
  const deleted = await imported(gone, 'gone.csv', 'external_id\n7\n9\n');
  expect(deleted.job.result).toMatchObject({ updated: 1, skipped: 1 });
  expect((await client.customers.list()).items).toEqual([]);

  const { partner_id = '' } = (await operator.partners.list()).items[0] ?? {};
  const { secret } = await operator.partners.createApiKey(partner_id, {
    name: 'x',
    scopes: ['impex:read', 'impex:write'],
  });
  const without = mockClient({ apiKey: secret });
  await expect(without.dataDescriptors.create(layout)).rejects.toThrow('no customers:write scope');
  await expect(without.dataGroups.import(group, { file: new File([file], 'c.csv') })).rejects.toThrow(
    'customers:write',
  );
});

it('the mock refuses formats that it does not support, with a message', async () => {
  const xml = await groupOf({ ...STOCK, format: { type: 'xml', row_path: '/a/b' } });
  const { job } = await imported(xml, 'stock.xml', '<a/>');
  expect(job.result).toMatchObject({ files: [{ status: 'failed', error: expect.stringContaining('XML') }] });
  const zip = await imported(await groupOf(STOCK), 'stock.zip', 'PK..');
  expect(zip.job).toMatchObject({ status: 'failed', error: expect.stringContaining('no archives') });
  const none = await imported(await groupOf(STOCK), 'other.csv', 'x');
  expect(none.job.error).toContain('The files: other.csv.');
  const { items } = await client.events.list({ event_type: 'import.failed' });
  expect(items).toHaveLength(2);
});

it('a descriptor of a group cannot be deleted, and keeps its versions', async () => {
  const { data_descriptor_id: id } = await client.dataDescriptors.create(STOCK);
  const { data_group_id } = await client.dataGroups.create({ name: 'group', descriptors: [id] });
  await expect(client.dataDescriptors.delete(id)).rejects.toThrow(data_group_id);
  expect(await client.dataDescriptors.update(id, { name: 'Other' })).toMatchObject({ version: 2, name: 'Other' });
  expect(await client.dataDescriptors.get(id, { version: 1 })).toMatchObject({ version: 1, name: 'Stock' });
  await client.dataGroups.delete(data_group_id);
  await client.dataDescriptors.delete(id);
  await expect(client.dataDescriptors.get(id)).rejects.toThrow('not found');
});
