import { gzipSync } from 'node:zlib';
import type { Job, JobError, LoadResult, Page, ProblemBody } from '@commerce-integration/contract';
import { describe, expect, it } from 'vitest';
import { startTestServer } from './support/server.ts';

const server = await startTestServer();

let partners = 0;
const newPartner = () => {
  partners += 1;
  return { partner_name: `Sheets ${partners}` };
};

/** Loads a file, and returns its counters, notes and problems, and the products as `sku: name price`. */
async function loaded(file: string | Uint8Array, call: { name?: string; type?: string } = {}) {
  const fields = newPartner();
  const job = await server.load(file, { fields, ...call });
  const { notes = [], ...counts } = (job.result ?? {}) as LoadResult;
  const products = await server.products(`&partner_name=${encodeURIComponent(fields.partner_name)}`);
  return {
    counts,
    notes: notes.map(({ code, count }) => `${code} ${count}`),
    problems: await problems(job),
    products: products.map(({ sku, product_name, price }) => `${sku}: ${product_name} ${price ?? '-'}`).sort(),
  };
}

async function problems({ job_id }: Job): Promise<string[]> {
  const { body } = await server.call<Page<JobError>>(`/jobs/${job_id}/errors?limit=100`);
  return body.items.map(({ line, code, sku, severity }) => `${line} ${severity} ${code} ${sku ?? '-'}`);
}

describe('artefacts of spreadsheets and joined files are accepted and noted', () => {
  const LAMP_AND_DESK = ['A-1: Lamp 10', 'A-2: Desk 20'];
  const NAMES = ['A-1: Lamp -', 'A-2: Desk -'];

  it.each([
    [
      'a sep= line',
      'sep=;\r\nsku;product_name;price\r\nA-1;Lamp;10.00\r\nA-2;Desk;20.00\r\n',
      'separator_line_skipped 1',
      LAMP_AND_DESK,
    ],
    [
      'a quoted sep= line',
      '"sep=,"\nsku,product_name,price\nA-1,Lamp,10\nA-2,Desk,20\n',
      'separator_line_skipped 1',
      LAMP_AND_DESK,
    ],
    [
      'a sep= line that names a tab',
      'sep=\t\nsku\tproduct_name\nA-1\tLamp\nA-2\tDesk\n',
      'separator_line_skipped 1',
      NAMES,
    ],
    [
      'a sep= line behind a mark',
      '\uFEFFSep=,\nsku,product_name\nA-1,Lamp\nA-2,Desk\n',
      'separator_line_skipped 1',
      NAMES,
    ],
    [
      'columns without name and value',
      'sku,product_name,price,,\r\nA-1,Lamp,10.00,,\r\nA-2,Desk,20.00,,\r\n',
      'unnamed_columns_ignored 2',
      LAMP_AND_DESK,
    ],
    [
      'rows without any value',
      'sku,product_name,price\r\nA-1,Lamp,10.00\r\n,,\r\nA-2,Desk,20.00\r\n,,\r\n, ,"  "\r\n',
      'empty_rows_skipped 3',
      LAMP_AND_DESK,
    ],
    [
      'surplus empty cells',
      'sku,product_name,price\nA-1,Lamp,10.00,\nA-2,Desk,20.00,,\n',
      'surplus_cells_ignored 2',
      LAMP_AND_DESK,
    ],
    [
      'missing last cells',
      'sku,product_name,price,currency\nA-1,Lamp,10.00\nA-2,Desk\n',
      'missing_cells_taken_as_empty 2',
      ['A-1: Lamp 10', 'A-2: Desk -'],
    ],
    [
      'a second header',
      '\uFEFFsku,product_name\r\nA-1,Lamp\r\n\uFEFFsku,product_name\r\nA-2,Desk\r\n',
      'repeated_header_skipped 1',
      NAMES,
    ],
    [
      'a second header, quoted',
      '\uFEFF"sku","product_name"\r\n"A-1","Lamp"\r\n\uFEFF"sku","product_name"\r\n"A-2","Desk"\r\n',
      'repeated_header_skipped 1',
      NAMES,
    ],
    [
      'a second header, spelled in another way',
      'sku,product_name,Size\nA-1,Lamp,1\n SKU ,"Product_Name",size,\nA-2,Desk,2\n',
      'repeated_header_skipped 1',
      NAMES,
    ],
    [
      'two marks before quotes',
      '\uFEFF\uFEFF"sku","product_name"\r\n"A-1","Lamp"\r\nA-2,Desk\r\n',
      'byte_order_marks_ignored 1',
      NAMES,
    ],
    [
      'a zero-width space in the header',
      'sku\u200B,product_name,price\nA-1,Lamp,10\nA-2,Desk,20\n',
      'header_names_cleaned 1',
      LAMP_AND_DESK,
    ],
  ])('%s', async (_, file, note, products) => {
    expect(await loaded(file)).toMatchObject({
      notes: [note],
      problems: [],
      products,
      counts: { processed: 2, inserted: 2, skipped: 0 },
    });
  });

  it('but a surplus value is an error, with or without a column name', async () => {
    const file = 'sku,product_name,price,,\nA-1,Lamp,1,,x\nA-2,Desk,2,,\nA-3,Bed,3,,,,y\nA-4\n';
    const { problems } = await loaded(file);
    expect(problems).toEqual(['2', '4', '5'].map((line, at) => `${line} error wrong_field_count A-${[1, 3, 4][at]}`));
  });

  it('and a second header with other columns ends the load, since further rows would be misread', async () => {
    const job = await server.load('sku,product_name\nA-1,Lamp\nproduct_name,sku\nDesk,A-2\n', { fields: newPartner() });
    expect(job).toMatchObject({
      status: 'failed',
      error: expect.stringMatching(/^Line 3 is another header .* line 1/),
    });
  });

  it('lines are counted as in the file, including skipped ones', async () => {
    const file = '\n\nsep=;\n\nsku;product_name\n;\nA-1;Lamp\n\nsku;product_name\nA-2;\n';
    expect((await loaded(file)).problems).toEqual(['10 error required A-2']);
  });

  it.each([
    ['catalog.tsv', 'text/tab-separated-values'],
    ['catalog.TXT', 'text/plain'],
    ['catalog.csv', 'application/csv'],
    ['catalog.tsv.gz', 'application/gzip'],
  ])('a file named %s of the type %s', async (name, type) => {
    const text = 'sku\tproduct_name\nA-1\tLamp\nA-2\tDesk\n';
    expect(await loaded(name.endsWith('.gz') ? gzipSync(text) : text, { name, type })).toMatchObject({
      products: NAMES,
    });
  });
});

