import type { DataPreview, Page, Product } from '@commerce-integration/contract';
import { describe, expect, it } from 'vitest';
import { counts, type DescriptorFields, Imports } from './support/imports.ts';
import { startTestServer } from './support/server.ts';

const server = await startTestServer();
const acme = await server.partner('Acme Corp');
const imports = new Imports(server, acme);
const named = (...targets: string[]) => targets.map((target) => ({ target, source: target }));
await server.call('/sales-channels', {
  body: { name: 'Web', type: 'WEB_SALES_CHANNEL', external_id: 'web' },
  key: acme.key,
});

const attributes = (source: string, more: object = {}) => ({
  target: 'children.attributes',
  source,
  children: {
    entity: 'product_attribute',
    ...more,
  },
});
const CELL = {
  row_delimiter: '|',
  value_delimiter: ':',
  columns: [
    { target: 'name', source: '#1' },
    { target: 'value', source: '#2' },
  ],
};
const PRODUCTS: DescriptorFields = {
  entity: 'product',
  columns: [...named('sku', 'product_name', 'brand'), attributes('attributes', CELL)],
};
const product = async (sku: string) =>
  (await server.call<Page<Product>>(`/products?sku=${encodeURIComponent(sku)}`, { key: acme.key })).body.items[0];

describe('rows within a cell', () => {
  it('are imported after their enclosing rows, and listed separately', async () => {
    const group = await imports.group([PRODUCTS]);
    const file =
      'sku,product_name,brand,attributes\nA,Chair,Acme,Colour:red|Size:M\nB,Lamp,,\nC,Desk,,Colour:oak|Note:a\\|b|:lost\n,None,,Colour:x\n';
    const { job, files, errors } = await imports.run(group.data_group_id, 'products.csv', file);
    expect(files.map((one) => [one.file_name, one.children, ...counts(one)])).toEqual([
      ['products.csv', undefined, 4, 3, 0, 0, 1],
      ['products.csv', 'attributes', 6, 0, 4, 0, 2],
    ]);
    expect(job.message).toContain('Files: 1. Failed: 0. Rows: 10.');
    expect((await product('A'))?.attributes).toEqual({ Colour: 'red', Size: 'M' });
    expect((await product('C'))?.attributes).toEqual({ Colour: 'oak', Note: 'a|b' });
    expect(errors.map(({ file_name, line, column, code }) => [file_name, line, column, code])).toEqual([
      ['products.csv', 5, 'sku', 'required'],
      ['products.csv#attributes', 4, 'name', 'required'],
      ['products.csv#attributes', 5, 'sku', 'required'],
    ]);
    const again = await imports.run(group.data_group_id, 'products.csv', file);
    expect(again.files.map((one) => counts(one))).toEqual([
      [4, 0, 0, 3, 1],
      [6, 0, 0, 4, 2],
    ]);
    const asked = `/jobs/${job.job_id}/errors.csv?file_name=${encodeURIComponent('products.csv#attributes')}`;
    const given = await server.call<string>(asked, { key: acme.key });
    expect(given.body).toContain('C,Desk,,Colour:oak|Note:a\\|b|:lost,name must not be empty.\n');
  });

  it('are reported one by one, however many of one row are rejected', async () => {
    const prices = {
      target: 'children.prices',
      source: 'prices',
      children: {
        entity: 'price',
        row_delimiter: ';',
        value_delimiter: ' ',
        columns: [
          { target: 'price', source: '#1', type: 'decimal', decimal_separator: ',' },
          { target: 'currency', source: '#2' },
          { target: 'sales_channel', source: '#3' },
        ],
      },
    };
    const group = await imports.group([{ entity: 'product', columns: [...named('sku', 'product_name'), prices] }]);
    const file = 'sku,product_name,prices\nA,Chair,"9,5 EUR web;x EUR;8 XXX;7 EUR gone;10 EUR"\n';
    const { files, errors } = await imports.run(group.data_group_id, 'p.csv', file);
    expect(counts(files[1])).toEqual([5, 0, 2, 0, 3]);
    expect(errors.map(({ line, column, code }) => [line, column, code])).toEqual([
      [2, 'price', 'not_a_number'],
      [2, 'currency', 'invalid_value'],
      [2, 'sales_channel', 'unknown_sales_channel'],
    ]);
    const again = await imports.run(group.data_group_id, 'p.csv', file);
    expect(counts(again.files[1])).toEqual([5, 0, 0, 2, 3]);
  });

  it('are reported up to the limit per row', async () => {
    const group = await imports.group([PRODUCTS]);
    const many = Array.from({ length: 999 }, () => 'Colour:red');
    const file = `sku,product_name,brand,attributes\nMANY,Chair,,${[...many, ':lost'].join('|')}\n`;
    const { job, files, errors } = await imports.run(group.data_group_id, 'products.csv', file);
    expect([job.status, counts(files[1])]).toEqual(['completed', [1000, 0, 1, 998, 1]]);
    expect(errors.map(({ line, column, code }) => [line, column, code])).toEqual([[2, 'name', 'required']]);
  });

  it('are previewed with their enclosing rows', async () => {
    const definition = { name: 'x', format: { type: 'csv' }, ...PRODUCTS };
    const sample = 'sku,product_name,brand,attributes\nNEW,Sofa,,Colour:blue\nA,Chair,Acme,Colour:red|Colour:green\n';
    const { body } = await server.call<DataPreview>('/data-descriptors/preview', {
      body: { definition, sample },
      key: acme.key,
    });
    expect(body.rows.map(({ children, line, values, outcome }) => [children, line, values.name, outcome])).toEqual([
      [undefined, 2, undefined, 'inserted'],
      [undefined, 3, undefined, 'unchanged'],
      ['attributes', 2, 'Colour', 'updated'],
      ['attributes', 3, 'Colour', 'unchanged'],
      ['attributes', 3, 'Colour', 'updated'],
    ]);
  });

  it('of a new product are previewed as they would be imported', async () => {
    const prices = {
      target: 'children.prices',
      source: 'prices',
      children: {
        entity: 'price',
        row_delimiter: ';',
        value_delimiter: ' ',
        columns: ['price', 'currency', 'sales_channel'].map((target, index) => ({ target, source: `#${index + 1}` })),
      },
    };
    const definition = { name: 'x', format: { type: 'csv' }, ...PRODUCTS, columns: [...PRODUCTS.columns, prices] };
    const sample =
      'sku,product_name,brand,attributes,prices\nFRESH,Sofa,,Note:|Colour:blue|Colour:blue,9 EUR web;9 EUR web;9 EUR gone\n';
    const { body } = await server.call<DataPreview>('/data-descriptors/preview', {
      body: { definition, sample },
      key: acme.key,
    });
    expect(body.rows.map(({ outcome, problems }) => problems[0]?.code ?? outcome)).toEqual([
      ...['inserted', 'unchanged', 'updated', 'unchanged'],
      ...['updated', 'unchanged', 'unknown_sales_channel'],
    ]);
    const group = await imports.group([{ entity: 'product', columns: definition.columns }]);
    const { files } = await imports.run(group.data_group_id, 'p.csv', sample);
    expect(files.map(counts)).toEqual([
      [1, 1, 0, 0, 0],
      [3, 0, 1, 2, 0],
      [3, 0, 1, 1, 1],
    ]);
  });

  it('fail alone if the file lacks their column', async () => {
    const group = await imports.group([PRODUCTS]);
    const { files } = await imports.run(group.data_group_id, 'p.csv', 'sku,product_name,brand\nA,Chair,Acme\n');
    expect(files.map(({ status, error }) => [status, error])).toEqual([
      ['completed', undefined],
      ['failed', 'Missing columns: attributes. The header has: sku, product_name, brand.'],
    ]);
  });
});

