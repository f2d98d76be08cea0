import type { DataGroup, ImportedFile, Page, Product } from '@commerce-integration/contract';
import { describe, expect, it } from 'vitest';
import { DataExports, ENTITY_LAYOUTS, layoutOf } from './support/data-exports.ts';
import { holdRows } from './support/held-rows.ts';
import { counts, Imports } from './support/imports.ts';
import { startTestServer } from './support/server.ts';
import { until } from './support/until.ts';

const server = await startTestServer();
const acme = await server.partner('Acme Corp');
const other = await server.partner('Globex');
const exports = new DataExports(server, acme);
const imports = new Imports(server, acme);

const ROWS = [
  'sku,product_name,description,brand,category,price,currency,availability,Color,Size',
  '1.10,"Chair; ""red"", <b> & co",first\\nline,Ä & Ö,Seats,1299.50,EUR,in stock,red,"4,5"',
  '12345678901234567890,"Two\nlines",,,,,,,,',
  'plain,Lamp,=1+1,\'-x,Lamps,5,EUR,preorder,"blue\tgreen",',
  "dollars,'quoted',,,Lamps,5,USD,discontinued,,42",
];
await server.load(`${ROWS.join('\n')}\n`, { key: acme.key, fields: {} });
await server.load('sku,product_name\nforeign,Not ours\n', { key: other.key, fields: {} });
const ENTITIES = Object.keys(ENTITY_LAYOUTS) as (keyof typeof ENTITY_LAYOUTS)[];

const prices = await imports.group([layoutOf('price')]);
await server.call('/sales-channels', {
  body: { name: 'Web', type: 'WEB_SALES_CHANNEL', external_id: 'web' },
  key: acme.key,
});
await imports.run(
  prices.data_group_id,
  'prices.csv',
  'sku,sales_channel,price,currency,valid_from\nplain,web,7,EUR,2026-02-01\nplain,,8,EUR,2026-02-01\n',
);

const tree = await imports.group([layoutOf('category')]);
await imports.run(
  tree.data_group_id,
  'categories.csv',
  'code,name,parent_code\nchairs,=Chairs,seats\nseats,Seats,\nlamps,Lamps,\n',
);