describe('the delimiter is detected by the required columns', () => {
  it.each([
    ['commas in a name', 'sku;product_name;images (a, b, c)\nA-1;Lamp;x.jpg\n'],
    ['more commas than semicolons', 'sku;product_name;note (free, optional, not shown, max 50);price\nA-1;Lamp;x;10\n'],
    ['bars in a name', 'sku,product_name,path a|b|c|d\nA-1,Lamp,Home|Light\n'],
    ['tabs in a quoted name', '"sku","product_name","a\tb\tc\td"\nA-1,Lamp,x\n'],
  ])('%s', async (_, file) => {
    expect((await loaded(file)).products).toMatchObject([expect.stringMatching(/^A-1: Lamp/)]);
  });
});

describe('visually identical texts are equal', () => {
  it('SKUs with invisible characters, with a warning', async () => {
    const names = ['A-1\u200B', 'A\u00AD-1', '\uFEFFA-1', 'A-1\u00A0', '\u200EA-1', 'A-1'];
    const file = `sku,product_name\n${names.map((sku, at) => `${sku},Lamp ${at}\n`).join('')}`;
    const { problems, products } = await loaded(file);
    expect(products).toEqual(['A-1: Lamp 5 -']);
    expect(problems.filter((problem) => problem.includes('invisible'))).toEqual(
      [2, 3, 4, 6].map((line) => `${line} warning invisible_characters A-1`),
    );
    expect(problems.filter((problem) => problem.includes('duplicate'))).toHaveLength(5);
  });

  it('SKUs, names and columns in two Unicode normal forms', async () => {
    const file =
      'sku,product_name,brand,Größe\nCAF\u00C9-1,Cafe\u0301,E\u0301lan,1\nCAFE\u0301-1,Caf\u00E9  Bar,\u00C9lan,2\n';
    const fields = newPartner();
    await server.load(file, { fields });
    const [product, ...more] = await server.products(`&partner_name=${fields.partner_name}`);
    expect(more).toEqual([]);
    expect(product).toMatchObject({ sku: 'CAF\u00C9-1', product_name: 'Caf\u00E9 Bar', brand: '\u00C9lan' });
    const again = await server.load(file.replace('Größe', 'Gro\u0308ße'), { fields });
    expect(again.result).toMatchObject({ unchanged: 1, duplicates: 1 });
  });

  it('and 300 emoji are 300 characters, 501 are too many', async () => {
    const file = (emoji: number) => `sku,product_name\nA-1,${'😀'.repeat(emoji)}\nA-2,Desk\n`;
    expect((await loaded(file(300))).problems).toEqual([]);
    expect((await loaded(file(500))).problems).toEqual([]);
    expect((await loaded(file(501))).problems).toEqual(['2 error too_long A-1']);
  });

  it('SKUs that a spreadsheet has shortened, with a warning', async () => {
    const rows = ['4.00596E+12,Lamp,10', '1.2e+09,Desk,20', '4.00596E+12,Chair,30', '1E5,Bed,1', 'E1-2,Box,1'];
    const { problems } = await loaded(`sku,product_name,price\n${rows.join('\n')}\n`);
    expect(problems).toEqual([
      '2 warning duplicate_sku 4.00596E+12',
      '2 warning scientific_sku 4.00596E+12',
      '3 warning scientific_sku 1.2e+09',
      '4 warning scientific_sku 4.00596E+12',
    ]);
  });
});

