import type { ImportedFile, Page, Product } from '@commerce-integration/contract';
import { describe, expect, it } from 'vitest';
import { counts, type DescriptorFields, Imports } from './support/imports.ts';
import { startTestServer } from './support/server.ts';

const server = await startTestServer();
const acme = await server.partner('Acme Corp');
const other = await server.partner('Globex');
const imports = new Imports(server, acme);

// Texts that are hard to write: quotes, delimiters, line ends, markup, numbers with more digits than a double has.
const rows = [
  'sku,product_name,description,brand,category,price,currency,availability,Color,"Size, ""EU"""',
  '1.10,"Chair; ""red"", <b> & co",first\\nline,Ä & Ö,a > b,1299.50,EUR,in stock,red,"4,5"',
  '12345678901234567890,"Two\nlines",,,,,,,,',
  'plain,Lamp,=1+1,-x,,5,EUR,preorder,"blue\tgreen",',
  'dollars,Lamp,,,,5,USD,discontinued,,42',
];
await server.load(`${rows.join('\n')}\n`, { key: acme.key, fields: {} });
await server.load('sku,product_name\nforeign,Not ours\n', { key: other.key, fields: {} });
const id = async (sku: string) =>
  (await server.call<Page<Product>>(`/products?sku=${encodeURIComponent(sku)}`, { key: acme.key })).body.items[0]
    ?.product_id;
await server.call('/sales-channels', {
  body: { name: 'Web', type: 'WEB_SALES_CHANNEL', external_id: 'web' },
  key: acme.key,
});
const priceList = (price: number, from: string) => ({ valid_from: from, price, currency: 'EUR' });
await server.call(`/products/${await id('plain')}/price-list`, {
  method: 'PUT',
  key: acme.key,
  body: { price_list: [priceList(9.99, '2026-01-01T00:00:00Z'), priceList(8, '2026-03-29T01:30:00.250Z')] },
});
const column = (target: string, source: string, more: object = {}) => ({ target, source, ...more });
const ENTITIES: Record<string, (path: (name: string) => string) => DescriptorFields> = {
  product: (path) => ({
    entity: 'product',
    columns: [
      ...['sku', 'product_name', 'description', 'brand', 'category', 'currency'].map((name) =>
        column(name, path(name)),
      ),
      column('price', path('price'), { type: 'decimal', decimal_separator: ',' }),
      column('availability', path('stock'), {
        map: { ja: 'in_stock', yes: 'in_stock', bald: 'preorder', nie: 'discontinued' },
      }),
      column('attributes.color', path('color')),
      column('attributes.Size, "EU"', path('size')),
    ],
  }),
  product_attribute: (path) => ({
    entity: 'product_attribute',
    columns: ['sku', 'name', 'value'].map((name) => column(name, path(name))),
  }),
  availability: (path) => ({
    entity: 'availability',
    columns: ['sku', 'availability'].map((name) => column(name, path(name))),
  }),
  price: (path) => ({
    entity: 'price',
    columns: [
      ...['sku', 'sales_channel', 'price', 'currency'].map((name) => column(name, path(name))),
      column('valid_from', path('from'), { type: 'date' }),
    ],
  }),
  category: (path) => ({
    entity: 'category',
    columns: ['code', 'name', 'parent_code'].map((name) => column(name, path(name))),
  }),
};
const NAMES = [
  ...['sku', 'product_name', 'description', 'brand', 'category', 'currency', 'price', 'stock', 'color', 'size'],
  ...['name', 'value', 'availability', 'sales_channel', 'from', 'code', 'parent_code'],
];
const FORMATS: Record<string, { format: Record<string, unknown>; path: (name: string) => string }> = {
  csv: { format: { type: 'csv' }, path: (name) => name },
  'csv with apostrophes': { format: { type: 'csv', quote: "'", delimiter: '|' }, path: (name) => name },
  'csv of an ERP': {
    format: { type: 'csv', delimiter: ';', encoding: 'windows-1252', skip_lines: 2 },
    path: (name) => name,
  },
  xlsx: { format: { type: 'xlsx' }, path: (name) => name },
  'sheet of an xlsx, by positions': {
    format: { type: 'xlsx', sheet: 'Data & more', header: false, skip_lines: 3 },
    path: (name) => `#${60 - 2 * NAMES.indexOf(name)}`,
  },
  jsonl: { format: { type: 'jsonl', encoding: 'utf-16le' }, path: (name) => `data/${name}/0` },
  xml: {
    format: { type: 'xml', row_path: '/export/rows/row' },
    path: (name) => (name === 'sku' || name === 'size' ? `@${name}` : `values/${name}`),
  },
};