describe('an exported group', () => {
  it('has a file for each descriptor, in order, with the time in its name', async () => {
    const group = await exports.group(ENTITIES.map((entity) => layoutOf(entity)));
    const { job, result, files } = await exports.run(group.data_group_id);
    expect(job).toMatchObject({
      job_type: 'export',
      status: 'completed',
      message: 'Export completed. Files: 5. Rows: 16.',
    });
    expect(job.links).toMatchObject({
      files: `/jobs/${job.job_id}/files`,
      data_group: `/data-groups/${group.data_group_id}`,
    });
    const time = job.created_at.slice(0, 19).replace(/[-:]/g, '');
    expect(
      files.map(({ file_name, entity, rows, data_descriptor_id, version }) => [
        file_name,
        entity,
        rows,
        data_descriptor_id,
        version,
      ]),
    ).toEqual([
      [`products${time}Z.csv`, 'product', 4, group.descriptors[0], 1],
      [`attributes${time}Z.csv`, 'product_attribute', 4, group.descriptors[1], 1],
      [`prices${time}Z.csv`, 'price', 2, group.descriptors[2], 1],
      [`stock${time}Z.csv`, 'availability', 3, group.descriptors[3], 1],
      [`categories${time}Z.csv`, 'category', 3, group.descriptors[4], 1],
    ]);
    expect(files[3]?.text).toBe('sku,availability\n1.10,in_stock\nplain,preorder\ndollars,discontinued\n');
    for (const file of files) expect(file.bytes).toBe(file.bytesRead.length);
    expect(result?.files).toEqual(
      files.map(({ url: _u, url_expires_at: _e, kept_until: _k, text: _t, bytesRead: _b, ...file }) => file),
    );
    expect([result?.rows, result?.bytes]).toEqual([16, files.reduce((sum, { bytes }) => sum + bytes, 0)]);
    expect(Date.parse(files[0]?.kept_until ?? '') - Date.parse(job.finished_at ?? '')).toBeGreaterThan(13 * 86_400_000);
  });

  it.each(['csv', 'jsonl', 'xml', 'xlsx'])(
    'as %s, packed or not, is unchanged when it is imported again',
    async (format) => {
      const layouts = ENTITIES.map((entity) => layoutOf(entity));
      const group = await exports.group(layouts);
      const back = await imports.group(
        layouts.map((layout) => ({
          ...layout,
          format: { type: format, ...(format === 'xml' ? { row_path: '/rows/row' } : {}) },
        })),
      );
      for (const settings of [{}, { compress: 'gzip' }, { for: 'spreadsheet' }]) {
        const { files } = await exports.run(group.data_group_id, { format, ...settings });
        expect(
          files.map(({ file_name }) => file_name.endsWith(`.${format}${'compress' in settings ? '.gz' : ''}`)),
        ).toEqual([true, true, true, true, true]);
        const zip = files.map(({ file_name, bytesRead }) => ({ name: file_name, content: bytesRead }));
        const imported = await imports.runZip(back.data_group_id, zip);
        expect(imported.errors).toEqual([]);
        expect(imported.files.map((file: ImportedFile) => counts(file))).toEqual(
          [4, 4, 2, 3, 3].map((rows) => [rows, 0, 0, rows, 0]),
        );
      }
    },
  );

  it('for a spreadsheet contains no text that looks like a formula', async () => {
    const columns = ['sku', 'description', 'brand', 'price'].map((name) => ({ target: name, source: name }));
    const group = await exports.group([layoutOf('product', { columns, filter: { sku: 'plain' } })]);
    const { files } = await exports.run(group.data_group_id, { for: 'spreadsheet' });
    expect(files[0]?.text).toBe("\uFEFFsku,description,brand,price\nplain,'=1+1,''-x,5\n");
    const plain = await exports.run(group.data_group_id);
    expect(plain.files[0]?.text).toBe("sku,description,brand,price\nplain,=1+1,''-x,5\n");
    // In formats that spreadsheets do not open, texts are unchanged.
    const lines = await exports.run(group.data_group_id, { for: 'spreadsheet', format: 'jsonl' });
    expect(lines.files[0]?.text).toContain('"=1+1","brand":"\'-x"');
  });

  it('shows one snapshot, despite concurrent changes', async () => {
    const group = await exports.group([layoutOf('product'), layoutOf('price'), layoutOf('availability')]);
    const held = await holdRows(server, 'lock table price_list_version in access exclusive mode');
    const asked = await exports.ask(group.data_group_id);
    // The first file is complete, and the second one waits.
    await until(async () => (await exports.files(asked.body.job_id)).length === 1);
    await server.load('sku,product_name,availability\nplain,Later,in stock\nlater,Late,in stock\n', {
      key: acme.key,
      fields: {},
    });
    await held.release();
    const { files } = await exports.ended(asked.body.job_id);
    expect(files[2]?.text).toBe('sku,availability\n1.10,in_stock\nplain,preorder\ndollars,discontinued\n');
    const now = await exports.run(group.data_group_id);
    expect(now.files[2]?.text).toContain('plain,in_stock\n');
    await server.load('sku,product_name,availability\nplain,Lamp,preorder\n', { key: acme.key, fields: {} });
  });

  it('twice concurrently has the files of both', async () => {
    const group = await exports.group([layoutOf('availability')]);
    const asked = await Promise.all([exports.ask(group.data_group_id), exports.ask(group.data_group_id)]);
    const [first, second] = await Promise.all(asked.map(({ body }) => exports.ended(body.job_id)));
    expect(first?.job.job_id).not.toBe(second?.job.job_id);
    expect([first?.files.length, second?.files.length]).toEqual([1, 1]);
    expect(first?.files[0]?.text).toBe(second?.files[0]?.text);
  });

  it('is created once per idempotency key', async () => {
    const group = await exports.group([layoutOf('availability')]);
    const headers = { 'idempotency-key': 'nightly' };
    const first = await exports.ask(group.data_group_id, {}, headers);
    const again = await exports.ask(group.data_group_id, {}, headers);
    expect([again.status, again.body.job_id]).toEqual([202, first.body.job_id]);
    await exports.ended(first.body.job_id);
  });

  it('emits an event at its end', async () => {
    const group = await exports.group([layoutOf('availability')]);
    const { job, result } = await exports.run(group.data_group_id);
    const events = await server.call<Page<{ event_type: string; data: object }>>(
      `/events?subject=${group.data_group_id}`,
      { key: acme.key },
    );
    expect(events.body.items).toEqual([
      expect.objectContaining({
        event_type: 'export.completed',
        data: { data_group_id: group.data_group_id, job_id: job.job_id, message: job.message, result },
      }),
    ]);
  });
});

