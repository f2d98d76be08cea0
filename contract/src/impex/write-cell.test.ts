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

describe('a written value', () => {
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
  ])('as %j is read back unchanged', (fields, value, cell) => {
    expect(createCellWriter(column(fields))(value)).toBe(cell);
    expect(createCellReader(column(fields), undefined)(cell)).toEqual({ value });
  });
});

test('a definition that loses information in reading cannot be written', () => {
  const columns = [column({ extract: '(.)' }), column({ source: 'x', map: { '*': 'in_stock' } }), column({})];
  expect(writeProblems({ mode: 'delete', entity: 'product', columns, format })).toEqual([
    'Its mode is delete: such a file would remove what is written to it.',
    'Two columns have the source s.',
    't has extract, which cannot be undone.',
    'The map of t has *, which cannot be undone.',
  ]);
  expect(writeProblems({ mode: 'merge', entity: 'product', format, columns: [column({})] })).toEqual([]);
  const loose = { mode: 'merge', entity: 'product', format: { ...format, quote: 'none' } } as const;
  expect(
    writeProblems({ ...loose, columns: [column({ source: undefined, combine: '{a}' }), column({ source: '*' })] }),
  ).toEqual([
    'Its quote is none: a delimiter in a value would divide it.',
    't is combined of other cells, which cannot be undone.',
    't stands for columns that are only known from a file.',
  ]);
});

test('XML cannot be written if a source is not a valid element name', () => {
  const columns = ['Größe', '@id', 'g:price/@currency', '.', 'Size EU', 'a/#1', 'a/@1'].map((source) =>
    column({ source }),
  );
  expect(writeProblems({ mode: 'merge', entity: 'product', columns, format: { type: 'xml' } })).toEqual([
    'The source Size EU cannot be written to XML: Size EU is not a valid element name.',
    'The source a/#1 cannot be written to XML: #1 is not a valid element name.',
    'The source a/@1 cannot be written to XML: @1 is not a valid element name.',
  ]);
});

test.each<[string, string[], string[]]>([
  ['jsonl', ['lines/sku', 'lines/quantity'], []],
  ['xml', ['lines/line/@sku', 'lines/line/amount'], []],
  ['csv', ['sku', 'x/quantity'], []],
  ['jsonl', ['sku', 'lines/quantity'], ['The sources of items must be in one list, such as items/sku.']],
  ['jsonl', ['lines/sku', 'rows/quantity'], ['The sources of items must be in one list, such as items/quantity.']],
  ['jsonl', ['order/sku', 'order/quantity'], ['order_id has a source in the list of items: order/id.']],
])('%s has the items of orders in one list:%j', (type, [sku, quantity], problems) => {
  const columns = [
    { ...column({}), target: 'order_id', source: 'order/id' },
    { ...column({}), target: 'items.sku', source: sku },
    { ...column({}), target: 'items.quantity', source: quantity },
  ] as DataColumn[];
  expect(writeProblems({ mode: 'merge', entity: 'order', columns, format: { type } })).toEqual(problems);
});