const NESTED = {
  prices: {
    entity: 'price',
    columns: [
      { target: 'price', source: 'amount', type: 'decimal' },
      { target: 'currency', source: 'currency' },
      { target: 'sales_channel', source: 'channel' },
      { target: 'valid_from', source: 'from', type: 'date' },
    ],
  },
};

describe('rows within a list', () => {
  it('of JSON are its items', async () => {
    const columns = [
      ...named('sku', 'product_name'),
      { target: 'children.prices', source: 'offer/prices', children: NESTED.prices },
    ];
    const group = await imports.group([{ entity: 'product', columns, format: { type: 'jsonl' } }]);
    const row = (sku: string, prices?: unknown) => JSON.stringify({ sku, product_name: 'Chair', offer: { prices } });
    const lines = [
      row('J', [
        { amount: 9.5, currency: 'EUR', channel: 'web', from: '2026-01-01' },
        { amount: 11, currency: 'EUR', from: '2026-01-01' },
      ]),
      row('K', []),
      row('L'),
      row('M', 'none'),
    ];
    const { files, errors } = await imports.run(group.data_group_id, 'p.jsonl', lines.join('\n'));
    expect(files.map((one) => counts(one))).toEqual([
      [4, 4, 0, 0, 0],
      [3, 0, 2, 0, 1],
    ]);
    expect(errors.map(({ line, message }) => [line, message])).toEqual([[4, 'offer/prices is not a list.']]);
  });

  it('of XML are the repeated elements', async () => {
    const prices = {
      entity: 'price',
      columns: [
        { target: 'price', source: '.', type: 'decimal' },
        { target: 'currency', source: '@currency' },
        { target: 'sales_channel', source: '@channel' },
      ],
    };
    const columns = [
      ...named('sku', 'product_name'),
      { target: 'children.prices', source: 'prices/price', children: prices },
    ];
    const format = { type: 'xml', row_path: '/all/product' };
    const group = await imports.group([{ entity: 'product', columns, format }]);
    const one = (sku: string, inner: string) =>
      `<product><sku>${sku}</sku><product_name>Chair</product_name>${inner}</product>`;
    const file = `<all>${one('X', '<prices><price channel="web" currency="EUR">9.<!-- -->5</price><price currency="EUR">10</price></prices>')}${one('Y', '<prices/>')}${one('Z', '<price currency="EUR">1</price>')}</all>`;
    const { files, errors } = await imports.run(group.data_group_id, 'p.xml', file);
    expect(errors).toEqual([]);
    expect(files.map((read) => counts(read))).toEqual([
      [3, 3, 0, 0, 0],
      [2, 0, 2, 0, 0],
    ]);
  });
});