describe('an export in a layout', () => {
  it('whose encoding lacks a character fails, names the file, and keeps completed ones', async () => {
    const format = { type: 'csv', encoding: 'windows-1252' };
    await server.load('sku,product_name\nΩ-1,Ohm\n', { key: other.key, fields: {} });
    const theirs = new DataExports(server, other);
    const group = await theirs.group([layoutOf('availability'), layoutOf('product', { format })]);
    const { job, files } = await theirs.run(group.data_group_id);
    expect(job).toMatchObject({
      status: 'failed',
      error: expect.stringMatching(
        /^products\w+\.csv cannot be written\. The data have characters that windows-1252 does not have/,
      ),
    });
    expect(files.map(({ entity }) => entity)).toEqual(['availability']);
    const events = await server.call<Page<{ event_type: string }>>(`/events?subject=${group.data_group_id}`, {
      key: other.key,
    });
    expect(events.body.items.map(({ event_type }) => event_type)).toEqual(['export.failed']);
  });

  it('whose delimiters would split a value within a row fails, and names the product', async () => {
    const value = (target: string, place: number) => ({ target, source: `#${place}` });
    const children = {
      entity: 'product_attribute',
      columns: [value('name', 1), value('value', 2)],
      row_delimiter: '||',
      value_delimiter: ':',
    };
    const columns = [
      ...['sku', 'product_name'].map((name) => ({ target: name, source: name })),
      { target: 'children.facts', source: 'facts', children },
    ];
    const third = await server.partner('Initech');
    await server.load('sku,product_name,Size,Unit\nbar,Bar,5|,cm\n', { key: third.key, fields: {} });
    const theirs = new DataExports(server, third);
    const { job } = await theirs.run((await theirs.group([{ entity: 'product', columns }])).data_group_id);
    expect(job.error).toMatch(/The rows within product bar would be read as others between the delimiters \|\| and :/);
  });

  it('that the format does not support is refused at once', async () => {
    const columns = [{ target: 'sku', source: 'Artikel Nr' }];
    const group = await exports.group([{ ...layoutOf('availability'), columns }]);
    const refused = await exports.ask<{ errors: object[] }>(group.data_group_id, { format: 'xml' });
    expect(refused).toMatchObject({
      status: 422,
      body: {
        errors: [
          {
            path: 'format',
            message:
              'availability: The source Artikel Nr cannot be written to XML: Artikel Nr is not a valid element name.',
          },
        ],
      },
    });
    expect((await exports.run(group.data_group_id, { format: 'jsonl' })).files[0]?.text).toContain(
      '{"Artikel Nr":"1.10"}\n',
    );
  });

  it('of two descriptors with one pattern has distinct file names', async () => {
    const columns = [{ target: 'sku', source: 'sku' }];
    const layouts = [
      layoutOf('product', { file_name_pattern: 'a.csv' }),
      layoutOf('product', { file_name_pattern: 'A.csv', columns }),
    ];
    const group = await exports.group(layouts);
    const { files } = await exports.run(group.data_group_id, { compress: 'gzip' });
    expect(files.map(({ file_name }) => file_name)).toEqual(['a.csv.gz', 'A-2.csv.gz']);
  });
});

