import { describe, expect, test } from 'vitest';
import { type DataColumn, dataColumnSchema } from './columns.ts';
import { createCellReader, type MatchPattern } from './read-cell.ts';

const column = (fields: Record<string, unknown>): DataColumn => dataColumnSchema.parse({ target: 'value', ...fields });

/** The value that a column reads in a cell, or the code of the problem. */
function read(fields: Record<string, unknown>, cell: string | undefined, match?: MatchPattern): string | null {
  const found = createCellReader(column({ source: 'a', ...fields }), match)(cell);
  return 'problem' in found ? `! ${found.problem.code}` : found.value;
}

const matches = (pattern: RegExp): MatchPattern => {
  return (text) => pattern.exec(text)?.map((group) => group ?? null);
};

describe('a cell', () => {
  test.each<[Record<string, unknown>, string | undefined, string | null]>([
    [{}, ' red ', 'red'],
    [{ trim: false }, ' red ', ' red '],
    [{}, '  ', null],
    [{}, undefined, null],
    [{ required: true }, ' ', '! required'],
    [{ default: 'none' }, '', 'none'],
    [{ required: true, default: 'none' }, undefined, 'none'],
    [{ constant: 'EUR' }, 'USD', 'EUR'],
    [{ map: { ja: 'in_stock', '*': 'out_of_stock' } }, 'ja', 'in_stock'],
    [{ map: { ja: 'in_stock', '*': 'out_of_stock' } }, 'vielleicht', 'out_of_stock'],
    [{ map: { ja: 'in_stock' } }, 'nein', '! not_in_map'],
    [{ map: { 'n/a': null } }, 'n/a', null],
    [{ map: { 'n/a': null }, required: true }, 'n/a', '! required'],
    [{ map: { a: 'b' } }, 'constructor', '! not_in_map'],
    [{ map: { ja: '1' } }, '', null],
    [{ type: 'boolean' }, 'Ja', 'true'],
    [{ type: 'boolean' }, 'NON', 'false'],
    [{ type: 'boolean' }, 'maybe', '! not_a_boolean'],
    [{ type: 'decimal', decimal_separator: ',', thousands_separator: '.' }, '1.299,50', '1299.50'],
    [{ type: 'decimal', decimal_separator: ',', thousands_separator: '.' }, '1299,50', '1299.50'],
    [{ type: 'decimal', decimal_separator: ',', thousands_separator: '.' }, '1.5', '! not_a_number'],
    [{ type: 'decimal', thousands_separator: ' ' }, '12\u00a0345.6', '12345.6'],
    [{ type: 'decimal' }, '1,5', '! not_a_number'],
    [{ type: 'decimal' }, '-0.10', '-0.10'],
    [{ type: 'decimal' }, '1.', '! not_a_number'],
    [{ type: 'integer' }, '5.0', '5'],
    [{ type: 'integer' }, '5.5', '! not_a_number'],
    [{ type: 'date' }, '2026-04-08', '2026-04-08T00:00:00.000Z'],
    [{ type: 'date', default: '2026-01-01' }, '', '2026-01-01T00:00:00.000Z'],
    [{ type: 'date' }, '2026-02-30', '! not_a_date'],
    [{ type: 'date', date_format: 'dd.MM.yyyy', timezone: 'Europe/Berlin' }, '8.4.2026', '2026-04-07T22:00:00.000Z'],
  ])('%o of %o is %o', (fields, cell, value) => {
    expect(read(fields, cell)).toBe(value);
  });

  test('is what the first group of its pattern matches, or the template filled with the groups', () => {
    const match = matches(/(\d+)\s*x\s*(\d+)/);
    expect(read({ extract: 'p' }, '10 x 20 cm', match)).toBe('10');
    expect(read({ extract: 'p', template: '$2/$1' }, '10 x 20 cm', match)).toBe('20/10');
    expect(read({ extract: 'p' }, 'round', match)).toBe('! no_match');
    expect(read({ extract: 'p', map: { 10: 'ten' } }, '10 x 20', match)).toBe('ten');
  });

  test('that is refused is reported with its target, its value and the expected form', () => {
    const found = createCellReader(
      column({ source: 'Preis', type: 'decimal', decimal_separator: ',' }),
      undefined,
    )('1.5');
    expect(found).toEqual({
      problem: {
        column: 'value',
        code: 'not_a_number',
        message: 'value must be a number such as 1299,50.',
        value: '1.5',
      },
    });
  });

  test.each<[DataColumn['type'], string]>([
    ['string', 'value does not match the pattern \\d+.'],
    ['decimal', 'value must contain a number such as 1299.50: the pattern \\d+ finds none.'],
    ['integer', 'value must contain a number without decimals: the pattern \\d+ finds none.'],
    ['date', 'value must contain a date in the form 2026-04-08 or 2026-04-08T12:00:00Z: the pattern \\d+ finds none.'],
  ])('of the type %s that does not match its pattern is reported with the expected content', (type, message) => {
    const found = createCellReader(column({ source: 'Preis', type, extract: '\\d+' }), () => undefined)('free');
    expect(found).toMatchObject({ problem: { code: 'no_match', message, value: 'free' } });
  });
});
