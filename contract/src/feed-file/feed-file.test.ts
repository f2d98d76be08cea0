import { describe, expect, it } from 'vitest';
import { AVAILABILITIES, AVAILABILITY_SPELLINGS, normaliseAvailability } from '../products/availability.ts';
import { LIMITS } from '../shared/limits.ts';
import {
  createRowNormalizer,
  FEED_COLUMNS,
  type FeedLayout,
  type FeedRow,
  type RowProblem,
  readFeedHeader,
} from './feed-file.ts';

function layoutOf(...names: string[]): FeedLayout {
  const header = readFeedHeader(names);
  if ('error' in header) throw new Error(header.error);
  return header.layout;
}

const COLUMNS = [...FEED_COLUMNS, 'Colour', 'External_ID'];
const layout = layoutOf(...COLUMNS);
const normalize = createRowNormalizer(layout, { defaultCurrency: 'CHF' });
const GOOD = { sku: 'A-1', product_name: 'Kettle', price: '10.00', currency: 'EUR' };

function read(cells: Record<string, string>): FeedRow | RowProblem[] {
  return normalize(COLUMNS.map((name) => cells[name] ?? ''));
}
const row = (cells: Record<string, string>): FeedRow => read({ ...GOOD, ...cells }) as FeedRow;
const codes = (cells: Record<string, string>): string[] => {
  const problems = read({ ...GOOD, ...cells });
  return Array.isArray(problems) ? problems.map(({ column, code }) => `${column ?? '-'} ${code}`) : [];
};

describe('a row', () => {
  it('is trimmed, and empty cells are null', () => {
    expect(row({ sku: ' A-1\u00a0', brand: '  ', Colour: ' red ' })).toEqual({
      sku: 'A-1',
      product_name: 'Kettle',
      description: null,
      brand: null,
      category: null,
      price: '10.00',
      currency: 'EUR',
      availability: null,
      attributes: ['red', null],
    });
    expect(row({}).attributes).toEqual([null, null]);
  });

  it('reports all of its problems', () => {
    expect(codes({ sku: ' ', product_name: '', price: '$1', currency: 'ABC', availability: 'perhaps' })).toEqual([
      'price invalid_price',
      'currency unknown_currency',
      'sku required',
      'product_name required',
      'availability unknown_availability',
    ]);
  });

  it.each([
    ['sku', LIMITS.skuLength],
    ['product_name', LIMITS.productNameLength],
    ['description', LIMITS.descriptionLength],
    ['brand', LIMITS.brandLength],
    ['category', LIMITS.categoryLength],
    ['Colour', LIMITS.attributeLength],
    ['External_ID', LIMITS.externalIdLength],
  ])('has a limit on %s', (column, limit) => {
    expect(codes({ [column]: ` ${'x'.repeat(limit)} ` })).toEqual([]);
    expect(codes({ [column]: 'x'.repeat(limit + 1) })).toEqual([`${column} too_long`]);
  });

  it('must have as many cells as the header', () => {
    expect(normalize(['A-1'])).toEqual([
      { code: 'wrong_field_count', message: 'The row has 1 fields; the header has 10.' },
    ]);
  });

  it.each([
    ['price', '1x', 'invalid_price'],
    ['currency', 'XXX', 'unknown_currency'],
    ['availability', 'perhaps', 'unknown_availability'],
  ])('may begin with %s', (column, wrong, code) => {
    const first = createRowNormalizer(layoutOf(column, 'sku', 'product_name'), { defaultCurrency: 'CHF' });
    expect(first([wrong, 'A-1', 'Kettle'])).toMatchObject([{ column, code }]);
  });

  it('takes the default currency also if that is its first cell', () => {
    const first = createRowNormalizer(layoutOf('currency', 'sku', 'product_name', 'price'), { defaultCurrency: 'CHF' });
    expect(first(['', 'A-1', 'Kettle', '5'])).toMatchObject({ price: '5', currency: 'CHF' });
  });

  it('must not contain NUL, anywhere', () => {
    expect(codes({ sku: 'A\0', Colour: '\0' })).toEqual(['sku nul_character', 'Colour nul_character']);
  });
});