it('prices set since a time are in an export of changes since then', async () => {
  const third = await server.partner('Umbrella');
  const theirs = new DataExports(server, third);
  await server.load('sku,product_name\nold,Old\nnew,New\n', { key: third.key, fields: {} });
  const products = await server.call<Page<{ product_id: string; sku: string }>>('/products', { key: third.key });
  const setPrice = async (sku: string, price: number) => {
    const id = products.body.items.find((one) => one.sku === sku)?.product_id;
    const body = { price_list: [{ valid_from: '2026-01-01T00:00:00Z', price, currency: 'EUR' }] };
    const { status } = await server.call(`/products/${id}/price-list`, { method: 'PUT', body, key: third.key });
    expect(status).toBe(200);
  };
  await setPrice('old', 5);
  const updated_since = new Date(Date.now() + 1).toISOString();
  await until(async () => Date.now() > Date.parse(updated_since));
  await setPrice('new', 7);
  const columns = ['sku', 'price', 'currency'].map((name) => ({ target: name, source: name }));
  const group = await theirs.group([{ entity: 'price', columns }, layoutOf('availability')]);
  const { files } = await theirs.run(group.data_group_id, { filter: { updated_since } });
  expect(files.map(({ text }) => text)).toEqual(['sku,price,currency\nnew,7,EUR\n', 'sku,availability\n']);
});

it('prices that came into force since a time are in an export of changes, if it has the prices in force', async () => {
  const fourth = await server.partner('Hooli');
  const theirs = new DataExports(server, fourth);
  await server.load('sku,product_name\ndue,Due\npast,Past\n', { key: fourth.key, fields: {} });
  const products = await server.call<Page<{ product_id: string; sku: string }>>('/products', { key: fourth.key });
  const valid_from = new Date(Date.now() - 3_600_000).toISOString();
  for (const { product_id, sku } of products.body.items) {
    const entry = { valid_from: sku === 'due' ? valid_from : '2026-01-01T00:00:00Z', price: 7, currency: 'EUR' };
    const body = { price_list: [entry] };
    await server.call(`/products/${product_id}/price-list`, { method: 'PUT', body, key: fourth.key });
  }
  // As if the prices had been entered the day before.
  const owned = `(select id from product where partner_id = ${Number(fourth.id.slice(2))})`;
  const dayBefore = `now() - interval '1 day'`;
  await server.pool.query(`update product set updated_at = ${dayBefore} where id in ${owned}`);
  await server.pool.query(`update price_list_version set set_at = ${dayBefore} where product_id in ${owned}`);
  const layout = (...names: string[]) => ({
    entity: 'price' as const,
    columns: names.map((name) => ({ target: name, source: name })),
  });
  const group = await theirs.group([
    layout('sku', 'price', 'currency'),
    layout('sku', 'price', 'currency', 'valid_from'),
  ]);
  const { files } = await theirs.run(group.data_group_id, { filter: { updated_within_hours: 2 } });
  expect(files.map(({ text }) => text)).toEqual(['sku,price,currency\ndue,7,EUR\n', 'sku,price,currency,valid_from\n']);
});

