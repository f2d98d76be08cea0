import type { DataDescriptor } from '@commerce-integration/sdk';
import { expect, it } from 'vitest';
import { mapOfText, textOfMap } from '../ui/word-map.ts';
import { descriptorOfFields, fieldsOfDescriptor, NEW_COLUMN } from './descriptor-fields.ts';

const DESCRIPTOR = {
  data_descriptor_id: 'DD00001',
  partner_id: 'PT00001',
  name: 'ERP',
  entity: 'product',
  mode: 'merge',
  file_name_pattern: 'artikel*.csv',
  format: { type: 'csv', encoding: 'windows-1252', delimiter: ';', header: true, skip_lines: 2 },
  columns: [
    { ...flags(), target: 'sku', source: 'Nummer', type: 'string', required: true },
    { ...flags(), target: 'price', source: 'Preis', type: 'decimal', decimal_separator: ',', thousands_separator: '.' },
    { ...flags(), target: 'currency', constant: 'EUR', type: 'string' },
    { ...flags(), target: 'availability', source: 'Lager', type: 'string', map: { ja: 'in_stock', '*': null } },
  ],
} as unknown as DataDescriptor;

function flags() {
  return { decimal_separator: '.', timezone: 'UTC', trim: true, required: false };
}

it('a descriptor that is edited and not changed is the same', () => {
  const { columns, ...rest } = descriptorOfFields(fieldsOfDescriptor(DESCRIPTOR, ''));
  expect(rest).toEqual({
    name: 'ERP',
    entity: 'product',
    mode: 'merge',
    file_name_pattern: 'artikel*.csv',
    format: { type: 'csv', encoding: 'windows-1252', delimiter: ';', header: true, skip_lines: 2 },
  });
  expect(columns).toEqual([
    { target: 'sku', source: 'Nummer', type: 'string', required: true, trim: true },
    {
      target: 'price',
      source: 'Preis',
      type: 'decimal',
      decimal_separator: ',',
      thousands_separator: '.',
      required: false,
      trim: true,
    },
    { target: 'currency', constant: 'EUR', type: 'string', required: false, trim: true },
    {
      target: 'availability',
      source: 'Lager',
      type: 'string',
      map: { ja: 'in_stock', '*': null },
      required: false,
      trim: true,
    },
  ]);
});

it('what the form does not show stays', () => {
  const children = { entity: 'price', columns: [{ ...flags(), target: 'price', source: 'amount', type: 'decimal' }] };
  const columns = [
    {
      ...flags(),
      type: 'string',
      target: 'sku',
      source: 'sku',
      optional: true,
      lookup: { entity: 'product', by: 'sku' },
    },
    { ...flags(), type: 'string', target: 'children.prices', source: 'prices', children },
  ];
  const edited = descriptorOfFields(fieldsOfDescriptor({ ...DESCRIPTOR, columns } as never, ''));
  expect(edited.columns).toMatchObject([
    { target: 'sku', optional: true, lookup: { entity: 'product', by: 'sku' } },
    { target: 'children.prices', source: 'prices', children },
  ]);
});

it.each([
  { type: 'csv', encoding: 'utf-8', delimiter: ',', header: true, skip_lines: 0, quote: "'" },
  { type: 'xlsx', encoding: 'utf-8', header: true, skip_lines: 3, sheet: 'Prices' },
])('what the form does not show of a format stays, unless the format changes', (format) => {
  const fields = fieldsOfDescriptor({ ...DESCRIPTOR, format } as never, '');
  expect(descriptorOfFields(fields).format).toEqual(format);
  fields.format.type = 'jsonl';
  expect(descriptorOfFields(fields).format).toEqual({ type: 'jsonl', encoding: 'utf-8' });
});

it('what does not belong to the format or the type is left out', () => {
  const fields = fieldsOfDescriptor(undefined, 'PT00001');
  fields.format = { ...fields.format, type: 'xml', delimiter: ';', row_path: '/a/b' };
  fields.columns = [{ ...NEW_COLUMN, target: 'sku', source: '@sku', date_format: 'dd.MM.yyyy' }];
  expect(descriptorOfFields(fields)).toMatchObject({
    format: { type: 'xml', encoding: 'utf-8', row_path: '/a/b' },
    columns: [{ target: 'sku', source: '@sku', type: 'string', required: false, trim: true }],
  });
  expect(descriptorOfFields(fields).format).not.toHaveProperty('delimiter');
  expect(descriptorOfFields(fields).columns[0]).not.toHaveProperty('date_format');
});

it.each([
  ['ja = in_stock\nnein = out_of_stock\n* =', { ja: 'in_stock', nein: 'out_of_stock', '*': null }],
  ['a = b = c', { 'a = b': 'c' }],
  ['\n word \n', { word: null }],
])('%j is a map', (text, map) => {
  expect(mapOfText(text)).toEqual(map);
  expect(mapOfText(textOfMap(map))).toEqual(map);
});
