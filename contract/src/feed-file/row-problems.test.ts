import { describe, expect, it } from 'vitest';
import { readFeedHeader } from './header.ts';
import { createRowNormalizer, type FeedRow, type RowProblem, readableSku, tooManyDecimals } from './row.ts';

/** Reads rows under a header, in files whose default currency is the euro. */
function readerOf(...names: string[]) {
  const header = readFeedHeader(names);
  if ('error' in header) throw new Error(header.error);
  const normalize = createRowNormalizer(header.layout, { defaultCurrency: 'EUR' });
  return (cells: string[], mayHaveNul?: boolean): FeedRow | RowProblem[] => normalize(cells, mayHaveNul);
}
const ALL = ['sku', 'product_name', 'price', 'currency', 'availability', 'brand', 'Colour', 'EXTERNAL_ID'];
const GOOD = { sku: 'A-1', product_name: 'Kettle' };
const readAll = readerOf(...ALL);
const read = (cells: Record<string, string>) => readAll(ALL.map((name) => ({ ...GOOD, ...cells })[name] ?? ''));

describe('the problems of a row', () => {
  it.each<[Record<string, string>, RowProblem]>([
    [{ sku: ' ' }, { column: 'sku', code: 'required', message: 'sku must not be empty.' }],
    [{ product_name: '' }, { column: 'product_name', code: 'required', message: 'product_name must not be empty.' }],
    [
      { price: ' $5 ' },
      {
        column: 'price',
        code: 'invalid_price',
        message: 'price must be a plain decimal such as 1299.00, without sign, symbol, thousands mark or exponent.',
        value: '$5',
      },
    ],
    [
      { price: '1000000000000.5' },
      {
        column: 'price',
        code: 'price_too_large',
        message: 'price must have at most 12 digits before the decimal point.',
        value: '1000000000000.5',
      },
    ],
    [
      { price: '9'.repeat(51) },
      { column: 'price', code: 'too_long', message: 'price is longer than 50 characters.', value: '9'.repeat(51) },
    ],
    [
      { price: '1.005', currency: 'usd' },
      { column: 'price', code: 'too_many_decimals', message: 'A price in USD has at most 2 decimals.', value: '1.005' },
    ],
    [
      { price: '1.5', currency: 'JPY' },
      { column: 'price', code: 'too_many_decimals', message: 'A price in JPY has no decimals.', value: '1.5' },
    ],
    [
      { price: '1.23456', currency: 'XXX' },
      {
        column: 'currency',
        code: 'unknown_currency',
        message: 'currency must be an ISO 4217 code such as USD or EUR.',
        value: 'XXX',
      },
    ],
    [
      { availability: ' perhaps ' },
      {
        column: 'availability',
        code: 'unknown_availability',
        message: 'availability must be in_stock, out_of_stock, preorder, backorder, discontinued or a usual spelling.',
        value: 'perhaps',
      },
    ],
    [
      { Colour: 'x'.repeat(10_001) },
      {
        column: 'Colour',
        code: 'too_long',
        message: 'Colour is longer than 10000 characters.',
        value: 'x'.repeat(200),
      },
    ],
    [
      { EXTERNAL_ID: ` ${'x'.repeat(256)}\u200B` },
      {
        column: 'EXTERNAL_ID',
        code: 'too_long',
        message: 'EXTERNAL_ID is longer than 255 characters.',
        value: 'x'.repeat(200),
      },
    ],
    [{ brand: 'a\0' }, { column: 'brand', code: 'nul_character', message: 'brand contains a NUL character.' }],
    [{ Colour: 'a\0' }, { column: 'Colour', code: 'nul_character', message: 'Colour contains a NUL character.' }],
  ])('are reported: %#', (cells, problem) => expect(read(cells)).toEqual([problem]));

  it('are not searched for NUL if there is none', () => {
    const cells = ['A-1', 'a\0', '', '', '', '', '', ''];
    expect(readAll(cells, false)).toMatchObject({ product_name: 'a\0' });
    expect(readAll(cells)).toMatchObject([{ code: 'nul_character' }]);
  });

  it('are only the number of its cells, if that is wrong', () => {
    const message = 'The row has 9 fields; the header has 8.';
    expect(readAll(['', '', '', '', '', '', '', '', ''])).toEqual([{ code: 'wrong_field_count', message }]);
  });

  it('do not mention columns that the file does not have', () => {
    expect(readerOf('product_name', 'sku')(['Kettle', 'A-1'])).toEqual({
      sku: 'A-1',
      product_name: 'Kettle',
      description: null,
      brand: null,
      category: null,
      price: null,
      currency: null,
      availability: null,
      attributes: [],
      warnings: undefined,
    });
  });

  it('include more decimals than any currency has, if the currency is not known', () => {
    expect(readerOf('sku', 'product_name', 'price')(['A-1', 'Kettle', '1.23456'])).toEqual([
      {
        column: 'price',
        code: 'too_many_decimals',
        message: 'No currency has more than 4 decimals.',
        value: '1.23456',
      },
    ]);
    expect(tooManyDecimals('currency', 'CHF', 'CHF')).toEqual({
      column: 'currency',
      code: 'too_many_decimals',
      message: 'A price in CHF has at most 2 decimals.',
      value: 'CHF',
    });
  });
});

