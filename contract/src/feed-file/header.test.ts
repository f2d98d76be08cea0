import { describe, expect, it } from 'vitest';
import { detectDelimiter, type FeedLayout, readFeedHeader } from './feed-file.ts';

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
  it('gives the place of every column, in any order and case; others become attributes', () => {
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

  it('may repeat the columns of errors.csv', () => {
    expect(layoutOf('_line', '_line', 'sku', 'product_name').columns).toEqual({ sku: 2, product_name: 3 });
  });
});
