import { describe, expect, test } from 'vitest';
import { type DataColumn, dataColumnSchema } from './columns.ts';
import { dataDefinitionSchema } from './descriptors.ts';
import { createCellReader } from './read-cell.ts';
import { createCellWriter, writeProblems } from './write-cell.ts';

const column = (fields: object): DataColumn => dataColumnSchema.parse({ target: 't', source: 's', ...fields });

const { format } = dataDefinitionSchema.parse({
  name: 'x',
  entity: 'availability',
  format: { type: 'csv' },
  columns: ['sku', 'availability'].map((name) => ({ target: name, source: name })),
});

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
  expect(writeProblems({ entity: 'product', mode: 'delete', format, columns })).toEqual([
    'Its mode is delete: such a file would remove what is written to it.',
    'Two columns have the source s.',
    't has extract, which cannot be undone.',
    'The map of t has *, which cannot be undone.',
  ]);
  expect(writeProblems({ entity: 'product', mode: 'merge', format, columns: [column({})] })).toEqual([]);
  const loose = { entity: 'product', mode: 'merge', format: { ...format, quote: 'none' } } as const;
  expect(
    writeProblems({ ...loose, columns: [column({ source: undefined, combine: '{a}' }), column({ source: '*' })] }),
  ).toEqual([
    'Its quote is none: a delimiter in a value would divide it.',
    't is combined of other cells, which cannot be undone.',
    't stands for columns that only a file names.',
  ]);
});
