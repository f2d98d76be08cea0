import { expect, it } from 'vitest';
import { placeInHeader } from './sources.ts';

it('a source is found by its name or its position, if the header names it once', () => {
  const keys = ['sku', 'price', 'note', 'price'];
  expect(['SKU', 'Note', '#2', '#9', 'brand'].map((source) => placeInHeader(source, keys))).toEqual([0, 2, 1, 8, -1]);
  expect(placeInHeader('Price', keys)).toBe('The header contains Price twice: use positions, such as #2.');
});
