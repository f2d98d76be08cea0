import { gzipSync } from 'node:zlib';
import type { DataProposal, Page, Product } from '@commerce-integration/contract';
import { describe, expect, it } from 'vitest';
import { rowXml, sheetXml, workbookOf } from './support/archives/workbook.ts';
import { zipOf } from './support/archives/zip-bytes.ts';
import { counts, type DescriptorFields, Imports } from './support/imports.ts';
import { startTestServer } from './support/server.ts';

const server = await startTestServer();
const acme = await server.partner('Acme Corp');
const imports = new Imports(server, acme);
await server.load('sku,product_name,availability\nA,One,in stock\n00123,Two,in stock\n', { key: acme.key, fields: {} });

describe('a workbook', () => {
  const stock: DescriptorFields = {
    entity: 'availability',
    format: { type: 'xlsx' },
    file_name_pattern: '*stock*',
    columns: ['sku', 'availability'].map((name) => ({ target: name, source: name })),
  };
  const sheet = (state: string) =>
    rowXml(1, ['sku', 'availability']) +
    rowXml(2, ['00123', state]) +
    rowXml(3, ['A', state]) +
    rowXml(5, ['Z', state]);
  const file = (state: string) => workbookOf({ sheets: { S: sheet(state) } });
  const stateOf = async (sku: string) =>
    (await server.call<Page<Product>>(`/products?sku=${sku}`, { key: acme.key })).body.items[0]?.availability;

  it.each<[string, string, (file: Buffer) => Buffer]>([
    ['by its name', 'stock.xlsx', (bytes) => bytes],
    ['by its content', 'stock', (bytes) => bytes],
    ['packed with gzip', 'stock.xlsx.gz', (bytes) => gzipSync(bytes)],
    ['in a ZIP', 'files.zip', (bytes) => zipOf([{ name: 'erp/stock.xlsx', content: bytes }])],
  ])('is one file, recognised %s', async (_, name, pack) => {
    const group = await imports.group([stock]);
    const before = await stateOf('A');
    const state = before === 'in_stock' ? 'out_of_stock' : 'in_stock';
    const { files, errors } = await imports.run(group.data_group_id, name, pack(file(state)));
    expect(counts(files[0])).toEqual([3, 0, 2, 0, 1]);
    expect(errors).toEqual([expect.objectContaining({ line: 5, sku: 'Z', code: 'unknown_product' })]);
    expect([await stateOf('A'), await stateOf('00123')]).toEqual([state, state]);
  });

  describe('with blank rows', () => {
    const strings = '<si><t/></si><si><t xml:space="preserve"> \t</t></si><si><t>Z</t></si>';
    const empty = `${'<c t="s"><v>0</v></c>'.repeat(2)}<c t="str"><v> </v></c>`;
    const blank = (line: number) => `<row r="${line}">${empty}<c t="s"><v>1</v></c></row>`;
    const rest = (line: number) => `<row r="${line}">${empty}<c t="s"><v>2</v></c></row>`;
    const rows =
      blank(1) +
      rowXml(2, ['sku', 'availability', 'note', 'more']) +
      blank(3) +
      rowXml(4, ['A', 'preorder']) +
      [5, 6, 7].map(blank).join('');
    const bytes = (more = '') => workbookOf({ sheets: { S: rows + more }, strings });

    it('skips only these, also before its header', async () => {
      const group = await imports.group([stock], { on_error: 'rollback_file' });
      const good = await imports.run(group.data_group_id, 'stock.xlsx', bytes());
      expect([good.errors, counts(good.files[0])]).toEqual([[], [1, 0, 1, 0, 0]]);
      // A value in an unused column makes a row.
      const bad = await imports.run(group.data_group_id, 'stock.xlsx', bytes(rest(8)));
      expect(bad.errors).toEqual([expect.objectContaining({ line: 8, column: 'sku', code: 'required' })]);
    });

    it('has wildcard columns by the same header', async () => {
      const columns = [...stock.columns.slice(0, 1), { target: 'product_name', source: 'availability' }];
      const attributes = { target: 'attributes.*', source: '*' };
      const products = { ...stock, entity: 'product' as const, columns: [...columns, attributes] };
      const group = await imports.group([products]);
      const { files } = await imports.run(group.data_group_id, 'stock.xlsx', bytes());
      expect([files[0]?.error, counts(files[0])]).toEqual([undefined, [1, 0, 1, 0, 0]]);
    });

    it('is proposed without them', async () => {
      const many = Array.from({ length: 120 }, (_, index) => blank(index + 1)).join('');
      const table = rowXml(130, ['sku', 'availability']) + rowXml(131, ['A', 'yes']);
      const body = { sample_base64: workbookOf({ sheets: { S: many + table }, strings }).toString('base64') };
      const proposal = await server.call<DataProposal>('/data-descriptors/detect', { body, key: acme.key });
      expect(proposal.body.definition).toMatchObject({ format: { type: 'xlsx', header: true, skip_lines: 129 } });
    });
  });

  const twice = `<row r="2"/><row r="2"/>`;
  const damaged = 'The sheet S is damaged';
  it.each<[string, Buffer | string, RegExp]>([
    ['that is text', 'sku,availability\nA,no\n', /^The file is not an XLSX workbook: correct the format/],
    ['that is empty', '', /^The file is empty|^The file is not an XLSX workbook/],
    [
      'that is protected by a password',
      Buffer.from('d0cf11e0a1b11ae10000', 'hex'),
      /^The workbook is protected by a password/,
    ],
    [
      'with macros',
      workbookOf({ sheets: { S: '' }, parts: [{ name: 'xl/vbaProject.bin' }] }),
      /^The workbook has macros/,
    ],
    [
      'that is binary',
      workbookOf({
        parts: [
          {
            name: '_rels/.rels',
            content:
              '<Relationships><Relationship Id="a" Type="x/officeDocument" Target="xl/workbook.bin"/></Relationships>',
          },
        ],
      }),
      /\.xlsb: save it as \.xlsx/,
    ],
    [
      'that is a document of another kind',
      workbookOf({ parts: [{ name: '_rels/.rels', content: '<Relationships/>' }] }),
      /^The file is a ZIP, but not a workbook/,
    ],
    ['that is cut off', workbookOf({ sheets: { S: sheet('no') } }).subarray(0, -30), /truncated/],
    [
      'of which an entry is encrypted',
      workbookOf({ sheets: { S: '' }, parts: [{ name: 'xl/styles.xml', content: 'x', flags: 1 }] }),
      /is encrypted/,
    ],
    [
      'that lacks the part of its sheet',
      workbookOf({
        sheets: { S: '' },
        parts: [
          {
            name: 'xl/_rels/workbook.xml.rels',
            content:
              '<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/other.xml"/></Relationships>',
          },
        ],
      }),
      /^The workbook lacks the part xl\/worksheets\/other\.xml/,
    ],
    [
      'whose XML is broken',
      workbookOf({ sheets: { S: '<row>' } }),
      /^The part xl\/worksheets\/sheet1\.xml of the workbook is not well-formed XML/,
    ],
    [
      'with entities of its own',
      workbookOf({
        sheets: { S: '' },
        parts: [{ name: 'xl/worksheets/sheet1.xml', content: '<!DOCTYPE a [<!ENTITY b "c">]><worksheet/>' }],
      }),
      /has a DOCTYPE/,
    ],
    ['with too deep nesting', workbookOf({ sheets: { S: '<a>'.repeat(1_000) } }), /is nested over 100 levels deep/],
    ['whose rows come twice', workbookOf({ sheets: { S: twice } }), new RegExp(`^${damaged}: row 2 follows row 2`)],
    [
      'with a row behind the last one',
      workbookOf({ sheets: { S: `${sheet('no')}<row r="3000000000"><c r="A3000000000"><v>1</v></c></row>` } }),
      new RegExp(`^${damaged}: row 3000000000 is behind the last row of a sheet, 1048576`),
    ],
    [
      'with a cell that is nowhere',
      workbookOf({ sheets: { S: '<row><c r="5"><v>1</v></c></row>' } }),
      new RegExp(`^${damaged}: a cell of row 1 is at 5`),
    ],
    [
      'with a cell behind the last column',
      workbookOf({ sheets: { S: '<row><c r="XFE1"><v>1</v></c></row>' } }),
      /a cell of row 1 is at XFE1/,
    ],
    [
      'with a huge text',
      workbookOf({
        sheets: { S: rowXml(1, ['ab'.repeat(1_000).concat(Array.from({ length: 700_000 }, (_, n) => n).join(','))]) },
      }),
      /over 4194304 characters/,
    ],
    [
      'that is a bomb',
      workbookOf({ sheets: { S: rowXml(1, ['x'.repeat(8_000_000)]) } }),
      /unpacks to more than 200 times its size/,
    ],
    [
      'that is a bomb and hides it',
      workbookOf({
        sheets: { S: '' },
        parts: [
          {
            name: 'xl/worksheets/sheet1.xml',
            content: sheetXml(' '.repeat(1_000_000)),
            claims: { unpackedBytes: 500 },
          },
        ],
      }),
      /sheet1\.xml/,
    ],
  ])('%s is refused', async (_, bytes, refusal) => {
    const group = await imports.group([stock]);
    const sent = await imports.send(group.data_group_id, 'stock.xlsx', bytes);
    if (sent.status !== 202) return expect(JSON.stringify(sent.body)).toMatch(/empty/);
    const { job, files } = await imports.ended(sent.body.job_id);
    return expect(job.error ?? files[0]?.error).toMatch(refusal);
  });
});