describe('direction', () => {
  it('is set for a group and its descriptors, and defaults to import', async () => {
    const descriptor = await imports.descriptor(layoutOf('availability'));
    expect(descriptor.direction).toBe('import');
    const body = { name: 'mixed', direction: 'export', descriptors: [descriptor.data_descriptor_id] };
    const refused = await server.call('/data-groups', { body, key: acme.key });
    expect(refused).toMatchObject({
      status: 422,
      body: {
        errors: [
          {
            path: 'descriptors.0',
            message: `Data descriptor ${descriptor.data_descriptor_id} is for imports, and the group for exports.`,
          },
        ],
      },
    });
    const group = await exports.group([layoutOf('availability')]);
    const changed = { method: 'PATCH', body: { descriptors: body.descriptors }, key: acme.key };
    expect((await server.call(`/data-groups/${group.data_group_id}`, changed)).status).toBe(422);
  });

  it('determines the actions on a group', async () => {
    const group = await exports.group([layoutOf('availability')]);
    const sent = await imports.send<{ detail: string }>(
      group.data_group_id,
      'stock.csv',
      'sku,availability\nplain,no\n',
    );
    expect([sent.status, sent.body.detail]).toEqual([
      409,
      `Data group ${group.data_group_id} is for exports, not for imports.`,
    ]);
    const asked = await exports.ask<{ detail: string }>(prices.data_group_id);
    expect([asked.status, asked.body.detail]).toEqual([
      409,
      `Data group ${prices.data_group_id} is for imports, not for exports.`,
    ]);
  });

  it('export needs no mode and no required columns, and allows every writable field', async () => {
    const wrong = {
      name: 'x',
      direction: 'export',
      entity: 'availability',
      format: { type: 'csv' },
      columns: [{ target: 'availability', source: 'a', extract: '(.)' }],
    };
    const refused = await server.call('/data-descriptors', { body: wrong, key: acme.key });
    expect(refused).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'columns', message: 'availability has extract, which cannot be undone.' }] },
    });
    const imported = await server.call('/data-descriptors', {
      body: {
        ...wrong,
        direction: 'import',
        columns: [
          { target: 'sku', source: 'a' },
          { target: 'availability', source: 'b' },
        ],
        filter: { brand: 'x' },
      },
      key: acme.key,
    });
    expect(imported).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'filter', message: 'filter goes with the direction export.' }] },
    });
  });
});

