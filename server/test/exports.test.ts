import type { Product } from '@commerce-integration/contract';
import { describe, expect, it } from 'vitest';
import { Batches } from './support/batches.ts';
import { startTestServer } from './support/server.ts';

const server = await startTestServer();

let partners = 0;
/** A partner of its own, and actions on its catalogue. */
async function catalogue() {
  partners += 1;
  const partner = await server.partner(`Partner ${partners}`);
  const { key } = partner;
  const batches = new Batches(server, partner);
  const products = async () => (await server.call<{ items: Product[] }>('/products?limit=100', { key })).body.items;
  return {
    key,
    products,
    attributes: async () => (await products()).map(({ attributes }) => attributes),
    load: (file: string, fields: Record<string, string> = {}) => server.load(file, { key, fields }),
    exported: async (query = '') => (await server.call<string>(`/products/export?${query}`, { key })).body,
    update: (operations: Record<string, Record<string, string | null>>, sku = 'A-1') =>
      batches.run(
        Object.fromEntries(
          Object.entries(operations).map(([id, attributes]) => [
            id,
            { '@type': 'ProductAttributesUpdate', product: { sku }, attributes },
          ]),
        ),
        {},
        'product-updates',
      ),
    batches,
  };
}

type Catalogue = Awaited<ReturnType<typeof catalogue>>;

async function expectUnchanged({ load, exported, products }: Catalogue, rows: number): Promise<void> {
  const before = await products();
  const job = await load(await exported());
  expect(job.result ?? job.message).toEqual({
    processed: rows,
    inserted: 0,
    updated: 0,
    unchanged: rows,
    skipped: 0,
    duplicates: 0,
    removed: 0,
  });
  expect(await products()).toEqual(before);
}

const names = (prefix: string, count: number) => Array.from({ length: count }, (_, at) => `${prefix}${at}`);
const wide = (sku: string, columns: string[], value = 'x') =>
  `sku,product_name,${columns.join(',')}\n${sku},Name,${columns.map(() => value).join(',')}\n`;

describe('an export is a feed that changes nothing', () => {
  it('if feeds spell an attribute in different cases: the first spelling stays', async () => {
    const own = await catalogue();
    await own.load('sku,product_name,Color,External_ID\nA-1,Lamp,red,e-1\n');
    await own.load('sku,product_name,color,EXTERNAL_ID\nA-2,Desk,blue,e-2\n');
    expect(await own.attributes()).toEqual([
      { Color: 'red', external_id: 'e-1' },
      { Color: 'blue', external_id: 'e-2' },
    ]);
    await expectUnchanged(own, 2);
    await own.load('sku,product_name,COLOR\nA-1,Lamp,green\nA-2,Desk,\n');
    expect(await own.attributes()).toEqual([{ Color: 'green', external_id: 'e-1' }, { external_id: 'e-2' }]);
  });

  it('for any values and names', async () => {
    const own = await catalogue();
    const columns = [
      'a;b;c;d;e;f;g;h;i;j;k',
      'tab\tpipe||||||||||||',
      'odd, "name"',
      '__proto__',
      'constructor',
      '=1+1',
    ];
    const values = [
      'a "b", c',
      'two\nlines',
      'cr\rlf\r\n!',
      '  spaced ',
      "=cmd|' /C",
      '-1',
      '""',
      '@x',
      'NULL',
      'a;b|c\td',
      'sku,product_name\nX-1,Not a row',
      '日本語 \u{1F3F4}',
    ];
    const cells = (row: string[]) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',');
    const rows = values.map((value, row) => [
      `S-${row}`,
      value,
      row % 2 ? '12.3400' : '',
      row % 3 ? 'KWD' : '',
      // All other attributes are empty.
      ...columns.map((_, at) => (at % 2 === row % 2 ? value : '')),
    ]);
    const header = ['sku', 'product_name', 'price', 'currency', ...columns];
    const job = await own.load([header, ...rows].map(cells).join('\n'));
    expect(job.result).toMatchObject({ inserted: values.length, skipped: 0 });
    const prices = ['P-1,Free,0.00,EUR', 'P-2,Dinar,0.123,KWD', 'P-3,Most,999999999999.9999,CLF', 'P-4,Yen,,JPY'];
    await own.load(`sku,product_name,price,currency\n${prices.join('\n')}\n`);
    await expectUnchanged(own, values.length + prices.length);
  });

  it('with the largest possible values', async () => {
    const own = await catalogue();
    const quotes = `"${'""'.repeat(10_000)}"`;
    await own.load(
      `sku,product_name,description,${names('q', 20).join(',')}\nA-1,Lamp,${quotes},${names('q', 20)
        .map(() => quotes)
        .join(',')}\n`,
    );
    await expectUnchanged(own, 1);
  });

  it('if it is empty, or has only some of the products', async () => {
    const own = await catalogue();
    expect(await own.load(await own.exported())).toMatchObject({ status: 'completed', result: { processed: 0 } });
    await own.load('sku,product_name,brand,size,Size of it\nA-1,Lamp,B1,L,\nA-2,Desk,B2,,XL\n');
    const some = await own.exported('brand=B2');
    expect(some.split('\r\n')[0]).toMatch(/availability,Size of it$/);
    expect((await own.load(some)).result).toMatchObject({ processed: 1, unchanged: 1 });
    const lines = (await own.exported('format=jsonl')).trim().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual(await own.products());
  });

  it('of products of two partners with different spellings of an attribute', async () => {
    const [one, two, third] = [await catalogue(), await catalogue(), await catalogue()];
    await one.load('sku,product_name,brand,Weight\nW-1,Lamp,Shared,1\n');
    await two.load('sku,product_name,brand,WEIGHT\nW-2,Desk,Shared,2\n');
    const both = await server.call<string>('/products/export?brand=Shared');
    expect((await third.load(both.body)).result).toMatchObject({ inserted: 2 });
    expect(await third.attributes()).toEqual([{ WEIGHT: '1' }, { WEIGHT: '2' }]);
  });
});