describe('a proposal for a workbook', () => {
  const detect = async (bytes: Buffer, more: object = {}) =>
    server.call<DataProposal>('/data-descriptors/detect', {
      body: { file_name: 'Preise 2026.xlsx', sample_base64: bytes.toString('base64'), ...more },
      key: acme.key,
    });

  it('has its sheet, the header below a title, and the targets', async () => {
    const rows = [
      rowXml(2, ['Preisliste', '<c/>', 'Stand: April']),
      rowXml(4, ['Artikelnummer', 'Bezeichnung', 'Preis', 'Verfügbarkeit', 'Notiz']),
      rowXml(5, ['P1', 'Stuhl', 1299.5, 'ja']),
      rowXml(6, ['P2', 'Tisch', '5,00 €', 'nein']),
    ];
    const bytes = workbookOf({ sheets: { Deckblatt: rowXml(1, ['Acme']), Preise: rows.join('') } });
    const { body } = await detect(bytes);
    expect(body).toMatchObject({ missing: [], unassigned: ['Notiz'] });
    const { definition } = body;
    expect(definition).toMatchObject({
      file_name_pattern: 'Preise *.xlsx',
      format: { type: 'xlsx', sheet: 'Preise', header: true, skip_lines: 3 },
    });
    const group = await imports.group([definition as never]);
    const { files, errors } = await imports.run(group.data_group_id, 'Preise 2027.xlsx', bytes);
    expect([errors, counts(files[0])]).toEqual([[], [2, 2, 0, 0, 0]]);
    const found = await server.call<Page<Product>>('/products?sku=P1', { key: acme.key });
    expect(found.body.items[0]).toMatchObject({ price: 1299.5, currency: 'EUR', availability: 'in_stock' });
  });

  it('is refused if it is truncated or protected', async () => {
    expect((await detect(workbookOf({ sheets: { S: rowXml(1, ['sku']) } }).subarray(0, 300))).body).toMatchObject({
      code: 'validation_failed',
      detail: expect.stringMatching(/truncated/),
    });
    expect((await detect(Buffer.from('d0cf11e0a1b11ae1', 'hex'))).status).toBe(422);
    const cut = await detect(workbookOf({ sheets: { S: rowXml(1, ['sku']) } }).subarray(0, 300), { is_cut: true });
    expect(cut.body).toMatchObject({
      detail: 'A workbook must be sent completely: its beginning alone cannot be read.',
    });
  });
});