describe('a filter', () => {
  const skus = (text: string | undefined) => (text ?? '').split('\n').slice(1, -1);
  const columns = [{ target: 'sku', source: 'sku' }];

  it.each<[object, string[]]>([
    [{ brand: 'Ä & Ö' }, ['1.10']],
    [{ category: 'Lamps', price_min: 5, price_max: 5 }, ['plain', 'dollars']],
    [{ sku_prefix: '1' }, ['1.10', '12345678901234567890']],
    [{ sku_prefix: '1', availability: 'in_stock' }, ['1.10']],
    [{ q: 'lamp' }, ['plain']],
    [{ updated_since: '2100-01-01T00:00:00Z' }, []],
  ])('%j of a descriptor or of the request selects rows', async (filter, expected) => {
    const stored = await exports.group([
      layoutOf('product', { columns, filter: { ...filter, sku_prefix: undefined, ...filter } }),
    ]);
    const all = await exports.group([layoutOf('product', { columns })]);
    expect(skus((await exports.run(stored.data_group_id)).files[0]?.text).filter((sku) => sku !== 'later')).toEqual(
      expected,
    );
    expect(
      skus((await exports.run(all.data_group_id, { filter })).files[0]?.text).filter((sku) => sku !== 'later'),
    ).toEqual(expected);
  });

  it('of categories uses their change time, and they have their own sorts', async () => {
    const codes = { columns: [{ target: 'code', source: 'code' }] };
    const sorted = await exports.group([layoutOf('category', { ...codes, order_by: { field: 'name' } })]);
    expect(skus((await exports.run(sorted.data_group_id)).files[0]?.text)).toEqual(['chairs', 'lamps', 'seats']);
    const asked = { filter: { updated_since: '2100-01-01T00:00:00Z' } };
    expect(skus((await exports.run(sorted.data_group_id, asked)).files[0]?.text)).toEqual([]);
    const recent = await exports.group([layoutOf('category', { ...codes, filter: { updated_within_hours: 1 } })]);
    expect(skus((await exports.run(recent.data_group_id)).files[0]?.text)).toEqual(['chairs', 'seats', 'lamps']);
    const refused = await server.call<{ errors: { message: string }[] }>('/data-descriptors', {
      body: {
        name: 'x',
        direction: 'export',
        format: { type: 'csv' },
        ...layoutOf('category', { filter: { brand: 'x' }, order_by: { field: 'price' } }),
      },
      key: acme.key,
    });
    expect(refused.body.errors.map(({ message }) => message)).toEqual([
      'The entity category has no filter brand. It has: updated_since, updated_within_hours.',
      'Rows of category are ordered by one of category_id, code, name, created_at, updated_at.',
    ]);
    const theirs = new DataExports(server, other);
    const none = await theirs.group([layoutOf('category')]);
    expect((await theirs.run(none.data_group_id)).files[0]?.text).toBe('code,name,parent_code\n');
  });

  it('of the request replaces the same field of the descriptor, and rows are sorted as requested', async () => {
    const order_by = { field: 'price', order: 'desc' };
    const group = await exports.group([
      layoutOf('product', { columns, order_by, filter: { category: 'Seats', price_min: 1 } }),
    ]);
    expect(skus((await exports.run(group.data_group_id)).files[0]?.text)).toEqual(['1.10']);
    const { files } = await exports.run(group.data_group_id, { filter: { category: 'Lamps' } });
    expect(skus(files[0]?.text)).toEqual(['plain', 'dollars']);
    const byNumber = await exports.group([
      layoutOf('product', {
        columns: [...columns, { target: 'price', source: 'price' }],
        order_by: { field: 'price' },
      }),
    ]);
    const sorted = await exports.run(byNumber.data_group_id, { filter: { price_min: 1 } });
    expect(skus(sorted.files[0]?.text)).toEqual(['plain,5', 'dollars,5', '1.10,1299.5']);
    const unknown = await exports.ask(group.data_group_id, { filter: { colour: 'red' } });
    expect(unknown.status).toBe(422);
  });
});

describe('templates', () => {
  it('are a ZIP of empty files that can be imported', async () => {
    const layouts = [
      layoutOf('product'),
      layoutOf('availability', { format: { type: 'csv', encoding: 'utf-16le' } }),
      layoutOf('price', { file_name_pattern: 'Preise März *.csv' }),
    ];
    const group: DataGroup = await imports.group(layouts);
    const answer = await fetch(`${server.url}/data-groups/${group.data_group_id}/templates`, {
      headers: { 'x-api-key': acme.key },
    });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/zip']);
    expect(answer.headers.get('content-disposition')).toContain(`${group.data_group_id}-templates.zip`);
    const { files } = await imports.run(group.data_group_id, 'templates.zip', Buffer.from(await answer.arrayBuffer()));
    expect(files.map((file) => [file.file_name, file.status, ...counts(file)])).toEqual([
      ['productssample.csv', 'completed', 0, 0, 0, 0, 0],
      ['stocksample.csv', 'completed', 0, 0, 0, 0, 0],
      ['Preise März sample.csv', 'completed', 0, 0, 0, 0, 0],
    ]);
  });
});

describe('another partner', () => {
  it('sees neither the group, nor the job, nor its files', async () => {
    const group = await exports.group([layoutOf('product')]);
    const { job, files } = await exports.run(group.data_group_id);
    expect(files[0]?.text).not.toMatch(/foreign/);
    const key = other.key;
    const paths = [`/jobs/${job.job_id}/files`, `/data-groups/${group.data_group_id}/templates`];
    for (const path of paths) expect((await server.call(path, { key })).status).toBe(404);
    expect((await new DataExports(server, other).ask(group.data_group_id)).status).toBe(404);
    const found = await server.call<Page<Product>>('/products?sku=foreign', { key });
    expect(found.body.items).toHaveLength(1);
  });
});