describe('a value that PostgreSQL would refuse rejects only its row', () => {
  it.each([
    ['a price with 17,000 decimals', 'price', `1.${'0'.repeat(17_000)}`, 'too_long'],
    ['a price with 17,000 digits', 'price', '0'.repeat(17_000), 'too_long'],
    [
      'an external_id of 9,000 characters',
      'external_id',
      Array.from({ length: 9_000 }, (_, at) => at % 7).join(''),
      'too_long',
    ],
    ['an external_id of 9,000 random letters', 'external_id', 'ÄÖ😀ß'.repeat(2_250), 'too_long'],
  ])('%s', async (_, column, value, code) => {
    const { problems, products } = await loaded(`sku,product_name,${column}\nA-1,Lamp,${value}\nA-2,Desk,\n`);
    expect(problems).toEqual([`2 error ${code} A-1`]);
    expect(products).toEqual(['A-2: Desk -']);
  });
});

describe('an unusable file is refused with its type named', () => {
  const refused = async (file: string | Uint8Array, name = 'a.csv') => {
    const answer = await server.upload<ProblemBody>(file, { name, fields: newPartner() });
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_file' } });
    return answer.body.detail;
  };
  const CSV = 'sku,product_name\nA-1,Lamp\n';
  const xlsx = Buffer.concat([Buffer.from('PK\x03\x04\x14\0\x06\0\x08\0', 'latin1'), Buffer.alloc(50, 0xe9)]);

  it.each([
    ['gzip', gzipSync(CSV), 'It looks like gzip: name it .csv.gz.'],
    ['Excel', xlsx, 'It looks like an Excel workbook or another ZIP archive: save the sheet as CSV UTF-8.'],
    [
      'old Excel',
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      'It looks like an Excel workbook: save the sheet as CSV UTF-8.',
    ],
    ['UTF-16LE', Buffer.from(`\uFEFF${CSV}`, 'utf16le'), 'It looks like UTF-16: save it as UTF-8.'],
    ['UTF-16BE', Buffer.from(`\uFEFF${CSV}`, 'utf16le').swap16(), 'It looks like UTF-16: save it as UTF-8.'],
    ['UTF-16 without a mark', Buffer.from(CSV, 'utf16le'), 'It looks like UTF-16: save it as UTF-8.'],
  ])('%s', async (_, file, advice) => {
    expect(await refused(file)).toBe(`CSV file must be UTF-8 encoded. ${advice}`);
    expect(await refused(gzipSync(file), 'a.csv.gz')).toBe(`CSV file must be UTF-8 encoded. ${advice}`);
  });

  it('title rows above the header', async () => {
    const detail = await refused('Price list,,\nExported 28.11.2026,,\n,,\nsku,product_name,price\nA-1,Lamp,10\n');
    expect(detail).toMatch(
      /Missing required CSV headers: product_name, sku\. Line 1 was read as the header: Price list\./,
    );
    expect(detail).toMatch(/Line 1 looks like a title/);
  });

  it('columns of other names', async () => {
    expect(await refused('\nSKU,Name,Price\nA-1,Lamp,1\n')).toBe(
      'Invalid CSV file: Missing required CSV headers: product_name. Line 2 was read as the header: SKU, Name, Price.',
    );
  });
});
