import { gzipSync } from 'node:zlib';
import type { Page, Product } from '@commerce-integration/contract';
import { describe, expect, it } from 'vitest';
import { zipOf } from './support/archives/zip-bytes.ts';
import { counts, type DescriptorFields, Imports } from './support/imports.ts';
import { startTestServer } from './support/server.ts';

const server = await startTestServer();
const imports = new Imports(server, await server.partner('Acme Corp'));
await server.load('sku,product_name,price,currency,availability\nA,One,10,EUR,in stock\nB,Two,10,EUR,in stock\n');

const columns = (sku: string, state: string) => [
  { target: 'sku', source: sku },
  { target: 'availability', source: state },
];
const stock = (fields: Partial<DescriptorFields>): DescriptorFields => ({
  entity: 'availability',
  columns: columns('sku', 'state'),
  ...fields,
});
const XML = await imports.group([
  stock({ format: { type: 'xml', row_path: '/stock/item' }, columns: columns('@sku', 'level/state') }),
]);
const JSONL = await imports.group([stock({ format: { type: 'jsonl' }, columns: columns('sku', 'stock/0/state') })]);
const CSV = await imports.group([stock({})]);
const BY_POSITION = await imports.group([
  stock({ format: { type: 'csv', header: false, skip_lines: 2, delimiter: '|' }, columns: columns('#3', '#1') }),
]);

/** Why a file was refused as a whole. */
async function refusalOf(group: { data_group_id: string }, file: string | Uint8Array, name = 'stock'): Promise<string> {
  const { job, files } = await imports.run(group.data_group_id, name, file);
  return job.error ?? files[0]?.error ?? `imported: ${JSON.stringify(files)}`;
}

const stateOf = async (sku: string) =>
  (await server.call<Page<Product>>(`/products?sku=${sku}`)).body.items[0]?.availability;

describe('XML', () => {
  const item = (sku: string, state: string) => `<item sku="${sku}"><level><state>${state}</state></level></item>`;

  it('is read by the path of its rows, wherever their values are', async () => {
    const file = `<?xml version="1.0"?><stock><note><item sku="X"/></note>${item('A', '<![CDATA[sold]]> out')}${item('B', 'no')}
      <item sku="B"><level><state>yes</state><state>no</state></level></item><item sku="A &amp; B"/></stock>`;
    const { files, errors } = await imports.run(XML.data_group_id, 'stock.xml', file);
    expect(counts(files[0])).toEqual([4, 0, 3, 0, 1]);
    expect(errors).toEqual([
      expect.objectContaining({ line: 4, sku: 'A & B', column: 'availability', code: 'required' }),
    ]);
    expect([await stateOf('A'), await stateOf('B')]).toEqual(['out_of_stock', 'in_stock']);
  });

  it('with an empty element has an empty value, and is refused if no row has the element', async () => {
    const short = '<stock><item sku="A"><level/></item></stock>';
    expect(await refusalOf(XML, short)).toMatch(/^No row of the file has: level\/state\. Correct the sources/);
    const empty = '<stock><item sku="A"><level><state/></level></item></stock>';
    expect(await refusalOf(XML, empty)).toMatch(/^All 1 rows were rejected.* availability must not be empty/);
  });

  it.each<[string, string, RegExp]>([
    [
      'entities of its own',
      `<!DOCTYPE s [<!ENTITY a "b">]><stock>${item('A', '&a;')}</stock>`,
      /^The file has a DOCTYPE/,
    ],
    ['an unknown entity', `<stock>${item('A', '&a;')}</stock>`, /^The file is not well-formed XML: .*undefined entity/],
    ['too deep nesting', `<stock>${'<a>'.repeat(1_000)}`, /^The elements are nested over 100 levels deep at line 1/],
    ['an open end', `<stock>${item('A', 'no')}`, /^The file is not well-formed XML: .*unclosed tag: stock/],
    [
      'a huge text',
      `<stock><item sku="A"><level><state>${'x'.repeat(9_000_000)}`,
      /^The row or text at line 1 is over 4194304/,
    ],
    ['a huge text beside rows', `<stock><note>${'x'.repeat(9_000_000)}`, /^The row or text at line 1 is over 4194304/],
    ['a huge attribute', `<stock><item sku="${'x'.repeat(9_000_000)}`, /^The row or text at line 1 is over 4194304/],
    [
      'another encoding than it says',
      '<?xml version="1.0" encoding="koi8-r"?><stock/>',
      /^The XML says that it is koi8-r, and the format/,
    ],
    ['no row', '<stock><thing/></stock>', /^The file has no element at \/stock\/item/],
  ])('with %s is refused', async (_, file, refusal) => {
    expect(await refusalOf(XML, file)).toMatch(refusal);
  });
});

