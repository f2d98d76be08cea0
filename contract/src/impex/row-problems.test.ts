import { expect, it } from 'vitest';
import { LIMITS } from '../shared/limits.ts';
import { attributeValues, availabilityValues } from './product-rows.ts';
import { cutProblem, skuProblem, storageProblem, unknownChannel, unknownProduct } from './row-problems.ts';

const problemOf = (checked: ReturnType<typeof attributeValues>) => ('problem' in checked ? checked.problem : undefined);

it('a row must name a valid SKU', () => {
  expect(skuProblem('A1')).toBeUndefined();
  expect(skuProblem(' \u200b')).toEqual({ column: 'sku', code: 'required', message: 'sku must not be empty.' });
  for (const sku of ['x'.repeat(LIMITS.skuLength + 1), 'a\0b'])
    expect(skuProblem(sku)).toMatchObject({ code: 'invalid_value' });
});

it('a row must not contain characters that cannot be stored', () => {
  expect(storageProblem({ sku: 'A1', name: null, value: undefined })).toBeUndefined();
  for (const value of ['\0', '\ud800']) {
    expect(storageProblem({ sku: 'A1', value })).toEqual({
      ...{ column: 'value', code: 'invalid_value' },
      message: 'value contains a NUL character or half of one.',
    });
  }
});

it('a missing referenced object is reported with its value, whose beginning a report shows', () => {
  expect(unknownProduct('A9')).toMatchObject({ column: 'sku', code: 'unknown_product', value: 'A9' });
  const channel = unknownChannel('c'.repeat(300));
  expect(channel).toMatchObject({ column: 'sales_channel', code: 'unknown_sales_channel' });
  expect(channel.message).toContain(`ID ${'c'.repeat(100)}.`);
  expect(cutProblem(channel).value).toBe('c'.repeat(200));
  expect(cutProblem({ code: 'broken_row', message: 'No.' })).toEqual({ code: 'broken_row', message: 'No.' });
});

it('an availability accepts the usual spellings', () => {
  expect(availabilityValues({ availability: 'In Stock' })).toEqual({ values: { availability: 'in_stock' } });
  for (const availability of [null, undefined, '']) {
    const message = 'availability must not be empty.';
    expect(problemOf(availabilityValues({ availability }))).toEqual({
      ...{ column: 'availability', code: 'required', message },
    });
  }
  expect(problemOf(availabilityValues({ availability: 'maybe' }))).toMatchObject({
    ...{ column: 'availability', code: 'invalid_value', value: 'maybe' },
    message: expect.stringContaining('in_stock, out_of_stock'),
  });
});

it('an attribute has a name, and may have a value', () => {
  expect(attributeValues({ name: ' Colour ', value: 'red ' })).toEqual({ values: { name: 'Colour', value: 'red' } });
  expect(attributeValues({ name: 'Colour' })).toEqual({ values: { name: 'Colour', value: null } });
  expect(attributeValues({ name: '__proto__', value: 'x' })).toEqual({ values: { name: '__proto__', value: 'x' } });
  expect(problemOf(attributeValues({ name: null, value: 'red' }))).toEqual({
    ...{ column: 'name', code: 'required', message: 'name must not be empty.' },
  });
  expect(problemOf(attributeValues({ name: 'price', value: '1' }))).toMatchObject({
    ...{ column: 'name', code: 'invalid_value', value: 'price' },
    message: expect.stringContaining('A product has a field of this name'),
  });
  expect(problemOf(attributeValues({ name: 'Colour', value: 'x'.repeat(100_000) }))).toMatchObject({
    ...{ column: 'value', code: 'invalid_value' },
    message: expect.stringContaining('over'),
  });
  expect(problemOf(attributeValues({ name: 'external_id', value: 'x'.repeat(1_000) }))).toMatchObject({
    column: 'value',
  });
});