describe('an accepted row', () => {
  it('has normalised texts, by the rules of each column', () => {
    expect(
      read({
        sku: ' e\u0301\u00A0 1 ',
        product_name: ' a\u00A0 b ',
        brand: ' A  B\u200B',
        Colour: ' a  b ',
        EXTERNAL_ID: ' x  1 ',
      }),
    ).toMatchObject({
      sku: '\u00e9 1',
      product_name: 'a b',
      brand: 'A B',
      attributes: ['a  b', 'x 1'],
    });
    expect(read({ price: ' 007.50 ', currency: ' eur ' })).toMatchObject({ price: '007.50', currency: 'EUR' });
    expect(read({ price: '1.500', currency: '' })).toMatchObject({ price: '1.500', currency: 'EUR' });
    expect(read({ price: '1.0000', currency: 'JPY' })).toMatchObject({ price: '1.0000' });
    expect(read({ availability: ' Sold out ' })).toMatchObject({ availability: 'out_of_stock' });
  });
});

describe('a warning', () => {
  const warnings = (sku: string) => (read({ sku }) as FeedRow).warnings;

  it.each(['1.23457E+12', '1,23457E+12', '4e+9', '5E+123'])('reports a SKU that was shortened: %s', (sku) => {
    expect(warnings(sku)).toEqual([
      {
        column: 'sku',
        code: 'scientific_sku',
        message: 'The SKU looks like a long number that a spreadsheet has shortened: format the column as text.',
        value: sku,
      },
    ]);
  });

  it.each(['1.23457E12', '12E+5', 'A1E+5', '1E+5A', '1.E+5', '1E+', '1E+1234', '1E-5', 'A+B', '1 E+5'])(
    'does not report %s',
    (sku) => expect(warnings(sku)).toBeUndefined(),
  );

  it('reports invisible characters', () => {
    expect(warnings('A\u200B-1')).toEqual([
      {
        column: 'sku',
        code: 'invisible_characters',
        message: 'The SKU was read without its invisible characters, such as U+200B.',
        value: 'A-1',
      },
    ]);
    expect(warnings(' A\u00A0 1 ')).toBeUndefined();
  });
});

describe('the SKU of a rejected row', () => {
  it.each([
    [undefined, null],
    ['', null],
    [' \u200B', null],
    [' A-1\u200B ', 'A-1'],
    ['a\0', null],
    ['x'.repeat(255), 'x'.repeat(255)],
    ['x'.repeat(256), null],
  ])('is that of its cell, if that is valid: %j', (cell, sku) => expect(readableSku(cell)).toBe(sku));
});
