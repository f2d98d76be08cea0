import { expect, it } from 'vitest';
import { FILE_START_BYTES, isGzipStart, otherFileProblem } from './file-kinds.ts';

const bytes = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));

it.each([
  ['504b03041400', /^The file is a workbook or a ZIP, and the format of the descriptor is csv: save it as csv/],
  ['d0cf11e0a1b11ae1', /^The file is a workbook or another document of an office program: save it as csv/],
  ['1f8b08', /^The file is packed with gzip, and not csv: unpack it/],
  ['255044462d31', /^The file is a PDF, and not csv/],
])('a file that begins with %s is not text', (start, problem) => {
  expect(otherFileProblem(bytes(start), 'csv')).toMatch(problem);
  expect(start.length / 2).toBeLessThanOrEqual(FILE_START_BYTES);
});

it('other files may be text', () => {
  for (const text of ['', 'sku,product_name', 'PK', 'PK;x', '%PD', 'ÐÏ,x']) {
    expect(otherFileProblem(new TextEncoder().encode(text), 'csv')).toBeUndefined();
  }
});

it('gzip is recognised by its first two bytes', () => {
  expect([bytes('1f8b08'), bytes('1f8b'), bytes('1f'), bytes('8b1f')].map(isGzipStart)).toEqual([
    true,
    true,
    false,
    false,
  ]);
});
