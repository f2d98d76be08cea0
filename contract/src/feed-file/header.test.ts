import { describe, expect, it } from 'vitest';
import { detectDelimiter, type FeedLayout, readFeedHeader } from './feed-file.ts';
import { hasRequiredColumns } from './header.ts';

function layoutOf(...names: string[]): FeedLayout {
  const header = readFeedHeader(names);
  if ('error' in header) throw new Error(header.error);
  return header.layout;
}

describe('the delimiter', () => {
  it.each([
    ['sku,product_name', ','],
    ['sku;product_name;price, net', ';'],
    ['sku\tproduct_name', '\t'],
    ['sku|product_name', '|'],
    ['"a,b,c";sku', ';'],
    ['"a ""x"", b";sku', ';'],
    ['\n \r\nsku;product_name\n1,2,3,4', ';'],
    ['sku', ','],
    ['', ','],
  ])('of %j is %j', (head, delimiter) => {
    expect(detectDelimiter(head)).toBe(delimiter);
  });
});

describe('the header', () => {
  it('determines the position of every column, in any order and case; others become attributes', () => {
    expect(layoutOf('_line', 'Colour', ' SKU ', 'Product_Name', 'EAN ')).toEqual({
      width: 5,
      columns: { sku: 2, product_name: 3 },
      attributes: [
        { name: 'Colour', index: 1 },
        { name: 'EAN', index: 4 },
      ],
    });
  });

  it.each([
    [[], 'CSV header row is missing.'],
    [['', ' '], 'CSV header row is missing.'],
    [['price'], 'Missing required CSV headers: product_name, sku'],
    [['sku', 'name'], 'Missing required CSV headers: product_name'],
    [['product_name'], 'Missing required CSV headers: sku'],
    [['sku', 'product_name', 'Size', 'SIZE', 'sku'], 'Repeated CSV headers: size, sku'],
    [['sku', '', 'product_name'], 'Column 2 of the CSV header has no name.'],
    [['sku', 'product_name', 'a\0'], 'The name of column 3 of the CSV header contains a NUL character.'],
    [['sku', 'product_name', 'x'.repeat(256)], 'The name of column 3 of the CSV header is over 255 characters.'],
    [Array(501).fill('x'), 'CSV header has 501 columns; at most 500 are allowed.'],
  ])('is refused: case %#', (names, error) => {
    expect(readFeedHeader(names)).toEqual({ error: `Invalid CSV file: ${error}` });
  });

  it('may contain the columns of errors.csv again', () => {
    expect(layoutOf('_line', '_line', 'sku', 'product_name').columns).toEqual({ sku: 2, product_name: 3 });
  });
});

describe('the other results of a header', () => {
  it('are the normalised names, and the columns that were skipped or cleaned', () => {
    expect(readFeedHeader([' SKU', 'Product_Name\u200B', 'Größe', ' ', ''])).toEqual({
      layout: {
        width: 3,
        columns: { sku: 0, product_name: 1 },
        attributes: [{ name: 'Größe', index: 2 }],
      },
      keys: ['sku', 'product_name', 'grösse'],
      cells: 5,
      cleaned: 1,
    });
    const named = readFeedHeader(['sku', 'product_name', 'x'.repeat(255), ...Array(497).fill('')]);
    expect(named).toMatchObject({ cells: 500, cleaned: 0, layout: { width: 3 } });
    const most = ['sku', 'product_name', ...Array.from({ length: 498 }, (_, n) => `a${n}`)];
    expect(readFeedHeader(most)).toMatchObject({ layout: { width: 500 } });
  });

  it('include whether all required columns are there', () => {
    expect(hasRequiredColumns(['Product_NAME', 'x', ' sku\u200B'])).toBe(true);
    expect(hasRequiredColumns(['sku', 'name'])).toBe(false);
    expect(hasRequiredColumns([])).toBe(false);
  });

  it.each([
    [['sku', 'product_name', 'b', 'a', 'B', 'A', 'b'], 'Repeated CSV headers: a, b'],
    [['sku', 'product_name', '_code', '_code', '', '', 'x'], 'Column 5 of the CSV header has no name.'],
    [['', 'sku', 'product_name'], 'Column 1 of the CSV header has no name.'],
    [['a\0', 'sku', 'product_name'], 'The name of column 1 of the CSV header contains a NUL character.'],
    [['x'.repeat(256), 'sku', 'product_name'], 'The name of column 1 of the CSV header is over 255 characters.'],
  ])('name the first problem: %j', (names, error) => {
    expect(readFeedHeader(names)).toEqual({ error: `Invalid CSV file: ${error}` });
  });
});

describe('the guessed delimiter', () => {
  it.each([
    ['\ta;b;c', ';'],
    ['a,b;c', ','],
    ['a;b,c', ','],
    ['a|b|c\n,,,,', '|'],
    ['a|b|c\r,,,,', '|'],
    ['  \n\t\na;b\n', ';'],
    ['"a\n,,,"|b', '|'],
    ['"a";b\n,,,,', ';'],
    ['""\n;;', ','],
  ])('of %j is %j', (head, delimiter) => expect(detectDelimiter(head)).toBe(delimiter));
});
