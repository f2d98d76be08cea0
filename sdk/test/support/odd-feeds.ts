import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import type { ValidateFeedFields } from '../../src/validate.ts';

/** An irregular feed file, and the related data that the API has. */
export interface OddFeed {
  what: string;
  name: string;
  bytes: Uint8Array;
  fields: ValidateFeedFields;
}

const NAMES = ['sku', 'product_name', 'description', 'brand', 'category', 'price', 'currency', 'availability'];

const VALUES: Record<string, string[]> = {
  sku: [
    'A-1',
    '4.00596E+12',
    'A-2',
    'A-3',
    'B',
    ' A-1 ',
    'a-1',
    '\u00a0A-2',
    '\u200bA-2',
    'É',
    'É',
    '',
    ' ',
    'S'.repeat(256),
    'x\0y',
  ],
  product_name: [
    'Kettle',
    'Tea "pot"',
    '',
    '  ',
    'two\nlines',
    'two\r\nlines',
    'old\rline',
    '🫖',
    'N'.repeat(501),
    '=1+1',
  ],
  description: ['Boils', '', 'a, b; c | d\te', 'x\0', 'D'.repeat(10_001), '""'],
  brand: ['Acme', '', 'B'.repeat(256), 'Élan\r\n'],
  category: ['Kitchen > Pots', '', 'C'.repeat(501)],
  price: [
    ...['1', '1.5', '1.505', '1.50000', '0', '0001.50', ' 2.00 ', '', '999999999999', '0.0001', '1.2345', '1.23456'],
    ...[
      '-1',
      '+1',
      '1e3',
      '1,299.00',
      '€5',
      '١٢',
      '.5',
      '5.',
      '9999999999999',
      'NaN',
      '1 000',
      '0x10',
      'P'.repeat(300),
    ],
  ],
  currency: ['USD', 'usd', ' eur ', 'JPY', 'KWD', 'CLF', '', 'ABC', 'XXX', '€', 'US', 'USDX', 'ıso', 'U\0D'],
  availability: [
    'in stock',
    'In-Stock',
    'https://schema.org/InStock',
    'sold out',
    '1',
    'TRUE',
    'maybe',
    '',
    'İn stock',
  ],
  colour: ['red', '', 'R'.repeat(10_001), 'r\0d', '{"a":1}', '__proto__'],
  _line: ['12', 'not a line', '\0'],
};
const HEADER_SPELLINGS = (name: string) => [name, name.toUpperCase(), ` ${name} `, `"${name}"`];

