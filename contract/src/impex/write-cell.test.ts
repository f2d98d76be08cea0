import { describe, expect, test } from 'vitest';
import { type DataColumn, dataColumnSchema } from './columns.ts';
import { createCellReader } from './read-cell.ts';
import { createCellWriter, writeProblems } from './write-cell.ts';

const column = (fields: object): DataColumn => dataColumnSchema.parse({ target: 't', source: 's', ...fields });

describe('a value that is written', () => {
  test.each<[object, string | null, string]>([
    [{}, 'a, "b"', 'a, "b"'],
    [{}, null, ''],
    [{ type: 'decimal', decimal_separator: ',' }, '-1299.50', '-1299,50'],
    [{ type: 'boolean' }, 'true', 'true'],
    [{ type: 'date' }, '2026-04-08T10:00:00.123Z', '2026-04-08T10:00:00.123Z'],
    [
      { type: 'date', date_format: 'dd.MM.yyyy HH:mm:ss', timezone: 'Europe/Berlin' },
      '2026-04-08T10:00:00.000Z',
      '08.04.2026 12:00:00',
    ],
    [{ map: { ja: 'in_stock', j: 'in_stock', nein: 'out_of_stock' } }, 'in_stock', 'ja'],
  ])('as %j is read as what it was', (fields, value, cell) => {
    expect(createCellWriter(column(fields))(value)).toBe(cell);
    expect(createCellReader(column(fields), undefined)(cell)).toEqual({ value });
  });
});

test('a definition that loses something in reading cannot be written', () => {
  const columns = [column({ extract: '(.)' }), column({ source: 'x', map: { '*': 'in_stock' } }), column({})];
  expect(writeProblems({ entity: 'product', mode: 'delete', columns })).toEqual([
    'Its mode is delete: such a file would remove what is written to it.',
    'Two columns have the source s.',
    't has extract, which cannot be undone.',
    'The map of t has *, which cannot be undone.',
  ]);
  expect(writeProblems({ entity: 'product', mode: 'merge', columns: [column({})] })).toEqual([]);
});