describe('JSON lines', () => {
  it('with broken lines loses only these', async () => {
    const good = (sku: string, state: string) => JSON.stringify({ sku, stock: [{ state }] });
    const lines = [
      good('A', 'yes'),
      '{"sku": "A"',
      '',
      '[1]',
      `{"sku":"${'x'.repeat(5_000_000)}"}`,
      good('B', 'preorder'),
      '{"sku":"A\\u0000","stock":[{"state":true}]}',
    ];
    const { files, errors } = await imports.run(JSONL.data_group_id, 'stock.jsonl', lines.join('\r\n'));
    expect(counts(files[0])).toEqual([6, 0, 2, 0, 4]);
    expect(errors.map(({ line, code, message }) => `${line} ${code} ${message}`)).toEqual([
      '2 broken_row The line is not JSON.',
      '4 broken_row The line is not a JSON object.',
      '5 broken_row The line is over 4194304 characters long.',
      expect.stringMatching(/^7 invalid_value sku /),
    ]);
    expect([await stateOf('A'), await stateOf('B')]).toEqual(['in_stock', 'preorder']);
  });
});

describe('JSON lines', () => {
  it('keeps the digits of numbers, and is refused if no row has a value', async () => {
    await server.load('sku,product_name\n12345678901234567890,Long\n1.10,Short\n');
    const file = '{"sku":12345678901234567890,"stock":[{"state":"no"}]}\n{"sku":1.10,"stock":[{"state":"no"}]}\n';
    const { files } = await imports.run(JSONL.data_group_id, 'stock.jsonl', file);
    expect(counts(files[0])).toEqual([2, 0, 2, 0, 0]);
    expect(await refusalOf(JSONL, '{"sku":"A","Stock":[]}\n')).toMatch(/^No row of the file has: stock\/0\/state\./);
  });

  it('may lack an optional value, which is then blank', async () => {
    const [sku, state] = [
      { target: 'sku', source: 'sku' },
      { target: 'availability', source: 'state' },
    ];
    const group = await imports.group([
      stock({ format: { type: 'jsonl' }, columns: [sku, { ...state, optional: true, default: 'preorder' }] }),
    ]);
    const { files } = await imports.run(group.data_group_id, 'stock.jsonl', '{"sku":"A"}');
    expect(files[0]?.status).toBe('completed');
    expect(await stateOf('A')).toBe('preorder');
  });
});

