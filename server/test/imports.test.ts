import { gzipSync } from 'node:zlib';
import type { DataDescriptor, Overview, Page, PriceInForce, Product } from '@commerce-integration/contract';
import { describe, expect, it } from 'vitest';
import { counts, Imports } from './support/imports.ts';
import { startTestServer } from './support/server.ts';

const server = await startTestServer();
const acme = await server.partner('Acme Corp');
const imports = new Imports(server, acme);

const PRODUCTS = {
  entity: 'product' as const,
  file_name_pattern: 'artikel*.csv',
  format: { type: 'csv', encoding: 'windows-1252', delimiter: ';' },
  columns: [
    { target: 'sku', source: 'Artikelnummer' },
    { target: 'product_name', source: 'Bezeichnung' },
    { target: 'price', source: 'Preis', type: 'decimal', decimal_separator: ',', thousands_separator: '.' },
    { target: 'currency', constant: 'EUR' },
    { target: 'availability', source: 'Lager', map: { ja: 'in_stock', nein: 'out_of_stock' } },
    { target: 'attributes.size', source: 'Maße', extract: '(\\d+) x (\\d+)', template: '$1/$2' },
  ],
};
const STOCK = {
  entity: 'availability' as const,
  file_name_pattern: 'stock*',
  columns: [
    { target: 'sku', source: 'sku' },
    { target: 'availability', source: 'state' },
  ],
};
const PRICES = {
  entity: 'price' as const,
  file_name_pattern: 'prices*',
  columns: [
    { target: 'sku', source: 'sku' },
    { target: 'sales_channel', source: 'channel' },
    { target: 'price', source: 'price', type: 'decimal' },
    { target: 'currency', source: 'currency' },
    { target: 'valid_from', source: 'from', type: 'date' },
  ],
};
const ATTRIBUTES = {
  entity: 'product_attribute' as const,
  file_name_pattern: 'attributes*',
  columns: [
    { target: 'sku', source: 'sku' },
    { target: 'name', source: 'name' },
    { target: 'value', source: 'value' },
  ],
};

const product = async (sku: string): Promise<Product | undefined> =>
  (await server.call<Page<Product>>(`/products?sku=${sku}`, { key: acme.key })).body.items[0];
const named = (sku: string) => `sku,product_name,price,currency,availability\n${sku},Name of ${sku},10,EUR,in stock\n`;
const latin1 = (text: string) => Buffer.from(text, 'latin1');

describe('a file of an ERP', () => {
  it('with semicolons, decimal commas and windows-1252 is read with its descriptor', async () => {
    const group = await imports.group([PRODUCTS]);
    const file = latin1(
      'Artikelnummer;Bezeichnung;Preis;Lager;Maße\nE1;Größe Ä;1.299,50;ja;10 x 20 cm\nE2;"Stuhl; rot";5;nein;\n',
    );
    const first = await imports.run(group.data_group_id, 'artikel.csv', file);
    expect(first.job.message).toBe(
      'Import completed. Files: 1. Failed: 0. Rows: 2. Inserted: 2. Updated: 0. Unchanged: 0. Skipped: 0.',
    );
    expect(await product('E1')).toMatchObject({
      ...{ product_name: 'Größe Ä', price: 1299.5, currency: 'EUR', availability: 'in_stock', feed_id: null },
      attributes: { size: '10/20' },
    });
    expect(await product('E2')).toMatchObject({ product_name: 'Stuhl; rot', price: 5, attributes: {} });

    const again = await imports.run(group.data_group_id, 'artikel.csv', file);
    expect(counts(again.files[0])).toEqual([2, 0, 0, 2, 0]);
    const changed = latin1('Artikelnummer;Bezeichnung;Preis;Lager;Maße\nE1;Größe Ä;1.299,50;nein;\n');
    expect(counts((await imports.run(group.data_group_id, 'artikel.csv', changed)).files[0])).toEqual([1, 0, 1, 0, 0]);
    expect(await product('E1')).toMatchObject({ availability: 'out_of_stock', attributes: {} });
  });

  it('has its invalid rows reported by file, line, column and cause, and the others imported', async () => {
    const group = await imports.group([PRODUCTS]);
    const file = latin1(
      'Artikelnummer;Bezeichnung;Preis;Lager;Maße\nB1;Gut;5;ja;\nB2;Preis;1.5;ja;\n\nB3;Lager;5;morgen;\nB4;Maße;5;ja;rund\nB5;;5;ja;\nB6;Teuer;1,999;ja;\nB1;Zweimal;5;ja;\n',
    );
    const { files, errors } = await imports.run(group.data_group_id, 'artikel.csv', file);
    expect(counts(files[0])).toEqual([7, 1, 0, 0, 6]);
    expect(errors.map(({ file_name, line, sku, column, code }) => [file_name, line, sku, column, code])).toEqual([
      ['artikel.csv', 2, 'B1', 'sku', 'duplicate_sku'],
      ['artikel.csv', 3, 'B2', 'price', 'not_a_number'],
      ['artikel.csv', 5, 'B3', 'availability', 'not_in_map'],
      ['artikel.csv', 6, 'B4', 'attributes.size', 'no_match'],
      ['artikel.csv', 7, 'B5', 'product_name', 'required'],
      ['artikel.csv', 8, 'B6', 'price', 'too_many_decimals'],
    ]);
    expect(await product('B1')).toMatchObject({ product_name: 'Zweimal' });
  });

  it('without a required column is refused as a whole, naming it', async () => {
    const group = await imports.group([PRODUCTS]);
    const { files, job } = await imports.run(group.data_group_id, 'artikel.csv', 'Artikelnummer;Preis\nX1;5\n');
    expect(job.status).toBe('completed');
    expect(files[0]).toMatchObject({
      status: 'failed',
      error: 'Missing columns: Bezeichnung, Lager, Maße. The header has: Artikelnummer, Preis.',
    });
  });
});

