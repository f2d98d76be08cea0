import { describe, expect, test } from 'vitest';
import { matchesFileName } from './described-files.ts';

describe('a pattern of file names', () => {
  test.each([
    ['*', 'anything.csv', true],
    ['*.csv', 'Products.CSV', true],
    ['*.csv', 'products.csv.bak', false],
    ['prices_*_??.csv', 'prices_a_b_01.csv', true],
    ['prices_*_??.csv', 'prices_a_b_1.csv', false],
    ['a*a', 'a', false],
    ['a*a', 'aa', true],
    ['', '', true],
    ['a', '', false],
    ['preise_*.csv', 'Preise_Übersicht.csv', true],
    ['[a].csv', 'a.csv', false],
    ['[a].csv', '[a].csv', true],
  ])('%s and %s: %s', (pattern, name, matches) => {
    expect(matchesFileName(pattern, name)).toBe(matches);
  });

  test('with many stars does not take exponential time', () => {
    expect(matchesFileName(`${'*a'.repeat(120)}b`, 'a'.repeat(255))).toBe(false);
  });
});
