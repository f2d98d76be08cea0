import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainText, tableText } from './spreadsheet-text.ts';

test.each([
  ['=1+1', "'=1+1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['-x', "'-x"],
  ['+49 30 123', "'+49 30 123"],
  ['\tx', "'\tx"],
  ['\rx', "'\rx"],
  ["'=1", "''=1"],
  ['-5', '-5'],
  ['+1.299,50', '+1.299,50'],
  ["'quoted'", "'quoted'"],
  ["''", "''"],
  ['plain', 'plain'],
  ['', ''],
])('%j is %j in a spreadsheet, and is read back unchanged', (text, cell) => {
  expect(tableText(text, true)).toBe(cell);
  expect(plainText(cell)).toBe(text);
});

test('if no person opens the file, texts are unchanged, except those that would be read differently', () => {
  expect(['=1', '-x', "'=1", "'x"].map((text) => tableText(text, false))).toEqual(['=1', '-x', "''=1", "'x"]);
});

test('every text is read as it was written', () => {
  const character = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...`'=+-@\t\r1.,x`) },
    fc.string({ unit: 'grapheme' }),
  );
  const text = fc.array(character, { maxLength: 8 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, fc.boolean(), (written, isForPeople) => {
      const cell = tableText(written, isForPeople);
      expect(plainText(cell)).toBe(written);
      if (isForPeople) expect(cell).not.toMatch(/^[=@\t\r]|^[+-](?!\d+(?:[.,]\d+)*$)/);
    }),
    { numRuns: 5_000 },
  );
});