describe('a ZIP', () => {
  it('is imported in descriptor order, whatever its file order, packed or not', async () => {
    const feed = { ...PRODUCTS, format: { type: 'csv' }, file_name_pattern: 'products.csv' };
    const columns = ['sku', 'product_name'].map((name) => ({ target: name, source: name }));
    const group = await imports.group([{ ...feed, columns }, ATTRIBUTES, STOCK, PRICES]);
    const { job, files, errors } = await imports.runZip(group.data_group_id, [
      { name: 'export/stock.csv', content: 'sku,state\nZ1,sold out\nZ2,available\nZ9,yes\n' },
      { name: 'export/prices.csv.gz', content: gzipSync('sku,channel,price,currency,from\nZ1,,7.50,eur,2026-01-01\n') },
      { name: 'export/attributes.csv', content: 'sku,name,value\nZ1,Color,red\nZ1,color,blue\nZ2,Color,\n' },
      { name: 'export/notes.txt', content: 'nothing' },
      { name: '__MACOSX/._x', content: 'x' },
      { name: 'export/products.csv', content: 'sku,product_name\nZ1,One\nZ2,Two\n' },
    ]);
    expect(files.map((file) => [file.file_name, file.status, ...counts(file)])).toEqual([
      ['products.csv', 'completed', 2, 2, 0, 0, 0],
      ['attributes.csv', 'completed', 3, 0, 2, 1, 0],
      ['stock.csv', 'completed', 3, 0, 2, 0, 1],
      ['prices.csv', 'completed', 1, 0, 1, 0, 0],
      ['notes.txt', 'unmatched', 0, 0, 0, 0, 0],
    ]);
    expect(job.message).toBe(
      'Import completed. Files: 4. Failed: 0. Matched by no descriptor: 1. Rows: 9. Inserted: 2. Updated: 5. Unchanged: 1. Skipped: 1.',
    );
    expect(errors).toEqual([
      expect.objectContaining({ file_name: 'stock.csv', line: 4, sku: 'Z9', code: 'unknown_product' }),
    ]);
    const one = await product('Z1');
    expect(one).toMatchObject({ availability: 'out_of_stock', attributes: { Color: 'blue' } });
    const price = await server.call<PriceInForce>(`/products/${one?.product_id}/prices`, { key: acme.key });
    expect(price.body).toMatchObject({ price: 7.5, currency: 'EUR', source: 'base_list' });
  });

  it('with files that no descriptor matches fails, and names them', async () => {
    const group = await imports.group([STOCK]);
    const { job } = await imports.runZip(group.data_group_id, [{ name: 'lager.txt', content: 'x' }]);
    expect(job).toMatchObject({
      status: 'failed',
      error: 'no descriptor of the data group matches the name of a file. The files: lager.txt.',
    });
  });
});