describe('exported and imported again, every row is unchanged', () => {
  const list = (columns: object[], entity: string) => ({ entity, columns });
  const cases: [string, Record<string, unknown>, { attributes: object; prices: object }][] = [
    ...['csv', 'xlsx'].map((type): [string, Record<string, unknown>, { attributes: object; prices: object }] => [
      type,
      { type },
      {
        attributes: { entity: 'product_attribute', ...CELL },
        prices: {
          entity: 'price',
          row_delimiter: ';',
          value_delimiter: '=>',
          columns: [
            { target: 'price', source: '#1', type: 'decimal', decimal_separator: ',' },
            { target: 'currency', source: '#3' },
            { target: 'sales_channel', source: '#4' },
            { target: 'valid_from', source: '#2', type: 'date' },
          ],
        },
      },
    ]),
    [
      'jsonl',
      { type: 'jsonl' },
      { attributes: list([...named('name', 'value')], 'product_attribute'), prices: NESTED.prices },
    ],
    [
      'xml',
      { type: 'xml', row_path: '/all/product' },
      {
        attributes: list(
          [
            { target: 'name', source: '@name' },
            { target: 'value', source: '.' },
          ],
          'product_attribute',
        ),
        prices: NESTED.prices,
      },
    ],
  ];

  it.each(cases)('as %s', async (_name, format, { attributes: pairs, prices }) => {
    const hard = 'sku,product_name,"a:b|c\\d",Plain\nH1,"=Hard, one","x|y:z\\",1\nH2,Two,,2\nH3,Three,,\n';
    await server.load(hard, { key: acme.key, fields: {} });
    const columns = [
      ...named('sku', 'product_name'),
      { target: 'attributes.Plain', source: 'plain' },
      { target: 'children.attributes', source: 'list/attribute', children: pairs },
      { target: 'children.prices', source: 'prices/price', children: prices },
    ];
    const group = await imports.group([{ entity: 'product', columns, format }]);
    const response = await fetch(`${server.url}/data-descriptors/${group.descriptors[0]}/export`, {
      headers: { 'x-api-key': acme.key },
    });
    expect(response.status).toBe(200);
    const bytes = Buffer.from(await response.arrayBuffer());
    const { files, errors } = await imports.run(group.data_group_id, 'file', bytes);
    expect(errors).toEqual([]);
    for (const file of files) {
      const [processed, , , unchanged] = counts(file);
      expect([file.error, unchanged]).toEqual([undefined, processed]);
      expect(processed).toBeGreaterThan(2);
    }
  });
});
