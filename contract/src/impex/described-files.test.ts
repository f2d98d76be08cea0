import { expect, it } from 'vitest';
import { contentTypeOf, describedFileName, sampleFileNames, sampleText } from './described-files.ts';
import { dataDefinitionSchema } from './descriptors.ts';

const layout = (format: object, file_name_pattern = '*') =>
  dataDefinitionSchema.parse({
    ...{ name: 'Stock', entity: 'availability', format, file_name_pattern },
    columns: [
      { target: 'sku', source: 'Artikel' },
      { target: 'availability', source: 'Lager' },
    ],
  });

it('a file of a descriptor has a name that matches its pattern, a type and an encoding', () => {
  const names = ['*', 'stock_*.csv', 'a?b/*', '*.txt.*'].map((one) =>
    describedFileName(layout({ type: 'csv' }, one), 'x'),
  );
  expect(names).toEqual(['x.csv', 'stock_x.csv', 'a0b_x.csv', 'x.txt.x']);
  expect(contentTypeOf({ type: 'csv', encoding: 'windows-1252' })).toBe('text/csv; charset=windows-1252');
  expect(contentTypeOf({ type: 'jsonl', encoding: 'utf-8' })).toBe('application/x-ndjson; charset=utf-8');
  expect(contentTypeOf({ type: 'xml', encoding: 'utf-8' })).toBe('application/xml; charset=utf-8');
  expect(contentTypeOf({ type: 'xlsx', encoding: 'utf-8' })).toMatch(/\.sheet$/);
});

it('samples of one pattern have different names', () => {
  const one = layout({ type: 'csv' }, 'stock*');
  expect(sampleFileNames([one, layout({ type: 'xlsx' }, '*'), one])).toEqual([
    'stocksample.csv',
    'sample.xlsx',
    '3-stocksample.csv',
  ]);
});

it('a sample has the header of a table, or one empty row in other formats', () => {
  expect(sampleText(layout({ type: 'csv', delimiter: ';' }))).toBe('Artikel;Lager\n');
  expect(sampleText(layout({ type: 'jsonl' }))).toBe('{"Artikel":"","Lager":""}\n');
  expect(sampleText(layout({ type: 'xml', row_path: '/all/one' }))).toContain('<Lager></Lager>');
});