describe('CSV', () => {
  it('may treat quotes as ordinary characters', async () => {
    const group = await imports.group([stock({ format: { type: 'csv', quote: 'none', delimiter: '\t' } })]);
    const { files, errors } = await imports.run(
      group.data_group_id,
      'stock.tsv',
      'sku\tstate\n"A\tno\nA\tno\nB\t"no"\n',
    );
    expect(files[0]).toMatchObject({ processed: 3, skipped: 2 });
    expect(errors.map(({ sku, code }) => `${sku} ${code}`).sort()).toEqual(['"A unknown_product', 'B invalid_value']);
  });

  it('with CRLF, also inside values, has its lines counted as an editor does', async () => {
    const file = 'a,sku,state\r\n"x\r\ny",A,yes\r\n"\r\n",A,maybe\r\n\r\nz,A,maybe\r\n';
    const { errors } = await imports.run(CSV.data_group_id, 'stock.csv', file);
    expect(errors.map(({ line }) => line)).toEqual([4, 7]);
  });

  it('loses a row with a very long value, and the report has its beginning', async () => {
    const file = `sku,state\nA,${'x'.repeat(10_001)}\n${'Y'.repeat(2_000)},no\nA,${'y'.repeat(9_000)}\nB,preorder\n`;
    const { errors, files } = await imports.run(CSV.data_group_id, 'stock.csv', file);
    expect(counts(files[0])).toEqual([4, 0, 0, 1, 3]);
    expect(errors.map(({ line, code, value = '' }) => [line, code, value.length])).toEqual([
      [2, 'too_long', 200],
      [3, 'invalid_value', 0],
      [4, 'invalid_value', 200],
    ]);
  });

  it('without a header is read by position; short rows, blank rows and multi-line values work', async () => {
    const file = 'a title\n\nno|x|A\n|||\n\nyes\nno|"two\nlines"|B\n"sold out"|x|A|surplus\n';
    const { files, errors } = await imports.run(BY_POSITION.data_group_id, 'stock.csv', file);
    expect(counts(files[0])).toEqual([4, 0, 2, 1, 1]);
    expect(errors).toEqual([expect.objectContaining({ line: 6, column: 'sku', code: 'required' })]);
  });

  it.each<[string, string | Uint8Array, RegExp]>([
    [
      'a quote that never ends',
      `sku,state\nA,"no\n${'B,no\n'.repeat(10)}`,
      /^A quote that is opened at line \d+ or before is never closed/,
    ],
    [
      'a row without end',
      `sku,state\nA,"${'x'.repeat(5_000_000)}"\n`,
      /^The row at line \d+ is over 4194304 bytes long/,
    ],
    ['a column twice', 'sku,state,State\nA,no,no\n', /^The header contains state twice: use positions, such as #2/],
    ['no header', '\n\n', /^The file has no header/],
    [
      'another encoding',
      Buffer.from('sku,state\nA,no\nÄ,no\n', 'latin1'),
      /^The file is not encoded as utf-8, after line 1/,
    ],
    [
      'only bad rows',
      'sku,state\nA,maybe\n',
      /^All 1 rows were rejected. The first problem is in line 2: availability must/,
    ],
  ])('with %s is refused', async (_, file, refusal) => {
    expect(await refusalOf(CSV, file)).toMatch(refusal);
  });
});

describe('a ZIP', () => {
  const good = { name: 'a.csv', content: 'sku,state\nA,no\n' };

  it.each<[string, Buffer, RegExp]>([
    ['a path out of it', zipOf([{ ...good, name: '../a.csv' }]), /has `\.\.` in its name/],
    ['a bomb', zipOf([{ name: 'a.csv', content: 'x'.repeat(50_000_000) }]), /unpacks to more than 200 times its size/],
    ['an encrypted file', zipOf([{ ...good, flags: 1 }]), /is encrypted/],
    ['a cut end', zipOf([good]).subarray(0, 60), /is not a ZIP archive, or it is truncated/],
    [
      'overlapping files',
      zipOf([good, { ...good, name: 'b.csv', claims: { headerOffset: 0 } }]),
      /overlaps|belong to no entry/,
    ],
    ['two files of one name', zipOf([good, good]), /two files of one name/],
    ['nothing', zipOf([{ name: '__MACOSX/._a', content: 'x' }]), /has no files/],
  ])('with %s is refused as a whole', async (_, file, refusal) => {
    expect(await refusalOf(CSV, file, 'a.zip')).toMatch(refusal);
  });

  it.each<[string, object]>([
    ['a wrong checksum', { claims: { crc32: 1 } }],
    ['more bytes than it says', { content: 'sku,state\nA,no\nA,yes\n', claims: { unpackedBytes: 15 } }],
    ['packed data that is none', { packed: Buffer.from('no deflate') }],
  ])('loses a file with %s, and nothing of it is imported', async (_, damage) => {
    await imports.run(CSV.data_group_id, 'stock.csv', 'sku,state\nA,preorder\n');
    const file = zipOf([
      { ...good, ...damage },
      { ...good, name: 'b.csv', content: 'sku,state\nB,no\n' },
    ]);
    const { job, files } = await imports.run(CSV.data_group_id, 'a.zip', file);
    expect(job.status).toBe('completed');
    expect(files.map(({ status }) => status)).toEqual(['failed', 'completed']);
    expect(files[0]?.error).toMatch(/^Entry a\.csv /);
    expect(await stateOf('A')).toBe('preorder');
  });
});

describe('NUL characters', () => {
  it('in a looked-up value reject only its row', async () => {
    const category = { target: 'category', source: 'category', lookup: { entity: 'category', by: 'code' } };
    const named = (...names: string[]) => names.map((name) => ({ target: name, source: name }));
    const group = await imports.group([
      { entity: 'product', format: { type: 'jsonl' }, columns: [...named('sku', 'product_name'), category] },
    ]);
    const row = (sku: string, code?: string) => JSON.stringify({ sku, product_name: 'Chair', category: code });
    const bad = row('NUL', 'a\0b');
    const both = await imports.run(group.data_group_id, 'p.jsonl', `${row('GOOD')}\n${bad}\n`);
    expect([both.job.status, counts(both.files[0])]).toEqual(['completed', [2, 1, 0, 0, 1]]);
    expect(both.errors).toEqual([
      expect.objectContaining({
        line: 2,
        code: 'unknown_category',
        message: 'No category has the code a\uFFFDb.',
        value: 'a\uFFFDb',
      }),
    ]);
    const alone = await imports.run(group.data_group_id, 'p.jsonl', `${bad}\n`);
    expect(alone.files[0]).toMatchObject({
      status: 'failed',
      error: expect.stringContaining('No category has the code a\uFFFDb.'),
    });
  });

  it('in a header fail only its file, which is probably UTF-16', async () => {
    const columnsOfRest = [
      ...['sku', 'product_name'].map((name) => ({ target: name, source: name })),
      { target: 'attributes.*', source: '*' },
    ];
    const group = await imports.group([
      stock({ file_name_pattern: 'stock*' }),
      { entity: 'product', file_name_pattern: 'products*', columns: columnsOfRest },
    ]);
    const { job, files } = await imports.runZip(group.data_group_id, [
      { name: 'stock-a.csv', content: 'sku,state\nA,no\n' },
      { name: 'stock-b.csv', content: Buffer.from('sku,state\nA,yes\n', 'utf16le') },
      { name: 'stock-c.csv', content: 'sku,state\nB,no\n' },
      { name: 'products.csv', content: Buffer.from('sku,product_name,Colour\nA,One,red\n', 'utf16le') },
    ]);
    expect(job.status).toBe('completed');
    const advice = 'It looks like UTF-16: save it as UTF-8, or name its encoding in the format.';
    expect(files.map(({ file_name, status, error }) => [file_name, status, error])).toEqual([
      ['stock-a.csv', 'completed', undefined],
      ['stock-b.csv', 'failed', `Missing columns: sku, state. The header of the file has NUL characters. ${advice}`],
      ['stock-c.csv', 'completed', undefined],
      ['products.csv', 'failed', `The header of the file has NUL characters. ${advice}`],
    ]);
    expect([await stateOf('A'), await stateOf('B')]).toEqual(['out_of_stock', 'out_of_stock']);
  });
});

it('gzip inside a ZIP is a bomb by the bytes sent, not by those of the gzip file', async () => {
  // Compressed once, it is within the permitted ratio of gzip files; compressed twice, it is not.
  const rows = Array.from({ length: 20_000 }, (_, row) => `A,${'x'.repeat(300)}${row % 7}`).join('\n');
  const bomb = gzipSync(`sku,state\n${rows}`);
  const { files } = await imports.run(CSV.data_group_id, 'a.zip', zipOf([{ name: 'bomb.csv.gz', content: bomb }]));
  expect(files[0]?.error).toMatch(/unpacks to more than 200 times its size/);
});

it('damaged gzip is refused', async () => {
  expect(await refusalOf(CSV, Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3]), 'stock.csv.gz')).toBe(
    'stock.csv.gz is damaged gzip.',
  );
});

