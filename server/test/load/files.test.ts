import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { counters, HEADER, TestCatalogue } from './test-catalogue.ts';

let catalogue: TestCatalogue;
beforeAll(async () => {
  catalogue = await TestCatalogue.open();
});
afterAll(() => catalogue.close());
beforeEach(() => catalogue.newPartner());

describe('a file that arrives in any shape', () => {
  const plain = `${HEADER}\nA-1,"Say ""hi"", you","two\nlines",Élan,Töpfe 🫖,1.50,USD,1\nA-2,Lamp,,,,,,\n`;

  it.each([
    ['LF', plain],
    ['CRLF', plain.replaceAll('\n', '\r\n')],
    ['CR', plain.replaceAll('\n', '\r')],
    ['no line end at the end', plain.trimEnd()],
    ['a byte order mark', `\uFEFF${plain}`],
    ['blank lines', plain.replaceAll('\nA-', '\n\n  \n\nA-')],
  ])('loads with %s, a byte at a time', async (_, file) => {
    const { result } = await catalogue.load(file, { pieceBytes: 1 });
    expect(result).toEqual(counters({ processed: 2, inserted: 2 }));
    const lines = (await catalogue.products())['A-1']?.description as string;
    expect(lines.replace(/\r\n?/, '\n')).toBe('two\nlines');
    expect((await catalogue.products())['A-1']).toMatchObject({ name: 'Say "hi", you', brand: 'Élan' });
  });

  it.each([[';' as const], ['\t' as const], ['|' as const]])('loads with the delimiter %j', async (delimiter) => {
    const file = `sku${delimiter}product_name\nA-1${delimiter}"a${delimiter}b\\n\\\\"\n`;
    await catalogue.load(file, { delimiter });
    expect((await catalogue.products())['A-1']).toMatchObject({
      name: `a${delimiter.trim() || ' '}b\\n\\\\`,
    });
  });

  it('finds columns in any order and case', async () => {
    await catalogue.load(' PRICE ,Product_Name,_line,SKU\n1.5,Kettle,77,A-1\n');
    expect((await catalogue.products())['A-1']).toMatchObject({ name: 'Kettle', price: '1.5', attributes: {} });
  });
});

describe('a file that becomes unreadable', () => {
  const good = 'A-1,Kettle,1\nA-2,Lamp,bad\nA-3,Desk,1\nA-4,Tent,1\n';

  it.each([
    [
      'Latin-1',
      Buffer.from(`sku,product_name,price\n${good}A-5,Caf\xe9,1\n`, 'latin1'),
      'The file is not UTF-8 text at line 6.',
    ],
    [
      'a cut character',
      Buffer.from(`sku,product_name,price\n${good}A-5,Caf\xc3`, 'latin1'),
      'The file is not UTF-8 text at line 6.',
    ],
    ['an endless line', `${good}A-5,"${'x'.repeat(4_400_000)}`, 'The row at line 6 is over 4194304 bytes long.'],
  ])('fails with the line: %s', async (_, file, message) => {
    const whole = typeof file === 'string' ? `sku,product_name,price\n${file}` : file;
    await expect(catalogue.load(whole)).rejects.toThrow(message);
    expect(await catalogue.products()).toEqual({});
    expect(await catalogue.problems()).toEqual(['3 price invalid_price']);
  });

  it.each([
    ['empty', '', 'Invalid CSV file: CSV header row is missing.'],
    ['blank', '\n\n \n', 'Invalid CSV file: CSV header row is missing.'],
    ['missing', 'A-1,Kettle,1\n', 'Invalid CSV file: Missing required CSV headers: product_name, sku'],
    ['incomplete', 'sku,price\nA-1,1\n', 'Invalid CSV file: Missing required CSV headers: product_name'],
    ['repetitive', 'sku,product_name,SKU\n', 'Invalid CSV file: Repeated CSV headers: sku'],
    [
      'too wide',
      `sku,product_name${',x'.repeat(9_998)}\n`,
      'Invalid CSV file: CSV header has 10000 columns; at most 500 are allowed.',
    ],
  ])('fails if the header is %s', async (_, file, message) => {
    await expect(catalogue.load(file)).rejects.toThrow(message);
  });
});