const channelPrices = await imports.group([ENTITIES.price?.((name) => name) as DescriptorFields]);
await imports.run(
  channelPrices.data_group_id,
  'prices.csv',
  'sku,sales_channel,price,currency,from\nplain,web,7,EUR,2026-02-01T00:00:00Z\n',
);
// One category comes before its parent, and one contains characters that each format escapes differently.
const tree = await imports.group([ENTITIES.category?.((name) => name) as DescriptorFields]);
await imports.run(
  tree.data_group_id,
  'categories.csv',
  'code,name,parent_code\n01.10,"Chairs; ""red"" <b> & co",=seats\n=seats,-Ä,\nlamps,Lamps,\n',
);

async function download(descriptorId: string, key = acme.key) {
  const response = await fetch(`${server.url}/data-descriptors/${descriptorId}/export`, {
    headers: { 'x-api-key': key },
  });
  return { status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) };
}

const ROWS: Record<string, number> = { product: 4, product_attribute: 4, availability: 3, price: 3, category: 3 };

describe.each(Object.keys(FORMATS))('exported as %s', (name) => {
  const { format, path } = FORMATS[name] as NonNullable<(typeof FORMATS)[string]>;

  it.each(Object.keys(ENTITIES))('and imported again, every row of %s is unchanged', async (entity) => {
    const group = await imports.group([{ ...ENTITIES[entity]?.(path), format } as DescriptorFields]);
    const { status, bytes } = await download(group.descriptors[0] ?? '');
    expect(status).toBe(200);
    const { files, errors } = await imports.run(group.data_group_id, 'file', bytes);
    expect(errors).toEqual([]);
    const unchanged = ROWS[entity] ?? 0;
    expect([files[0]?.error, ...counts(files[0] as ImportedFile)]).toEqual([undefined, unchanged, 0, 0, unchanged, 0]);
  });
});

it('restores values changed meanwhile, also of prices', async () => {
  const group = await imports.group([{ ...ENTITIES.product?.((name) => name), format: { type: 'csv' } } as never]);
  const { bytes, headers } = await download(group.descriptors[0] ?? '');
  expect(headers.get('content-disposition')).toContain('export.csv');
  await server.load('sku,product_name,Color\nplain,Changed,\n', { key: acme.key, fields: {} });
  const { files } = await imports.run(group.data_group_id, 'file', bytes);
  expect(counts(files[0])).toEqual([4, 0, 1, 3, 0]);
  const found = await server.call<Page<Product>>('/products?sku=plain', { key: acme.key });
  expect(found.body.items[0]).toMatchObject({ product_name: 'Lamp', attributes: { Color: 'blue\tgreen' } });
});

describe('a descriptor', () => {
  const stock = (fields: object): DescriptorFields => ({
    ...(ENTITIES.availability?.((name) => name) as DescriptorFields),
    ...fields,
  });

  it('with a constant leaves out rows that have another value', async () => {
    const columns = [column('sku', 'sku'), column('product_name', 'name'), column('price', 'price')];
    const { data_descriptor_id } = await imports.descriptor({
      entity: 'product',
      columns: [...columns, { target: 'currency', constant: 'EUR' }],
    });
    const text = (await download(data_descriptor_id)).bytes.toString();
    expect(text).toMatch(/^sku,name,price\n1\.10,/);
    expect(text).not.toMatch(/dollars/);
  });

  it("that loses information on reading is refused, and another partner's is not found", async () => {
    const columns = [
      column('sku', 'sku', { extract: '(.*)' }),
      column('availability', 'x', { map: { '*': 'in_stock' } }),
    ];
    const { data_descriptor_id: lossy } = await imports.descriptor(stock({ columns }));
    const refused = await server.call(`/data-descriptors/${lossy}/export`, { key: acme.key });
    expect(refused).toMatchObject({
      status: 409,
      body: {
        detail: `Data descriptor ${lossy} cannot be written. sku has extract, which cannot be undone. The map of availability has *, which cannot be undone.`,
      },
    });
    const { data_descriptor_id: own } = await imports.descriptor(stock({}));
    expect((await download(own, other.key)).status).toBe(404);
    expect((await download(own)).bytes.toString()).not.toMatch(/foreign/);
  });

  it('of an encoding that lacks a character is refused, naming the encoding', async () => {
    await server.load('sku,product_name\nΩ-1,Ohm\n', { key: other.key, fields: {} });
    const foreign = new Imports(server, other);
    const columns = [column('sku', 'sku'), column('product_name', 'name')];
    const format = { type: 'csv', encoding: 'windows-1252' };
    const { data_descriptor_id } = await foreign.descriptor({ entity: 'product', columns, format });
    const cut = fetch(`${server.url}/data-descriptors/${data_descriptor_id}/export`, {
      headers: { 'x-api-key': other.key },
    }).then((response) => response.text());
    await expect(cut).rejects.toThrow();
  });
});