it('gzip is unpacked whatever its file name, and an already unpacked file is read', async () => {
  for (const [name, file] of [
    ['stock', gzipSync('sku,state\nA,preorder\n')],
    ['stock.csv.gz', 'sku,state\nA,yes\n'],
  ] as const) {
    const { files } = await imports.run(CSV.data_group_id, name, file);
    expect(files).toEqual([expect.objectContaining({ status: 'completed', updated: 1 })]);
  }
});

describe('a file of another type than its format', () => {
  const twice = gzipSync(gzipSync('sku,state\nA,no\n'));
  it.each([
    [
      'workbook',
      'xlsx',
      zipOf([{ name: '[Content_Types].xml', content: '<Types/>' }]),
      /^The file is a workbook or a ZIP/,
    ],
    ['old workbook', 'xls', Buffer.from('d0cf11e0a1b11ae10000', 'hex'), /^The file is a workbook or another document/],
    ['file that is packed twice', 'csv.gz', twice, /^The file is packed with gzip, and not csv: unpack it/],
    ['PDF', 'pdf', '%PDF-1.7\n%\u00e2\u00e3', /^The file is a PDF, and not csv/],
  ])('is named: a %s', async (_, extension, file, refusal) => {
    const group = await imports.group([stock({ file_name_pattern: 'stock*' })]);
    expect(await refusalOf(group, file, `stock.${extension}`)).toMatch(refusal);
    const body = { sample_base64: Buffer.from(file as string).toString('base64'), is_cut: true };
    const path = `/data-descriptors/${group.descriptors[0]}/preview`;
    const preview = await server.call<{ error: string }>(path, { body, key: imports.key });
    expect(preview.body.error).toMatch(refusal);
    const detected = await server.call<{ detail: string }>('/data-descriptors/detect', { body, key: imports.key });
    expect(detected.status).toBe(422);
    // A workbook is one of the formats.
    if (!extension.startsWith('xls')) expect(detected.body.detail).toMatch(refusal);
  });
});

it('a pattern with exponential backtracking elsewhere takes linear time', async () => {
  const sku = { target: 'sku', source: 'sku', extract: '^(a+)+$' };
  const group = await imports.group([stock({ columns: [sku, { target: 'availability', source: 'state' }] })]);
  const { errors } = await imports.run(group.data_group_id, 'stock', `sku,state\n${'a'.repeat(9_000)}!,no\nA,no\n`);
  expect(errors.map(({ code }) => code)).toEqual(['no_match', 'no_match']);
});

it('an empty upload and a form without a file are refused at once', async () => {
  const send = async (name: string, file: string) =>
    (await imports.send<{ code: string }>(CSV.data_group_id, name, file)).body.code;
  expect(await send('a.csv', '')).toBe('invalid_file');
  const form = new FormData();
  form.set('other', 'x');
  const none = await server.call(`/data-groups/${CSV.data_group_id}/import`, { form, key: imports.key });
  expect(none.body.code).toBe('validation_failed');
});