describe('price lists', () => {
  it('get and lose single entries; an equal price is not written again', async () => {
    await server.load(named('P1'));
    const id = (await product('P1'))?.product_id;
    const channel = await server.call<{ sales_channel_id: string }>('/sales-channels', {
      body: { name: 'Web', type: 'WEB_SALES_CHANNEL', external_id: 'web' },
      key: acme.key,
    });
    expect(channel.status).toBe(201);
    const group = await imports.group([PRICES]);
    const head = 'sku,channel,price,currency,from\n';
    const file = `${head}P1,,9,EUR,2026-01-01\nP1,,8,EUR,2026-02-01\nP1,web,7,EUR,2026-01-01\nP1,shop,7,EUR,2026-01-01\nP1,,8.001,EUR,2026-03-01\n`;
    const first = await imports.run(group.data_group_id, 'prices.csv', file);
    expect(counts(first.files[0])).toEqual([5, 0, 3, 0, 2]);
    expect(first.errors.map(({ line, column, code }) => [line, column, code])).toEqual([
      [5, 'sales_channel', 'unknown_sales_channel'],
      [6, 'price', 'invalid_value'],
    ]);
    const more = await imports.run(
      group.data_group_id,
      'prices.csv',
      `${head}P1,,8,EUR,2026-02-01\nP1,,6,EUR,\nP1,,6,EUR,\n`,
    );
    expect(counts(more.files[0])).toEqual([3, 0, 1, 2, 0]);
    const now = await server.call<PriceInForce>(`/products/${id}/prices`, { key: acme.key });
    expect(now.body).toMatchObject({ price: 6 });
    expect(now.body.base_list.map(({ price }) => price)).toEqual([9, 8, 6]);
    const removal = await imports.group([{ ...PRICES, mode: 'delete' }]);
    const removed = await imports.run(
      removal.data_group_id,
      'prices.csv',
      `${head}P1,,,,2026-02-01\nP1,,,,2025-02-01\n`,
    );
    expect(counts(removed.files[0])).toEqual([2, 0, 1, 1, 0]);
    const events = await server.call<Page<{ data: unknown }>>('/events?event_type=product.price.changed', {
      key: acme.key,
    });
    expect(events.body.items[0]?.data).toMatchObject({
      products_changed: 1,
      product_ids: [id],
      job_id: removed.job.job_id,
    });
  });
});

describe('a mode', () => {
  const products = (mode: string) => ({
    ...PRODUCTS,
    mode,
    format: { type: 'csv' },
    file_name_pattern: '*',
    columns: ['sku', 'product_name'].map((name) => ({ target: name, source: name })),
  });

  it('inserts only, or updates only, and counts skipped rows', async () => {
    await server.load(named('M1'));
    const file = 'sku,product_name\nM1,Changed\nM2,New\nM1,Changed again\n';
    const updates = await imports.group([products('update_only')]);
    expect(counts((await imports.run(updates.data_group_id, 'a.csv', file)).files[0])).toEqual([3, 0, 1, 0, 2]);
    expect(await product('M2')).toBeUndefined();
    expect(await product('M1')).toMatchObject({ product_name: 'Changed again' });
    const inserts = await imports.group([products('insert_only')]);
    const other = 'sku,product_name\nM1,Not this\nM2,New\nM2,New again\n';
    expect(counts((await imports.run(inserts.data_group_id, 'a.csv', other)).files[0])).toEqual([3, 1, 0, 0, 2]);
    expect(await product('M1')).toMatchObject({ product_name: 'Changed again' });
    expect(await product('M2')).toMatchObject({ product_name: 'New again' });
  });

  it('removes: products are discontinued, attributes removed', async () => {
    await server.load('sku,product_name,availability,Color\nD1,One,in stock,red\n');
    const gone = await imports.group([{ ...products('delete'), columns: [{ target: 'sku', source: 'sku' }] }]);
    expect(counts((await imports.run(gone.data_group_id, 'a.csv', 'sku\nD1\nD1\nD9\n')).files[0])).toEqual([
      3, 0, 1, 1, 1,
    ]);
    const plain = await imports.group([{ ...ATTRIBUTES, mode: 'delete', columns: ATTRIBUTES.columns.slice(0, 2) }]);
    const removed = await imports.run(plain.data_group_id, 'attributes.csv', 'sku,name\nD1,COLOR\nD1,Weight\n');
    expect(counts(removed.files[0])).toEqual([2, 0, 1, 1, 0]);
    expect(await product('D1')).toMatchObject({ availability: 'discontinued', attributes: {} });
  });
});

