import { type DataPreview, type DataProposal, LIMITS, type Page, type Product } from '@commerce-integration/contract';
import { describe, expect, it } from 'vitest';
import { Imports } from './support/imports.ts';
import { startTestServer } from './support/server.ts';

const server = await startTestServer();
const acme = await server.partner('Acme Corp');
const imports = new Imports(server, acme);
await server.load('sku,product_name,price,currency,availability,Color\nA,One,10,EUR,in stock,red\nB,Two,10,EUR,,\n');

const column = (target: string, source: string, more: object = {}) => ({ target, source, ...more });
const NAMED = { name: 'x', format: { type: 'csv' } };
const outcomes = ({ rows }: DataPreview) =>
  rows.map(({ line, outcome, problems }) => [line, outcome, problems[0]?.code]);

async function preview(definition: object, sample: object, key: string | undefined = acme.key): Promise<DataPreview> {
  const body = { definition: { ...NAMED, ...definition }, ...sample };
  const answer = await server.call<DataPreview>('/data-descriptors/preview', { body, key });
  if (answer.status !== 200) throw new Error(`Answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  return answer.body;
}

describe('a preview', () => {
  it('says why nothing of a file would be imported', async () => {
    const full = await server.partner('Full Corp');
    const partnerId = Number(full.id.slice(2));
    await server.pool.query(
      `insert into category (partner_id, code, name, created_at, updated_at)
       select $1, 'c' || n, 'C', now(), now() from generate_series(1, $2::integer) n`,
      [partnerId, LIMITS.categories],
    );
    const definition = { entity: 'category', columns: [column('code', 'code'), column('name', 'name')] };
    const shown = await preview(definition, { sample: 'code,name\nc1,C\nnew,New\nnameless,\n' }, full.key);
    expect([shown.error, outcomes(shown)]).toEqual([
      `The partner would have more than ${LIMITS.categories} categories.`,
      [
        [2, 'rejected', undefined],
        [3, 'rejected', undefined],
        [4, 'rejected', 'required'],
      ],
    ]);
  });

  it('says why a SKU is invalid, as an import does', async () => {
    const definition = { entity: 'availability', columns: [column('sku', 'sku'), column('availability', 'state')] };
    const sample = `sku,state\n${'x'.repeat(LIMITS.skuLength + 1)},in stock\n,in stock\n`;
    const { rows } = await preview(definition, { sample });
    expect(rows.map(({ outcome, problems }) => [outcome, problems[0]?.column, problems[0]?.code])).toEqual([
      ['rejected', 'sku', 'invalid_value'],
      ['rejected', 'sku', 'required'],
    ]);
  });

  const PRODUCTS = {
    entity: 'product',
    columns: [
      column('sku', 'sku'),
      column('product_name', 'name'),
      column('price', 'price', { type: 'decimal', decimal_separator: ',' }),
      { target: 'currency', constant: 'EUR' },
    ],
  };

  it('of products reports what an import then does, and changes nothing', async () => {
    const sample = 'sku,name,price\nA,One,"10,00"\nB,Changed,10\nC,New,5\nD,Bad,x\n,No SKU,1\n';
    const shown = await preview(PRODUCTS, { sample });
    expect(outcomes(shown)).toEqual([
      [2, 'unchanged', undefined],
      [3, 'updated', undefined],
      [4, 'inserted', undefined],
      [5, 'rejected', 'not_a_number'],
      [6, 'rejected', 'required'],
    ]);
    expect(shown.rows[0]?.values).toEqual({ sku: 'A', product_name: 'One', price: '10.00', currency: 'EUR' });
    const products = await server.call<Page<Product>>('/products?sku=C', { key: acme.key });
    expect(products.body.items).toEqual([]);
    const group = await imports.group([{ ...PRODUCTS, entity: 'product' }]);
    const { files } = await imports.run(group.data_group_id, 'a.csv', sample);
    expect(files[0]).toMatchObject({ inserted: 1, updated: 1, unchanged: 1, skipped: 2 });
    expect(outcomes(await preview({ ...PRODUCTS, mode: 'insert_only' }, { sample })).slice(0, 3)).toEqual([
      [2, 'skipped', undefined],
      [3, 'skipped', undefined],
      [4, 'skipped', undefined],
    ]);
  });

  it('of rows about products finds these, row by row', async () => {
    const stock = { entity: 'availability', columns: [column('sku', 'sku'), column('availability', 'state')] };
    const sample = 'sku,state\nA,yes\nA,no\nA,no\nZ,no\nA,maybe\n';
    expect(outcomes(await preview(stock, { sample }))).toEqual([
      [2, 'unchanged', undefined],
      [3, 'updated', undefined],
      [4, 'unchanged', undefined],
      [5, 'rejected', 'unknown_product'],
      [6, 'rejected', 'invalid_value'],
    ]);
    const prices = { entity: 'price', columns: ['sku', 'price', 'currency'].map((name) => column(name, name)) };
    expect(outcomes(await preview(prices, { sample: 'sku,price,currency\nA,7,EUR\nA,7,EUR\nA,-1,EUR\n' }))).toEqual([
      [2, 'updated', undefined],
      [3, 'unchanged', undefined],
      [4, 'rejected', 'invalid_value'],
    ]);
    const attributes = {
      entity: 'product_attribute',
      columns: ['sku', 'name', 'value'].map((name) => column(name, name)),
    };
    expect(outcomes(await preview(attributes, { sample: 'sku,name,value\nA,color,red\nA,Color,blue\n' }))).toEqual([
      [2, 'unchanged', undefined],
      [3, 'updated', undefined],
    ]);
  });

  it('reads the beginning of a file with a cut last line, and at most 20 rows', async () => {
    const rows = Array.from({ length: 30 }, (_, row) => `S${row},N,1\n`).join('');
    expect((await preview(PRODUCTS, { sample: `sku,name,price\n${rows}` })).rows).toHaveLength(20);
    const cut = await preview(PRODUCTS, { sample: 'sku,name,price\nA,"O\nne",1\nB,"Tw', is_cut: true });
    expect(cut.error).toBeUndefined();
    expect(cut.rows.map(({ values }) => values.sku)).toEqual(['A']);
    const xml = { ...PRODUCTS, format: { type: 'xml', row_path: '/list/item' }, columns: PRODUCTS.columns.slice(0, 2) };
    const sample = '<list><item><sku>A</sku><name>One</name></item><item><sku>B</s';
    expect((await preview(xml, { sample, is_cut: true })).rows).toMatchObject([{ values: { sku: 'A' } }]);
    expect((await preview(xml, { sample })).error).toMatch(/^The file is not well-formed XML/);
    expect((await preview(PRODUCTS, { sample: 'sku,price\nA,1\n' })).error).toMatch(/^Missing columns: name\./);
  });

  it('reads the beginning of a file that is cut within a character', async () => {
    const cut = (text: string, encoding: BufferEncoding) => {
      return { sample_base64: Buffer.from(text, encoding).subarray(0, -1).toString('base64'), is_cut: true };
    };
    const format = { type: 'csv', encoding: 'utf-16le' };
    const table = await preview({ ...PRODUCTS, format }, cut('sku,name,price\nA,One,1\nB,Њ', 'utf16le'));
    expect([table.error, table.rows.map(({ values }) => values.sku)]).toEqual([undefined, ['A']]);
    const xml = { ...PRODUCTS, format: { type: 'xml', row_path: '/list/item' }, columns: PRODUCTS.columns.slice(0, 2) };
    const elements = await preview(xml, cut('<list><item><sku>A</sku><name>One</name></item><item><sku>ж', 'utf8'));
    expect([elements.error, elements.rows.map(({ values }) => values.sku)]).toEqual([undefined, ['A']]);
  });

  it('with a stored descriptor uses its encoding, and requires access to it', async () => {
    const format = { type: 'csv', encoding: 'windows-1252', delimiter: ';' };
    const columns = [column('sku', 'Größe'), column('availability', 'state')];
    const { data_descriptor_id: id } = await imports.descriptor({ entity: 'availability', format, columns });
    const sample_base64 = Buffer.from('Größe;state\nA;no\n', 'latin1').toString('base64');
    const path = `/data-descriptors/${id}/preview`;
    const shown = await server.call<DataPreview>(path, { body: { sample_base64 }, key: acme.key });
    expect(outcomes(shown.body)).toEqual([[2, 'updated', undefined]]);
    const { key } = await server.partner('Globex');
    expect((await server.call(path, { body: { sample_base64 }, key })).status).toBe(404);
    const both = await server.call(path, { body: { sample: 'x', sample_base64 }, key: acme.key });
    expect(both.body).toMatchObject({ code: 'validation_failed', detail: expect.stringMatching(/either sample or/) });
    expect(await preview({ entity: 'availability', columns }, { sample: 'Größe,state\nA,no\n' }, key)).toMatchObject({
      rows: [{ outcome: 'rejected', problems: [{ code: 'unknown_product' }] }],
    });
  });
});

describe('a proposal', () => {
  const detect = async (body: object) =>
    (await server.call<DataProposal>('/data-descriptors/detect', { body, key: acme.key })).body;

  it('for an ERP file can be created unchanged, and reads the file', async () => {
    const text = 'Artikelnummer;Bezeichnung;Preis;Verfügbarkeit\nE1;Stuhl;1.299,50 €;ja\nE2;Tisch;5,00 €;nein\n';
    const bytes = Buffer.from(text.replaceAll('€', '\x80'), 'latin1');
    const { definition, missing } = await detect({
      file_name: 'artikel_0412.csv',
      sample_base64: bytes.toString('base64'),
    });
    expect(missing).toEqual([]);
    expect(definition).toMatchObject({
      file_name_pattern: 'artikel_*.csv',
      format: { encoding: 'windows-1252', delimiter: ';' },
    });
    const group = await imports.group([definition as never]);
    const { files } = await imports.run(group.data_group_id, 'artikel_0413.csv', bytes);
    expect(files[0]).toMatchObject({ inserted: 2, skipped: 0 });
    const found = await server.call<Page<Product>>('/products?sku=E1', { key: acme.key });
    expect(found.body.items[0]).toMatchObject({ price: 1299.5, currency: 'EUR', availability: 'in_stock' });
  });

  it('for XML has the path of its rows, also for a cut file', async () => {
    const item = (sku: string) => `<item id="${sku}"><title>Lamp</title><offer><price>5.00 EUR</price></offer></item>`;
    const { definition } = await detect({ sample: `<catalog><head/>${item('A')}${item('B')}<item id=`, is_cut: true });
    expect(definition).toMatchObject({
      entity: 'product',
      format: { type: 'xml', row_path: '/catalog/item' },
      columns: [
        { target: 'sku', source: '@id' },
        { target: 'product_name', source: 'title' },
        { target: 'price', source: 'offer/price' },
        { target: 'currency', constant: 'EUR' },
      ],
    });
  });

  it('for XML has one column for a text with markup in it, and one for each attribute', async () => {
    const item = (sku: string) =>
      `<item><sku>${sku}</sku><description>A <b>bright <i>red</i></b> <a href="x">lamp</a></description><weight unit="kg">2</weight></item>`;
    const { definition, unassigned } = await detect({ sample: `<catalog>${item('A')}${item('B')}</catalog>` });
    expect(definition.columns.map(({ source }) => source)).toEqual(['sku', 'description']);
    expect([...unassigned].sort()).toEqual(['weight', 'weight/@unit']);
  });
});