describe('a catalogue has at most as many attributes as a feed has columns', () => {
  it('for any number of feeds', async () => {
    const own = await catalogue();
    await own.load(wide('A-1', names('a', 300)));
    await own.load(wide('A-2', names('b', 192)));
    await expectUnchanged(own, 2);
    const before = await own.products();
    const refused = await own.load(wide('A-3', [...names('A', 10), 'one', 'two']));
    expect(refused).toMatchObject({
      status: 'failed',
      attempt: 1,
      message:
        'ETL processing failed: The products would have 494 different attributes, with one, two as new ones; at most 492 are allowed.',
    });
    expect(await own.products()).toEqual(before);
    expect((await own.load(wide('A-3', ['one']), { validate_only: 'true' })).status).toBe('failed');
    expect((await own.load(wide('A-3', names('A', 300)))).result).toMatchObject({ inserted: 1 });
  });

  it('and accepts new ones when no product has the old ones any more', async () => {
    const own = await catalogue();
    await own.load(wide('A-1', names('a', 492)));
    await own.load(wide('A-1', names('a', 10), ''));
    expect((await own.load(wide('A-2', names('c', 11)))).status).toBe('failed');
    expect((await own.load(wide('A-2', [...names('c', 9), 'A0']))).result).toMatchObject({ inserted: 1 });
    expect(Object.keys((await own.attributes())[1] ?? {}).sort()).toEqual(['A0', ...names('c', 9)]);
    await expectUnchanged(own, 2);
  });

  it('also for a single feed that is too wide', async () => {
    const own = await catalogue();
    expect(await own.load(wide('A-1', names('a', 498)))).toMatchObject({ status: 'failed' });
    expect(await own.products()).toEqual([]);
  });
});

describe('operations use attribute names as feeds do', () => {
  it('in any case: the first spelling stays, and the right one is removed', async () => {
    const own = await catalogue();
    await own.load('sku,product_name,Color\nA-1,Lamp,red\n');
    const done = await own.update({
      a: { COLOR: 'blue', Size: 'L' },
      b: { size: 'XL' },
      c: { EXTERNAL_ID: 'e-1' },
      d: { NoneOfIt: null },
    });
    expect(done).toMatchObject({ status: 'completed', succeeded: 4 });
    expect(await own.attributes()).toEqual([{ Color: 'blue', Size: 'XL', external_id: 'e-1' }]);
    const byExternalId = {
      '@type': 'ProductAttributesUpdate',
      product: { external_id: 'e-1' },
      attributes: { color: null },
    };
    await own.batches.run({ a: byExternalId }, {}, 'product-updates');
    expect(await own.attributes()).toEqual([{ Size: 'XL', external_id: 'e-1' }]);
    await own.load('sku,product_name,SIZE,noneofit\nA-1,Lamp,S,x\n');
    expect(await own.attributes()).toEqual([{ Size: 'S', noneofit: 'x', external_id: 'e-1' }]);
    await expectUnchanged(own, 1);
  });

  it('refuse a duplicate attribute name, and an external_id that is too long', async () => {
    const own = await catalogue();
    await own.load('sku,product_name\nA-1,Lamp\n');
    const batch = await own.update({
      a: { Color: 'red', color: 'blue' },
      b: { External_Id: 'x'.repeat(256) },
      c: { ok: '1' },
    });
    expect(await own.batches.outcomes(batch)).toEqual([
      'a failed validation_failed',
      'b failed validation_failed',
      'c succeeded',
    ]);
    const [first] = await own.batches.operations(batch);
    expect(first?.error?.message).toBe('Color and color are one attribute: letter case does not count.');
    expect(await own.attributes()).toEqual([{ ok: '1' }]);
  });

  it('within the limit are executed, and the others refused', async () => {
    const own = await catalogue();
    await own.load(wide('A-1', names('a', 490)));
    const batch = await own.update({
      a: { A1: 'y', one: '1' },
      b: { two: '2', three: '3' },
      c: { four: '4' },
      d: { five: '5' },
      e: { FOUR: '6' },
    });
    expect(await own.batches.outcomes(batch)).toEqual([
      'a succeeded',
      'b failed validation_failed',
      'c succeeded',
      'd failed validation_failed',
      'e succeeded',
    ]);
    expect((await own.attributes())[0]).toMatchObject({ a1: 'y', one: '1', four: '6' });
    await expectUnchanged(own, 1);
  });

  it('do not record names in a dry run', async () => {
    const own = await catalogue();
    await own.load('sku,product_name\nA-1,Lamp\n');
    await own.load('sku,product_name,colour\nA-1,Lamp,red\n', { validate_only: 'true' });
    const zip = { a: { '@type': 'ProductAttributesUpdate', product: { sku: 'A-1' }, attributes: { colour: 'x' } } };
    await own.batches.run(zip, { validate_only: true }, 'product-updates');
    await own.load('sku,product_name,Colour\nA-1,Lamp,red\n');
    expect(await own.attributes()).toEqual([{ Colour: 'red' }]);
  });
});