/** A cell's text in the file: quoted as required, quoted without need, unquoted in any case, or quoted wrongly. */
const cellText = (delimiter: string) => (value: string, how: number) => {
  const quoted = `"${value.replaceAll('"', '""')}"`;
  if (how < 70) return /["\r\n]/.test(value) || value.includes(delimiter) ? quoted : value;
  if (how < 85) return quoted;
  if (how < 93) return value;
  return [`${quoted}x`, `x${quoted}`, ` ${quoted}`, `${quoted} `, `"${value}"`, `${quoted}\0`, `""${value}`][how - 93];
};

const oneOf = <T>(values: readonly T[]) => fc.constantFrom(...values);

const feedArbitrary: fc.Arbitrary<OddFeed> = fc
  .record({
    columns: fc
      .subarray([...NAMES.slice(2), 'colour', '_line'])
      .chain((more) => fc.shuffledSubarray(['sku', 'product_name', ...more], { minLength: more.length + 2 })),
    delimiter: fc.oneof({ weight: 3, arbitrary: fc.constant(',') }, oneOf([';', '\t', '|'])),
    lineEnds: oneOf([['\n'], ['\r\n'], ['\r'], ['\n', '\r\n', '\r']]),
    mark: oneOf(['', '', '\uFEFF']),
    gzip: fc.integer({ min: 0, max: 9 }),
    end: oneOf(['line end', 'line end', 'line end', 'no line end', 'unclosed quote']),
    fields: fc.record(
      { default_currency: oneOf(['USD', 'JPY', 'KWD']), mode: oneOf(['full', 'incremental'] as const) },
      { requiredKeys: ['default_currency'] },
    ),
    ratio: oneOf([undefined, undefined, undefined, 0, 0.5]),
  })
  .chain((shape) => {
    const { columns, delimiter, lineEnds } = shape;
    const text = cellText(delimiter);
    const cells = columns.map((name) =>
      fc.tuple(oneOf(VALUES[name] ?? ['']), fc.integer({ min: 0, max: 99 })).map(([value, how]) => text(value, how)),
    );
    const row = fc
      .tuple(fc.tuple(...cells), fc.integer({ min: 0, max: 39 }))
      .map(([all, fate]) =>
        fate === 0 ? all.slice(1) : fate === 1 ? [...all, 'more'] : fate === 2 ? [''] : fate === 3 ? ['  '] : all,
      );
    const line = fc.tuple(row, oneOf(lineEnds)).map(([row, end]) => row.join(delimiter) + end);
    const header = fc.tuple(...columns.map((name) => oneOf(HEADER_SPELLINGS(name)))).map((all) => all.join(delimiter));
    return fc
      .record({ header, lines: fc.array(line, { minLength: 10, maxLength: 80 }), first: oneOf(lineEnds) })
      .map(({ header, lines, first }): OddFeed => {
        const body = lines.join('');
        const whole = shape.mark + header + first + endOf(body, shape.end);
        const bytes = Buffer.from(whole);
        const packed = shape.gzip === 0;
        return {
          what: JSON.stringify(whole.slice(0, 300)),
          name: packed ? 'odd.csv.gz' : 'odd.csv',
          bytes: packed ? gzipSync(bytes) : bytes,
          fields: { ...shape.fields, ...(shape.ratio === undefined ? {} : { max_error_ratio: shape.ratio }) },
        };
      });
  });

function endOf(body: string, end: string): string {
  if (end === 'unclosed quote') return `${body}A-9,"Never\r\nclosed\n\n`;
  return end === 'line end' ? body : body.replace(/[\r\n]+$/, '');
}

/** Irregular feeds, the same in each run with the same seed. */
export function oddFeeds(count: number, seed: number): OddFeed[] {
  return fc.sample(feedArbitrary, { numRuns: count, seed });
}

const HEADER = 'sku,product_name,price\n';
const ROWS = 'A-1,Kettle,1\nA-2,Lamp,bad\nA-3,Desk,1\n';
const latin1 = (text: string) => Buffer.from(text, 'latin1');

const BY_HAND: [what: string, bytes: string | Uint8Array, more?: Partial<OddFeed>][] = [
  ['nothing', ''],
  ['an empty gzip', gzipSync(''), { name: 'a.csv.gz' }],
  ['nothing, named gzip', '', { name: 'a.csv.gz' }],
  ['blank lines', '\n \r\n\n'],
  ['a mark alone', '\uFEFF'],
  ['a header alone', 'sku,product_name'],
  ['a header alone, as a full feed', 'sku,product_name\n\n \n', { fields: { mode: 'full' } }],
  ['no header', 'A-1,Kettle\nA-2,Lamp\n'],
  ['half a header', 'sku,price\nA-1,1\n'],
  ['a repeated name', 'sku,product_name, SKU \nA,B,C\n'],
  ['a column without a name', 'sku,product_name,,\nA,B,,\n'],
  ['a misquoted header', 'sku,"product"_name\nA,B\n'],
  ['a header whose quote is never closed', 'sku,"product_name\nA,B\n'],
  ['a header over two lines', 'sku,product_name,"two\nlines"\nA,B,C\n,,\n'],
  ['a quoted header after blank lines of another kind', '\r\n\n"sku",product_name\n,B\n'],
  ['an attribute name of 300 characters', `sku,product_name,${'n'.repeat(300)}\n`],
  ['600 columns', `sku,product_name${',x'.repeat(600)}\n`],
  ['a header of 300 kB', `sku,product_name,"${'x'.repeat(300_000)}"\n`],
  ['attributes of odd names', 'sku,product_name,__proto__,constructor,_lineX\nA,B,1,2,3\n,,,,\n'],
  ['reserved columns twice', '_line,sku,_code,product_name,_line\n7,A-1,required,Kettle,8\n7,A-1,,Lamp\n'],
  ['text named gzip', HEADER + ROWS, { name: 'a.csv.gz' }],
  ['gzip named text', gzipSync(HEADER + ROWS)],
  ['a gzip that breaks off', gzipSync(HEADER + ROWS).subarray(0, -9), { name: 'a.csv.gz' }],
  ['another name', HEADER, { name: 'a.xlsx' }],
  ['a name in capitals', HEADER + ROWS, { name: 'A.CSV' }],
  ['UTF-16 with a mark', Buffer.from(`\uFEFF${HEADER}`, 'utf16le')],
  ['UTF-16 without one', Buffer.from(HEADER, 'utf16le')],
  ['Latin-1 in a row', latin1(`${HEADER}${ROWS}A-5,Caf\xe9,1\n`)],
  ['Latin-1 in a row, after a wrong header', latin1(`sku,name\n${ROWS}A-5,Caf\xe9,1\n`)],
  ['Latin-1 after an unclosed quote', latin1(`${HEADER}A-1,"Kettle,1\nCaf\xe9\n`)],
  ['a character cut off at the end', latin1(`${HEADER}${ROWS}A-5,Caf\xc3`)],
  ['a lone surrogate', latin1(`${HEADER}${ROWS}A-5,\xed\xa0\x80,1\n`)],
  ['an overlong slash', latin1(`${HEADER}${ROWS}A-5,\xc0\xaf,1\n`)],
  ['a binary file', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3])],
  ['a NUL in the header', 'sku,product_name,x\0\nA,B,C\n'],
  ['an unclosed quote', `${HEADER}${ROWS}A-4,"Drill,1\nA-5,Jacket,1\n`],
  ['an unclosed quote at the very end', `${HEADER}${ROWS}A-4,Drill,"`],
  ['an unclosed quote after CRLFs in quotes', `${HEADER}A-1,"a\r\nb",x\r\n\r\nA-2,"c\r\n`],
  ['an endless line', `${HEADER}${ROWS}A-4,"${'x'.repeat(4_400_000)}`],
  ['an endless line of commas', `${HEADER}${ROWS}A-4${','.repeat(4_400_000)}\n`],
  ['a quote that is closed too late', `${HEADER}${ROWS}A-4,"${`${'x'.repeat(50_000)}\n`.repeat(90)}",1\nA-5,Desk,1\n`],
  ['an endless line, and Latin-1 after it', latin1(`${HEADER}A-4,"${'x'.repeat(4_400_000)}",1\nCaf\xe9\n`)],
  ['rows that are all wrong', `${HEADER}A,,1\n,B,1\n,,x\n`],
  ['more wrong rows than allowed', HEADER + ROWS, { fields: { max_error_ratio: 0.3 } }],
  ['as many wrong rows as allowed', HEADER + ROWS, { fields: { max_error_ratio: 0.34 } }],
  ['one SKU in every row', `${HEADER}${'A,Kettle,1\n'.repeat(250)}`],
  ['SKUs that repeat in turns', `${HEADER}${'A,Kettle,1\nB,Lamp,1\nA,,\n'.repeat(100)}`],
  ['more problems than pages hold', `${HEADER}${'A,Kettle,x\n'.repeat(350)}B,Lamp,1\n`],
  [
    'prices in yen that nobody named',
    `${HEADER}A,B,1.5\nC,D,2.0\nE,F,00.10\n`,
    { fields: { default_currency: 'JPY' } },
  ],
  ['currencies without prices', 'sku,product_name,currency\nA,B,JPY\nC,D,\nE,F,ABC\n'],
  ['half a row at the end', `${HEADER}A-1,Kettle,1\nA-2,La`],
  ['old line ends and blank lines', 'sku,product_name\r\r\rA-1,\r\r,Lamp\r'],
  ['rows in a value', `${HEADER}A-1,"Lamp,1\nA-2,Desk,2\nA-3,Bed",3\nA-4,"x,1\nA-5,y,1"\n`],
  ['lost quotes in a full feed', `${HEADER}A-1,"Lamp,1\nA-2,Desk,2\nA-3,Bed" x,3\n`, { fields: { mode: 'full' } }],
  ['a value with rows in a row that is wrong', `${HEADER}A-1,"Lamp,1\nA-2,Desk,2\nA-3,Bed",x\nA-4,Box,1\n`],
  [
    'what spreadsheets add',
    `sep=;\r\n${`${HEADER}A-1,Kettle\n,,\nA-2,Desk,2,,\n${HEADER}A-3,Bed,3`.replaceAll(',', ';')}`,
  ],
  ['columns without a name', 'sku,product_name,,\nA,B,,\nC,D,,x\nE,F,,,,\n'],
  ['two marks', '\uFEFF\uFEFF"sku","product_name"\nA,B\n\uFEFF"C",D\n'],
  ['another header in the middle', 'sku,product_name\nA,B\nproduct_name,sku\nD,C\n'],
  ['a title', 'Price list\n\nsku,product_name\nA,B\n'],
  ['invisible characters', 's\u200Bku,product_name\nA\u200B-1,B\nA-1,C\n\uFEFFA-1,D\n1.2E+12,E\n'],
  ['numbers without end', `${HEADER}A,B,1.${'0'.repeat(17_000)}\nC,D,${'0'.repeat(17_000)}\n`],
  ['a long external_id', `sku,product_name,external_id\nA,B,${'x'.repeat(256)}\nC,D, e\u0301\u200B1\n`],
  ['a quote in the middle of nowhere', `${HEADER}A-1,5" nail,1\nA-2,"5"" nail",1\nA-3,"5" nail",1\nA-4,x,1\n`],
];

export const ODD_BY_HAND: OddFeed[] = BY_HAND.map(([what, bytes, more]) => ({
  what,
  name: 'odd.csv',
  bytes: typeof bytes === 'string' ? Buffer.from(bytes) : bytes,
  fields: {},
  ...more,
}));
