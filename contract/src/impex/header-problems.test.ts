import { expect, it } from 'vitest';
import { dataColumnSchema } from './columns.ts';
import { missingSourcesProblem, withRestColumns } from './rest-columns.ts';

const NUL =
  'The header of the file has NUL characters. It looks like UTF-16: save it as UTF-8, or name its encoding in the format.';

it.each([
  [
    ['a', ' ', ' b '],
    { problem: 'Missing columns: sku, x. The header has: a, b.', withoutContent: 'Missing columns: sku, x.' },
  ],
  [
    ['a', 's\0k\0u\0'],
    { problem: `Missing columns: sku, x. ${NUL}`, withoutContent: `Missing columns: sku, x. ${NUL}` },
  ],
])(
  'columns missing in the header %j are reported with the existing ones, or with the reason why there are none',
  (header, told) => {
    expect(missingSourcesProblem(['sku', 'x'], header)).toEqual(told);
  },
);

it('names at most 50 columns of a header', () => {
  const header = Array.from({ length: 60 }, (_, index) => `c${index}`);
  expect(missingSourcesProblem(['sku'], header).problem).toMatch(/: c0, .*, c49\.$/);
});

it('a column with a NUL in its name is not an attribute; its file is probably UTF-16', () => {
  const rest = dataColumnSchema.parse({ target: 'attributes.*', source: '*' });
  expect(withRestColumns([rest], ['C\0o\0'])).toBe(NUL);
});