describe('the price', () => {
  it.each(['0', '0.00', '007.50', '999999999999', '999999999999.99', '49.9900', ' 5 '])('may be %j', (price) => {
    expect(row({ price }).price).toBe(price.trim());
  });

  it.each([
    '1e400',
    '1e2',
    'NaN',
    'Infinity',
    '-1',
    '+1',
    '1,299.00',
    '1.299,00',
    '1 299',
    '$5',
    '5€',
    '.5',
    '5.',
    '0x10',
    '１',
  ])('may not be %j', (price) => {
    expect(codes({ price })).toEqual(['price invalid_price']);
  });

  it('has an upper limit', () => {
    expect(codes({ price: '1000000000000' })).toEqual(['price price_too_large']);
    expect(codes({ price: '9'.repeat(100_000) })).toEqual(['price too_long']);
    expect(codes({ price: `1.${'0'.repeat(17_000)}` })).toEqual(['price too_long']);
    expect(codes({ price: `1.${'0'.repeat(48)}` })).toEqual([]);
  });

  it.each([
    ['10.123', 'EUR', false],
    ['10.123', 'KWD', true],
    ['10.1', 'JPY', false],
    ['10.0', 'JPY', true],
    ['10.1234', 'CLF', true],
    ['10.12345', 'CLF', false],
    ['10.123', '', false],
  ])('%s %s has at most the decimals of its currency: %s', (price, currency, fine) => {
    expect(codes({ price, currency })).toEqual(fine ? [] : ['price too_many_decimals']);
  });

  it('takes the default currency if it has none, and no currency without a price', () => {
    expect(row({ currency: '' }).currency).toBe('CHF');
    expect(row({ currency: '', price: '' }).currency).toBeNull();
    expect(row({ currency: ' usd ', price: '' }).currency).toBe('USD');
  });

  it('has an undetermined currency if the file has no such column', () => {
    const narrow = createRowNormalizer(layoutOf('sku', 'product_name', 'price'), { defaultCurrency: 'CHF' });
    expect(narrow(['A-1', 'Kettle', '1.2345'])).toMatchObject({ price: '1.2345', currency: null });
    expect(narrow(['A-1', 'Kettle', '1.23456'])).toMatchObject([{ code: 'too_many_decimals' }]);
  });
});

describe('availability', () => {
  it.each([
    ['In Stock', 'in_stock'],
    ['in-stock', 'in_stock'],
    ['INSTOCK', 'in_stock'],
    ['available', 'in_stock'],
    ['1', 'in_stock'],
    ['TRUE', 'in_stock'],
    ['https://schema.org/InStock', 'in_stock'],
    ['http://schema.org/OutOfStock', 'out_of_stock'],
    ['xhttps://schema.org/InStock', undefined],
    [`in${' '.repeat(93)}stock`, 'in_stock'],
    [`in${' '.repeat(94)}stock`, undefined],
    ['Sold Out', 'out_of_stock'],
    ['out  of_stock', 'out_of_stock'],
    ['0', 'out_of_stock'],
    ['Pre-Order', 'preorder'],
    ['Back Order', 'backorder'],
    ['Discontinued', 'discontinued'],
    ['maybe', undefined],
    ['2', undefined],
    ['-', undefined],
    ['constructor', undefined],
  ])('%j is %s', (text, state) => {
    expect(normaliseAvailability(text)).toBe(state);
  });

  it('has one meaning for each spelling', () => {
    for (const state of AVAILABILITIES) {
      expect(normaliseAvailability(state)).toBe(state);
      for (const spelling of AVAILABILITY_SPELLINGS[state]) expect(normaliseAvailability(spelling)).toBe(state);
    }
  });
});