describe('rejected rows', () => {
  const bad = 'sku,state\nO1,maybe\nO1,no\n';

  it('roll back their file, stop the group, or exceed a ratio, depending on the group', async () => {
    await server.load(named('O1'));
    const files = [
      { name: 'stock1.csv', content: bad },
      { name: 'stock2.csv', content: 'sku,state\nO1,preorder\n' },
    ];
    const stopping = await imports.group([STOCK], { on_error: 'stop_group' });
    const stopped = await imports.runZip(stopping.data_group_id, files);
    expect(stopped.job).toMatchObject({
      status: 'failed',
      error:
        'stock1.csv was not imported, and on_error is stop_group. 1 of 2 rows were rejected, and on_error is stop_group. The first problem is in line 2: availability must be in_stock, out_of_stock, preorder, backorder, discontinued or a usual spelling; a map of the column can translate others.',
    });
    expect(stopped.errors).toHaveLength(1);
    expect(await product('O1')).toMatchObject({ availability: 'in_stock' });

    const rolling = await imports.group([STOCK], { on_error: 'rollback_file' });
    const rolled = await imports.runZip(rolling.data_group_id, files);
    expect(rolled.files.map((file) => [file.status, ...counts(file)])).toEqual([
      ['failed', 0, 0, 0, 0, 0],
      ['completed', 1, 0, 1, 0, 0],
    ]);
    expect(await product('O1')).toMatchObject({ availability: 'preorder' });

    const strict = await imports.group([STOCK], { max_error_ratio: 0.4 });
    expect((await imports.run(strict.data_group_id, 'stock.csv', bad)).files[0]).toMatchObject({
      status: 'failed',
      error: expect.stringMatching(/^1 of 2 rows were rejected, more than max_error_ratio 0\.4 allows\./),
    });
    const events = await server.call<Page<{ event_type: string; data: object }>>(
      `/events?subject=${stopping.data_group_id}`,
      { key: acme.key },
    );
    expect(events.body.items.map(({ event_type }) => event_type)).toEqual(['import.failed']);
  });

  it('are only counted, like all others, in a dry run', async () => {
    await server.load(named('V1'));
    const group = await imports.group([STOCK, { ...PRODUCTS, format: { type: 'csv', delimiter: ';' } }], {
      validate_only: true,
    });
    const { job, files } = await imports.runZip(group.data_group_id, [
      { name: 'stock.csv', content: 'sku,state\nV1,no\nV1,maybe\n' },
      { name: 'artikel.csv', content: 'Artikelnummer;Bezeichnung;Preis;Lager;Maße\nV2;Zwei;5;ja;\n' },
    ]);
    expect(job.message).toMatch(/^Import checked, and nothing written\. /);
    expect(files.map(counts)).toEqual([
      [2, 0, 1, 0, 1],
      [1, 1, 0, 0, 0],
    ]);
    expect(await product('V1')).toMatchObject({ availability: 'in_stock' });
    expect(await product('V2')).toBeUndefined();
  });
});

