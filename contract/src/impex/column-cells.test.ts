import { expect, test } from 'vitest';
import { createColumnCells } from './column-cells.ts';
import { dataColumnSchema } from './columns.ts';
import { columnSources } from './sources.ts';

const column = (fields: object) => dataColumnSchema.parse({ target: 'sku', ...fields });

function cellsOf(fields: object, rows: (string | undefined)[][]) {
  const columns = [column(fields)];
  const { sources } = columnSources(columns);
  const read = createColumnCells<string>(columns, sources, (cell) => cell);
  return rows.map((row) => read(row)[0]);
}

test('a blank cell repeats the value above it while the other source is the same', () => {
  const rows = [
    ['Shirt', 'a'],
    [' ', 'a'],
    [undefined, 'a'],
    ['Blouse', 'a'],
    ['', 'a'],
    ['', 'b'],
    ['', 'a'],
    ['None', ''],
    ['', ''],
  ];
  expect(cellsOf({ source: 'Title', carry: 'Handle' }, rows)).toEqual([
    ...['Shirt', 'Shirt', 'Shirt', 'Blouse', 'Blouse', '', '', 'None', ''],
  ]);
});

test.each<[string, (string | undefined)[], string]>([
  ['{a}-{b}', ['x', 'y'], 'x-y'],
  ['{a}-{b}', ['x', ''], 'x'],
  ['{a}-{b}', [undefined, 'y'], 'y'],
  ['{a}-{b}', ['', ''], ''],
  ['id:{a} ({b})', ['1', '2'], 'id:1 (2)'],
  ['{a}{a}!', ['1'], '11!'],
  ['{a}!', [''], ''],
  ['{a} {not a source', ['1'], '1 {not a source'],
])('%s of %j is %j', (combine, row, text) => {
  expect(cellsOf({ combine }, [row])).toEqual([text]);
});

test('the combined value is used if the cell is blank', () => {
  expect(
    cellsOf({ source: 'SKU', combine: '{Handle}' }, [
      ['1', 'a'],
      ['', 'a'],
    ]),
  ).toEqual(['1', 'a']);
});