describe('a descriptor', () => {
  it('keeps its versions, and an import shows the one it used', async () => {
    await server.load(named('W1'));
    const group = await imports.group([STOCK]);
    const path = `/data-descriptors/${group.descriptors[0]}`;
    const same = await server.call<DataDescriptor>(path, { method: 'PATCH', body: { mode: 'merge' }, key: acme.key });
    expect(same.body.version).toBe(1);
    const columns = [STOCK.columns[0], { target: 'availability', source: 'lager' }];
    const changed = await server.call<DataDescriptor>(path, { method: 'PATCH', body: { columns }, key: acme.key });
    expect(changed.body.version).toBe(2);
    const former = await server.call<DataDescriptor>(`${path}?version=1`, { key: acme.key });
    expect(former.body).toMatchObject({ version: 1, columns: [{}, { source: 'state' }] });
    expect((await server.call(`${path}?version=3`, { key: acme.key })).status).toBe(404);
    const { files } = await imports.run(group.data_group_id, 'stock.csv', 'sku,lager\nW1,no\n');
    expect(files[0]).toMatchObject({ data_descriptor_id: group.descriptors[0], version: 2, updated: 1 });
  });

  it('cannot be deleted while a group uses it, nor changed to an unreadable definition', async () => {
    const group = await imports.group([STOCK]);
    const path = `/data-descriptors/${group.descriptors[0]}`;
    const refused = await server.call(path, { method: 'DELETE', key: acme.key });
    expect(refused.body).toMatchObject({ code: 'conflict', detail: expect.stringContaining(group.data_group_id) });
    const wrong = await server.call(path, { method: 'PATCH', body: { entity: 'price' }, key: acme.key });
    expect(wrong.body).toMatchObject({ code: 'validation_failed', detail: expect.stringContaining('price, currency') });
    const pattern = { columns: [{ ...STOCK.columns[0], extract: '(a+)+\\1' }, STOCK.columns[1]] };
    expect((await server.call(path, { method: 'PATCH', body: pattern, key: acme.key })).body).toMatchObject({
      errors: [{ path: 'columns.0.extract' }],
    });
    await server.call(`/data-groups/${group.data_group_id}`, { method: 'DELETE', key: acme.key });
    expect((await server.call(path, { method: 'DELETE', key: acme.key })).status).toBe(204);
  });

  it('provides an empty file in its layout', async () => {
    const { data_descriptor_id: id } = await imports.descriptor(PRODUCTS);
    const response = await fetch(`${server.url}/data-descriptors/${id}/sample`, { headers: { 'x-api-key': acme.key } });
    expect(response.headers.get('content-disposition')).toContain('artikelsample.csv');
    expect(Buffer.from(await response.arrayBuffer())).toEqual(latin1('Artikelnummer;Bezeichnung;Preis;Lager;Maße\n'));
  });
});

it('a refused import of attributes records no attribute names', async () => {
  await server.load(named('N1'));
  const group = await imports.group([ATTRIBUTES], { max_error_ratio: 0.1 });
  const file = 'sku,name,value\nN1,Refused,1\nN9,Unknown,1\n';
  const { files } = await imports.run(group.data_group_id, 'attributes.csv', file);
  expect(files[0]?.status).toBe('failed');
  const names = await server.pool.query(`select name from attribute_name where name in ('Refused', 'Unknown')`);
  expect(names.rows).toEqual([]);
});

it('a descriptor cannot have an attribute that no feed could have', async () => {
  const columns = (target: string) => [...PRODUCTS.columns.slice(0, 2), { target, source: 'x' }];
  for (const target of ['attributes._line', `attributes.${'x'.repeat(256)}`]) {
    const body = { name: 'x', entity: 'product', format: { type: 'csv' }, columns: columns(target) };
    const refused = await server.call('/data-descriptors', { body, key: acme.key });
    expect(refused.body).toMatchObject({ code: 'validation_failed', errors: [{ path: 'columns.2' }] });
  }
});

it('a failed import needs attention until its own group has imported something', async () => {
  await server.load(named('V1'));
  const failing = await imports.group([STOCK]);
  const other = await imports.group([STOCK]);
  const { job } = await imports.run(failing.data_group_id, 'unknown.txt', 'x');
  const attention = async () => {
    const { body } = await server.call<Overview>('/overview', { key: acme.key });
    return body.needs_attention.filter(({ subject }) => subject?.id === job.job_id);
  };
  await imports.run(other.data_group_id, 'stock.csv', 'sku,state\nV1,no\n');
  expect(await attention()).toMatchObject([{ kind: 'job_failed' }]);
  await imports.run(failing.data_group_id, 'stock.csv', 'sku,state\nV1,yes\n');
  expect(await attention()).toEqual([]);
});
